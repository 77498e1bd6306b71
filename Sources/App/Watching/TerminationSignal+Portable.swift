#if !os(Linux) || PSM_PORTABLE
#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// SIGINT and SIGTERM as a ``StopRequest``. A second one ends the process at once.
///
/// By signal(3), since each C library has a name of its own for the handler in `sigaction`.
package enum TerminationSignal {
    package static let request = StopRequest()

    static func takeReload() -> Bool { false }

    /// Installs the handlers: from now on the first signal no longer ends the process by itself.
    package static func install() {
        // It must be initialised before a handler uses it.
        _ = request
        for number in [SIGINT, SIGTERM] {
            _ = signal(number) { number in
                if TerminationSignal.request.isRequested { _exit(128 + number) }
                let code = errno
                TerminationSignal.request.request()
                errno = code
            }
        }
    }
}
#endif
