import Journal
import Synchronization
import SystemPackage
import Threads

/// Rings whenever the journal grows, or damage to it is found, by whichever process. One thread
/// waits for that.
final class JournalHeads: Sendable {
    private final class News: Sendable {
        let hasMoved = Atomic(false)
        let isDamageMarked = Atomic(false)
    }

    private let news = News()
    private let follower: JournalFollower
    private let pollInterval: Duration?
    private let isStopping = Atomic(false)
    private let bell: Doorbell
    private let thread = Mutex<WorkerThread?>(nil)

    /// How long to wait before a head that could not be read is read again.
    private static let retryPause = Duration.seconds(1)

    /// - Parameter pollInterval: how often to read the head; nil to rely on inotify.
    init(journal: Journal, pollInterval: Duration?, bell: Doorbell) {
        self.pollInterval = pollInterval
        follower = JournalFollower(journal: journal) { [news, bell] in
            news.isDamageMarked.store(true, ordering: .releasing)
            bell.ring()
        }
        self.bell = bell
    }

    /// - Throws: `Errno` if the thread cannot be started.
    func start() throws(Errno) {
        let thread = try WorkerThread { [self] in follow() }
        self.thread.withLock { $0 = thread }
    }

    /// Whether the journal grew since the last call.
    func takeMove() -> Bool {
        news.hasMoved.exchange(false, ordering: .acquiringAndReleasing)
    }

    /// Whether another process marked damage since the last call.
    func takeDamage() -> Bool {
        news.isDamageMarked.exchange(false, ordering: .acquiringAndReleasing)
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        follower.interrupt()
        thread.withLock(\.self)?.join()
    }

    private func follow() {
        var position = Position.zero
        let pause = Doorbell()
        while !isStopping.load(ordering: .acquiring) {
            do throws(JournalError) {
                let head = try follower.wait(untilBeyond: position, timeout: pollInterval)
                guard head.position > position else { continue }
                position = head.position
                news.hasMoved.store(true, ordering: .releasing)
                bell.ring()
            } catch {
                // Code that uses the journal reports what is wrong with it.
                pause.wait(until: .now + Self.retryPause)
            }
        }
    }
}
