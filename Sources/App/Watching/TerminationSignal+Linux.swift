#if os(Linux) && !PSM_PORTABLE
import Glibc
import Synchronization
import Threads

/// SIGINT and SIGTERM as a ``StopRequest``: a second one ends the process at once. SIGHUP asks for the
/// settings to be read again, or to stop if it comes from a terminal that is gone.
package enum TerminationSignal {
    package static let request = StopRequest()
    private static let hasHungUp = Atomic(false)
    /// By nohup: then the end of the terminal is not the end of the watcher.
    private static let isIgnored = Atomic(false)
    private static let hadTerminal = hasTerminal

    /// Source: tty(4): the process's own terminal can be opened as long as it is there.
    private static var hasTerminal: Bool {
        let descriptor = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        if descriptor >= 0 { close(descriptor) }
        return descriptor >= 0
    }

    /// Whether the settings are to be read again. Requests a stop if the terminal is gone.
    static func takeReload() -> Bool {
        guard hasHungUp.exchange(false, ordering: .acquiringAndReleasing) else { return false }
        if hadTerminal, !isIgnored.load(ordering: .relaxed), !hasTerminal {
            request.request()
            return false
        }
        return true
    }

    /// Installs the handlers: from now on the first signal no longer ends the process by itself.
    package static func install() {
        // They must be initialised before a handler uses them.
        _ = (request, hadTerminal, hasHungUp.load(ordering: .relaxed))
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
        action.__sigaction_handler.sa_handler = { _ in
            let code = errno
            TerminationSignal.hasHungUp.store(true, ordering: .releasing)
            TerminationSignal.request.bell.ring()
            errno = code
        }
        var former = sigaction()
        sigaction(SIGHUP, &action, &former)
        let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
        let handler = unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self)
        isIgnored.store(handler == ignored, ordering: .relaxed)
    }
}
#endif
