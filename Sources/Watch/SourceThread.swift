import Synchronization
import SystemPackage
import Threads

/// The one thread of a source: it is started once, stopped, and joined.
final class SourceThread: Sendable {
    private struct State {
        var isStarted = false
        var thread: WorkerThread?
    }

    private let state = Mutex(State())
    private let isTold = Atomic(false)

    /// Whether the thread should end.
    var isStopping: Bool { isTold.load(ordering: .acquiring) }

    /// - Throws: `alreadyStarted` if it was started or stopped before, `threadUnavailable`.
    func start(_ body: @escaping @Sendable () -> Void) throws(WatchError) {
        let error: WatchError? = state.withLock { state in
            guard !state.isStarted, !isStopping else { return .alreadyStarted }
            do throws(Errno) {
                state.thread = try WorkerThread(body)
                state.isStarted = true
                return nil
            } catch {
                return .threadUnavailable(error)
            }
        }
        if let error { throw error }
    }

    /// Tells the thread to stop, wakes it, and waits for its end.
    func stop(waking wake: () -> Void) {
        isTold.store(true, ordering: .releasing)
        wake()
        state.withLock(\.thread)?.join()
    }
}
