package import SystemPackage
import Threads

/// Hints every root at an interval, for file systems on which inotify misses changes.
///
/// The first hint comes one interval after the start.
package final class PollingSource: HintSource {
    private let roots: [FilePath]
    private let interval: Duration
    private let thread = SourceThread()
    private let bell = Doorbell()

    /// - Parameter interval: the time between two hints.
    package init(roots: [FilePath], interval: Duration = .seconds(60)) {
        self.roots = roots
        self.interval = interval
    }

    package func start(into queue: HintQueue) throws(WatchError) {
        try thread.start { [self] in
            var next = ContinuousClock.now + interval
            while true {
                bell.wait(until: next)
                if thread.isStopping { return }
                guard ContinuousClock.now >= next else { continue }
                queue.offer(roots.map { .directory($0) })
                next = .now + interval
            }
        }
    }

    package func stop() {
        thread.stop { bell.ring() }
    }
}
