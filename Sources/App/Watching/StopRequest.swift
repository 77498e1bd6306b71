import Glibc
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

/// SIGINT and SIGTERM as a request to stop. A second one ends the process at once.
package enum TerminationSignal {
    package static let request = StopRequest()

    /// From here on the signals do not end the process by themselves.
    package static func install() {
        // It must be there before a handler needs it.
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
