import Dispatch
import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage

/// What must not outlive the bench: its processes and its folder, also where a signal ends it.
enum Interruption {
    private struct Owned {
        var processes: Set<pid_t> = []
        var directories: [FilePath] = []
    }

    private static let owned = Mutex(Owned())

    static func add(_ process: pid_t) {
        owned.withLock { _ = $0.processes.insert(process) }
    }

    /// Must come before the process is reaped: after that its id may be somebody else's.
    static func remove(_ process: pid_t) {
        owned.withLock { _ = $0.processes.remove(process) }
    }

    static func removeOnExit(_ directory: FilePath) {
        owned.withLock { $0.directories.append(directory) }
    }

    /// From here on SIGINT, SIGTERM and SIGHUP end the bench cleanly.
    ///
    /// Call it before there is another thread: threads inherit who is deaf to the signals.
    static func handle() {
        var signals = set
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        DispatchQueue(label: "psm-bench.signals").async { wait() }
    }

    private static func wait() {
        var signals = set
        var received: Int32 = 0
        sigwait(&signals, &received)
        owned.withLock { owned in
            for process in owned.processes { kill(process, SIGKILL) }
            // The main thread may still be writing there: what it adds goes with the next attempt.
            for directory in owned.directories + owned.directories {
                try? FileManager.default.removeItem(atPath: directory.string)
            }
        }
        _exit(128 + received)
    }

    private static var set: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        return signals
    }
}
