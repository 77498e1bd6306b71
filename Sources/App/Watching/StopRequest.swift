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

/// SIGINT and SIGTERM as a request to stop. A second one ends the process at once.
package enum TerminationSignal {
    package static let request = StopRequest()

    /// Installs the handlers: from now on the first signal no longer ends the process by itself.
    package static func install() {
        // It must be initialised before a handler uses it.
        _ = request
        var action = sigaction()
        action.sa_flags = SA_RESTART
        action.__sigaction_handler.sa_handler = { signal in
            if TerminationSignal.request.isRequested { _exit(128 + signal) }
            let code = errno
            TerminationSignal.request.request()
            errno = code
        }
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }
}
