import Journal
import Projection
import Synchronization
import Tags
import Threads

/// Work for idle times: packing the journal, returning memory to the system, and letting those go
/// who read tags.
final class Upkeep {
    private static let quiet = Duration.seconds(1)
    private static let quietOfReaders = Duration.seconds(60)
    private static let keptBytes: Int32 = 128 << 10

    private let application: Application
    private let cancellation: Cancellation
    private var duty = Duty()
    private var resting = Duty()
    private let isPacking = Packing()

    private final class Packing: Sendable {
        let flag = Atomic(false)
    }

    init(_ application: Application, cancellation: Cancellation) {
        self.application = application
        self.cancellation = cancellation
        HeapMemory.keep(atMostBytes: Self.keptBytes)
    }

    var deadline: ContinuousClock.Instant? {
        [duty.deadline, resting.deadline].compactMap { $0 }.min()
    }

    /// Asks for upkeep after a second without another request.
    func request() {
        duty.request(at: .now + Self.quiet)
    }

    /// Call after tags may have been read.
    func requestRest() {
        resting.request(at: .now + Self.quietOfReaders)
    }

    func attend() {
        if resting.isDue(at: .now) {
            resting.begin()
            application.tagReader.rest()
        }
        guard duty.isDue(at: .now) else { return }
        duty.begin()
        packJournal()
        application.readModel.releaseMemory()
        HeapMemory.giveBack()
    }

    /// In the background, one segment at a time: nothing waits for it, and it may stop after any.
    private func packJournal() {
        guard !isPacking.flag.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let application = application
        let started = try? WorkerThread { [isPacking, cancellation] in
            var hasPacked = false
            do {
                while !cancellation.isRequested,
                    try application.journal.pack(limit: 1).packed.count > 0
                {
                    hasPacked = true
                }
            } catch {
                application.tell(.failed(what: "Packing the journal failed: \(error)", retry: nil))
            }
            if hasPacked { HeapMemory.giveBack() }
            isPacking.flag.store(false, ordering: .releasing)
        }
        if started == nil { isPacking.flag.store(false, ordering: .releasing) }
    }
}
