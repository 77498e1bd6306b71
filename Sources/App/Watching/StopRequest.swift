import Synchronization
import Threads

/// Tells a watcher to end, from any thread or from a signal handler. It finishes what is in hand.
package final class StopRequest: Sendable {
    /// The watcher waits for it.
    let bell = Doorbell()
    private let flag = Atomic(false)

    package init() {}

    var isRequested: Bool { flag.load(ordering: .acquiring) }

    package func request() {
        flag.store(true, ordering: .releasing)
        bell.ring()
    }
}
