import Synchronization
package import SystemPackage

/// Hints every root again and again: for file systems that tell nothing of what others do to them.
///
/// The first hint comes one interval after the start.
package final class PollingSource: HintSource {
    private let roots: [FilePath]
    private let interval: Duration
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// - Parameter interval: the pause between two looks.
    package init(roots: [FilePath], interval: Duration = .seconds(60)) {
        self.roots = roots
        self.interval = interval
    }

    package func start(into queue: HintQueue) async throws(WatchError) {
        let isFirst = task.withLock { task in
            guard task == nil else { return false }
            task = Task { [roots, interval] in
                // Sleeping throws only when the source is stopped.
                while (try? await Task.sleep(for: interval, clock: .continuous)) != nil {
                    queue.offer(roots.map { .directory($0) })
                }
            }
            return true
        }
        guard isFirst else { throw .alreadyStarted }
    }

    package func stop() async {
        let task = task.withLock { $0 }
        task?.cancel()
        await task?.value
    }
}
