import Glibc
import SystemPackage

/// A running `psm … --watch`.
struct Watcher {
    let process: ChildProcess
    /// From the start until it reports that it is watching.
    let timeToReady: Duration

    private static let readyText = "watching; "
    private static let limit = Duration.seconds(300)
    private static let idlePause = Duration.seconds(2)
    private static let idleLimit = Duration.seconds(60)
    /// The CPU time that an idle process uses between two checks.
    private static let idleUse = Duration.milliseconds(2)

    /// - Parameter arguments: the command with its options, `--watch` among them.
    init(_ installation: Installation, _ arguments: [String]) throws {
        process = try ChildProcess(installation.invocation(arguments))
        try process.waitForOutput(Self.readyText, limit: Self.limit)
        timeToReady = .now - process.start
    }

    func status() throws -> ProcessStatus {
        guard process.isRunning, let status = ProcessStatus(process.pid) else {
            throw BenchError("The watcher has stopped running.")
        }
        return status
    }

    func use() throws -> ProcessUse {
        guard process.isRunning, let use = ProcessUse(process.pid) else {
            throw BenchError("The watcher has stopped running.")
        }
        return use
    }

    /// Waits until it has finished the work that its start or the last change left.
    func waitUntilIdle() throws {
        let end = ContinuousClock.now + Self.idleLimit
        var used = try use().cpu
        while ContinuousClock.now < end {
            pause(Self.idlePause)
            let now = try use().cpu
            if now - used < Self.idleUse { return }
            used = now
        }
        Progress.tell("the watcher is still busy after \(Self.idleLimit)")
    }

    func pause(_ duration: Duration) {
        usleep(UInt32(clamping: Int(duration / .microseconds(1))))
    }

    /// Ends it, and reports if it did not exit by itself.
    func end() throws {
        let end = try process.terminate()
        if end != "exit 0" { Progress.tell("the watcher ended with \(end)") }
    }
}
