#if os(Linux) && !PSM_PORTABLE
import Glibc

/// SIGINT and SIGTERM as a ``StopRequest``. A second one ends the process at once.
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
#endif
