import Synchronization
import Threads

/// Tells a watcher to stop, from any thread or from a signal handler. It finishes the step in
/// progress.
package final class StopRequest: Sendable {
    /// The bell that the watcher waits for.
    let bell = Doorbell()
    private let flag = Atomic(false)

    package init() {}

    var isRequested: Bool { flag.load(ordering: .acquiring) }

    package func request() {
        flag.store(true, ordering: .releasing)
        bell.ring()
    }
}
