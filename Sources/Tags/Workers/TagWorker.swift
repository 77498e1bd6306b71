internal import CWorkers
internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// psm's side of one worker process: what it was asked, and what it has answered so far.
struct TagWorker: Sendable {
    /// What became of a worker.
    enum End: Equatable {
        case signal(Int32)
        case exit(Int32)
        /// The kernel does not let go of it.
        case stuck
    }

    private static let noticedAfter = Duration.milliseconds(50)
    private static let patienceToEnd = Duration.seconds(1)

    let process: pid_t
    let socket: FileDescriptor
    /// What it was asked and has not answered, in order.
    private(set) var asked: [Int] = []
    private(set) var answeredCount = 0
    private(set) var hasGreeted = false
    /// Whether it takes no more requests. What it has said may still be to be heard.
    private(set) var isDeaf = false
    private var output: [UInt8] = []
    private var input = MessageBuffer()

    /// Since when it has said nothing.
    private var quietSince = SuspendingClock.now
    /// How much CPU time it had used when that was noticed.
    private var cpuNanoseconds: Int64?

    // MARK: Beginning and end

    static func start(_ executable: FilePath) throws(TagWorkerError) -> TagWorker {
        var ends: [Int32] = [-1, -1]
        var code = psm_worker_channel(&ends)
        guard code == 0 else {
            throw .cannotStart(executable, Errno(rawValue: code))
        }
        defer { close(ends[1]) }
        var process: pid_t = 0
        code = executable.withPlatformString { psm_start_worker($0, ends[1], &process) }
        guard code == 0 else {
            close(ends[0])
            throw .cannotStart(executable, Errno(rawValue: code))
        }
        return TagWorker(process: process, socket: FileDescriptor(rawValue: ends[0]))
    }

    private init(process: pid_t, socket: FileDescriptor) {
        self.process = process
        self.socket = socket
    }

    /// Hangs up, once: then it leaves as soon as it is done.
    func hangUp() {
        try? socket.close()
    }

    /// Ends it at once, unless the kernel holds it.
    func kill() {
        psm_kill_worker(process)
        hangUp()
    }

    /// How it ended, after either side hung up.
    func end() -> End {
        if let end = Self.reaped(process, within: Self.patienceToEnd) { return end }
        psm_kill_worker(process)
        return Self.reaped(process, within: Self.patienceToEnd) ?? .stuck
    }

    /// Takes the exit status of a process that ends within the time given.
    static func reaped(_ process: pid_t, within patience: Duration) -> End? {
        let deadline = ContinuousClock.now + patience
        while true {
            var status: Int32 = 0
            let result = waitpid(process, &status, WNOHANG)
            if result == process {
                let signal = status & 0x7F
                return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
            }
            // Somebody else took it.
            if result < 0, errno != EINTR { return .exit(0) }
            if ContinuousClock.now >= deadline { return nil }
            usleep(500)
        }
    }

    // MARK: Asking

    var isBusy: Bool { !asked.isEmpty || !hasGreeted }
    var hasOutput: Bool { !output.isEmpty }

    mutating func ask(_ index: Int, _ request: TagRequest, _ writer: inout MessageWriter) {
        if asked.isEmpty { restartPatience() }
        asked.append(index)
        request.encode(into: &writer)
        output += writer.bytes
        writer.removeAll()
    }

    /// Sends what the socket takes.
    mutating func send() {
        while !output.isEmpty {
            let count = output.withUnsafeBytes { bytes in
                bytes.baseAddress.map { psm_worker_send(socket.rawValue, $0, bytes.count) } ?? 0
            }
            if count < 0 {
                if [EAGAIN, EINTR, ENOBUFS, ENOMEM].contains(errno) { return }
                isDeaf = true
                output = []
                return
            }
            output.removeFirst(count)
        }
    }

    // MARK: Answers

    /// Receives what there is.
    ///
    /// - Returns: whether more may come.
    mutating func receive() -> Bool {
        let number = socket.rawValue
        let count = input.fill { room in
            room.baseAddress.map { psm_worker_receive(number, $0, room.count) } ?? 0
        }
        let code = errno
        return count > 0 || (count < 0 && (code == EAGAIN || code == EINTR))
    }

    /// The greeting, if it has come.
    mutating func takeGreeting() throws(MalformedMessage) -> WorkerGreeting? {
        let greeting = try input.take(limitBytes: 1_024, WorkerGreeting.init)
        if let greeting {
            hasGreeted = greeting.isOwn
            restartPatience()
        }
        return greeting
    }

    /// The next answer, and the index of the request that it belongs to.
    mutating func takeReply() throws(MalformedMessage) -> (Int, TagReply)? {
        guard let reply = try input.take(limitBytes: TagReply.limitBytes, TagReply.init) else {
            return nil
        }
        // It says something that nobody asked.
        guard !asked.isEmpty else { throw MalformedMessage() }
        restartPatience()
        answeredCount += 1
        return (asked.removeFirst(), reply)
    }

    // MARK: Silence

    private mutating func restartPatience() {
        quietSince = SuspendingClock.now
        cpuNanoseconds = nil
    }

    /// What it has done since it said anything.
    struct Silence {
        var waited = Duration.zero
        var computed = Duration.zero
    }

    mutating func silence(at now: SuspendingClock.Instant) -> Silence {
        let quiet = now - quietSince
        // Most answers come before anybody need ask.
        if quiet < Self.noticedAfter { return Silence() }
        let used = psm_process_cpu(process)
        let before = cpuNanoseconds ?? used
        cpuNanoseconds = before
        let computed = Duration.nanoseconds(max(0, used - before))
        return Silence(waited: quiet - computed, computed: computed)
    }

    /// Ends several at once, which the kernel may hold.
    ///
    /// - Returns: those that did not end within the time given.
    static func end(_ workers: [TagWorker], within patience: Duration) -> [pid_t] {
        for worker in workers { worker.kill() }
        let deadline = ContinuousClock.now + patience
        return workers.map(\.process).filter { process in
            reaped(process, within: max(.zero, deadline - .now)) == nil
        }
    }
}
