import Glibc
import SystemPackage

/// A running `psm build --watch --no-debounce`.
struct Watcher {
    let process: ChildProcess
    /// From the start until it says that it watches.
    let timeToReady: Duration

    private static let readyText = "watching; "
    private static let limit = Duration.seconds(300)

    init(_ installation: Installation) throws {
        process = try ChildProcess(
            installation.invocation(["build", "--watch", "--no-debounce"])
        )
        try process.waitForOutput(Self.readyText, limit: Self.limit)
        timeToReady = .now - process.start
    }

    func status() throws -> ProcessStatus {
        guard process.isRunning, let status = ProcessStatus(process.pid) else {
            throw BenchError("The watcher is not running any more.")
        }
        return status
    }

    func use() throws -> ProcessUse {
        guard process.isRunning, let use = ProcessUse(process.pid) else {
            throw BenchError("The watcher is not running any more.")
        }
        return use
    }

    func pause(_ duration: Duration) {
        usleep(UInt32(clamping: Int(duration / .microseconds(1))))
    }
}
