import Glibc
import SystemPackage

/// A command to run: no shell, no inherited environment.
struct Invocation {
    var executable: FilePath
    var arguments: [String]
    var environment: [String: String]
    /// Where stdout and stderr go, one after the other; `/dev/null` where nil.
    var log: FilePath?
}

/// What one process cost.
struct ProcessCost {
    /// From before it was spawned until it was gone.
    let wall: Duration
    /// User and system time of all its threads.
    let cpu: Duration
    /// The highest resident memory that was seen; 0 where nobody looked.
    let peakKibibytes: Int
}

/// A running process of ours. It holds a pipe whose other end closes with the process.
final class ChildProcess {
    let pid: pid_t
    let invocation: Invocation
    let start: ContinuousClock.Instant
    private let alive: FileDescriptor
    private var isReaped = false

    private static let samplingMilliseconds = 10
    private static let graceSeconds = 20.0

    /// - Throws: `BenchError` where it cannot be started.
    init(_ invocation: Invocation) throws {
        self.invocation = invocation
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw BenchError("Cannot make a pipe: \(Errno(rawValue: errno)).")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        alive = FileDescriptor(rawValue: ends[0])
        defer { close(ends[1]) }
        start = .now
        do {
            pid = try Self.spawn(invocation, alive: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        Interruption.add(pid)
    }

    deinit {
        if !isReaped {
            kill(pid, SIGKILL)
            _ = try? reap(peakKibibytes: 0)
        }
        try? alive.close()
    }

    /// Runs a command to its end.
    ///
    /// - Throws: `BenchError` where it fails, or takes longer than `limit`.
    static func run(
        _ invocation: Invocation,
        limit: Duration = .seconds(900),
        watchingMemory: Bool = false
    ) throws -> ProcessCost {
        try ChildProcess(invocation).wait(limit: limit, watchingMemory: watchingMemory)
    }

    /// Waits for its end.
    func wait(limit: Duration, watchingMemory: Bool = false) throws -> ProcessCost {
        var peak = 0
        let end = start + limit
        while !isGone(within: watchingMemory ? .milliseconds(Self.samplingMilliseconds) : limit) {
            if watchingMemory { peak = max(peak, ProcessStatus(pid)?.peakKibibytes ?? 0) }
            if ContinuousClock.now >= end {
                kill(pid, SIGKILL)
                _ = try? reap(peakKibibytes: 0)
                throw BenchError("\(commandLine) took longer than \(limit).")
            }
        }
        let (cost, status) = try reap(peakKibibytes: peak)
        guard status == 0 else {
            throw BenchError("\(commandLine) ended with \(Self.words(status)).\n\(lastOutput)")
        }
        return cost
    }

    /// Waits until its log holds `text`.
    ///
    /// - Throws: `BenchError` where it ends before, or does not say it within `limit`.
    func waitForOutput(_ text: String, limit: Duration) throws {
        guard let log = invocation.log else { preconditionFailure("there is no log to look into") }
        while !Files.text(log).contains(text) {
            if isGone(within: .milliseconds(2)) {
                throw BenchError("\(commandLine) ended too early.\n\(lastOutput)")
            }
            if ContinuousClock.now >= start + limit {
                throw BenchError("\(commandLine) did not say “\(text)” within \(limit).")
            }
        }
    }

    /// Asks it to end, and makes it where it does not.
    ///
    /// - Returns: how it ended, in words.
    @discardableResult
    func terminate() throws -> String {
        kill(pid, SIGTERM)
        if !isGone(within: .seconds(Self.graceSeconds)) { kill(pid, SIGKILL) }
        return Self.words(try reap(peakKibibytes: 0).status)
    }

    var isRunning: Bool { !isGone(within: .zero) }

    private func isGone(within limit: Duration) -> Bool {
        var polled = pollfd(fd: alive.rawValue, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, Int32(clamping: Int(limit / .milliseconds(1)))) > 0
    }

    private func reap(peakKibibytes: Int) throws -> (cost: ProcessCost, status: Int32) {
        Interruption.remove(pid)
        isReaped = true
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0 {
            guard errno == EINTR else {
                throw BenchError("Cannot wait for \(commandLine): \(Errno(rawValue: errno)).")
            }
        }
        let cost = ProcessCost(
            wall: .now - start,
            cpu: Duration(usage.ru_utime) + Duration(usage.ru_stime),
            peakKibibytes: peakKibibytes
        )
        return (cost, status)
    }

    private var commandLine: String {
        ([invocation.executable.string] + invocation.arguments).joined(separator: " ")
    }

    private var lastOutput: String {
        String((invocation.log.map(Files.text) ?? "").suffix(2_000))
    }

    /// Source: wait(2).
    private static func words(_ status: Int32) -> String {
        let signal = status & 0x7F
        return signal == 0 ? "exit \(status >> 8 & 0xFF)" : "signal \(signal)"
    }
}

extension Duration {
    init(_ time: timeval) {
        self = .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }

    /// As a number of seconds.
    var inSeconds: Double { self / .seconds(1) }
    var inMilliseconds: Double { self / .milliseconds(1) }
}
