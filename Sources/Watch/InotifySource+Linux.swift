import FileIO
import Synchronization
package import SystemPackage

/// Hints from the kernel, by inotify(7): one watch a directory, one thread for all of them.
///
/// A fresh directory is watched first and hinted afterwards, so that whoever lists it on that hint
/// finds all that came before the watch. An overflow of the kernel's queue becomes hints for all
/// roots. What cannot be watched (the watch limit, a path that is too long) is polled. A root that
/// is not there is waited for, and its return is a hint; so is its going.
///
/// The kernel says nothing of what other machines do to a network drive: use ``PollingSource``.
package final class InotifySource: HintSource {
    private struct State {
        var isStarted = false
        var isStopping = false
        var isRunning = false
        var notifier: (any WatchNotifier)?
        var stopWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private let roots: [FilePath]
    private let filter: PathFilter
    private let options: InotifyWatcher.Options
    private let makeNotifier: @Sendable () throws(FileError) -> any WatchNotifier
    private let state = Mutex(State())

    /// - Parameters:
    ///   - roots: absolute; they must not overlap. They need not exist.
    ///   - filter: what of them is library.
    ///   - followSymlinks: whether links to directories are part of the tree.
    ///   - pollInterval: how often that is looked at which the kernel cannot watch.
    package convenience init(
        roots: [FilePath],
        filter: PathFilter,
        followSymlinks: Bool = false,
        pollInterval: Duration = .seconds(60)
    ) {
        var options = InotifyWatcher.Options()
        options.followSymlinks = followSymlinks
        options.pollInterval = pollInterval
        self.init(roots: roots, filter: filter, options: options) { () throws(FileError) in
            try Inotify()
        }
    }

    init(
        roots: [FilePath],
        filter: PathFilter,
        options: InotifyWatcher.Options,
        makeNotifier: @escaping @Sendable () throws(FileError) -> any WatchNotifier
    ) {
        self.roots = roots
        self.filter = filter
        self.options = options
        self.makeNotifier = makeNotifier
    }

    /// Watches every directory beneath the roots and returns once it does. 50,000 directories take
    /// a few tenths of a second.
    package func start(into queue: HintQueue) async throws(WatchError) {
        let notifier = try begin()
        let error: WatchError? = await withCheckedContinuation { ready in
            do throws(Errno) {
                try WatchThread.start { self.run(notifier, queue, ready) }
            } catch {
                end()
                ready.resume(returning: .threadUnavailable(error))
            }
        }
        if let error { throw error }
    }

    package func stop() async {
        await withCheckedContinuation { continuation in
            let isRunning = state.withLock { state in
                state.isStopping = true
                state.notifier?.interrupt()
                if state.isRunning { state.stopWaiters.append(continuation) }
                return state.isRunning
            }
            if !isRunning { continuation.resume() }
        }
    }

    private func begin() throws(WatchError) -> any WatchNotifier {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted && !state.isStopping
        }
        guard isFirst else { throw .alreadyStarted }
        do {
            let notifier = try makeNotifier()
            state.withLock { state in
                state.notifier = notifier
                state.isRunning = true
            }
            return notifier
        } catch {
            throw .notifierUnavailable(error.errno)
        }
    }

    /// The thread's whole life.
    private func run(
        _ notifier: any WatchNotifier,
        _ queue: HintQueue,
        _ ready: CheckedContinuation<WatchError?, Never>
    ) {
        let watcher = InotifyWatcher(
            roots: roots,
            filter: filter,
            options: options,
            notifier: notifier,
            queue: queue,
            isStopping: { self.state.withLock { $0.isStopping } }
        )
        watcher.registerAll()
        ready.resume(returning: nil)
        watcher.follow()
        end()
    }

    private func end() {
        let waiters = state.withLock { state in
            defer { state.stopWaiters = [] }
            state.isRunning = false
            state.notifier = nil
            return state.stopWaiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
