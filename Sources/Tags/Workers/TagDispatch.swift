internal import SystemPackage
internal import Threads

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Shares out files to workers, on one thread that waits for all of them.
///
/// A worker is asked for a few files ahead, so that neither side waits for the other. It answers in
/// order: if it dies, the first file without an answer is the reason, and the others are asked again.
struct TagDispatch {
    /// How many files a worker knows of.
    private static let askedAhead = 16
    /// While many files are left, answers are collected for so long, so that psm does not wake for
    /// each: the workers have enough to do.
    private static let collecting = (fileCount: 64, microseconds: UInt32(500))
    /// How long a wait may last before somebody is asked whether to go on.
    private static let attention = Duration.milliseconds(50)
    private static let patienceToStart = Duration.seconds(10)
    /// What fails once to load may load the next time.
    private static let startLimit = 2

    private let requests: [TagRequest]
    private let settings: TagWorkers.Settings
    private lazy var executable = settings.executable ?? TagWorkerPath.find()
    private(set) var workers: [TagWorker]
    private(set) var stuck: [pid_t] = []
    /// Whether a worker said that the system has nothing to confine it with.
    private(set) var isUnconfined = false
    private var next = 0
    /// To be asked again.
    private var returned: [Int] = []
    /// Those at which a worker ended once, for a reason that may lie elsewhere.
    private var suspects: Set<Int> = []
    private var openCount: Int
    private var failedStartCount = 0
    private var readers: ReaderCount
    private var writer = MessageWriter()

    init(_ requests: [TagRequest], _ settings: TagWorkers.Settings, _ workers: [TagWorker]) {
        self.requests = requests
        self.settings = settings
        self.workers = workers
        openCount = requests.count
        readers = ReaderCount(limit: settings.limit)
    }

    mutating func run(_ cancellation: Cancellation, _ body: (Int, TagReading) -> Void) throws {
        do {
            while openCount > 0 {
                try cancellation.check()
                try shareOut()
                try listen(body)
                try loseSilent(body)
                readers.observe(doneCount: requests.count - openCount, workers.map(\.process))
            }
        } catch {
            // Nobody waits for their answers any more.
            end(workers.filter(\.isBusy))
            workers.removeAll(where: \.isBusy)
            throw error
        }
    }

    // MARK: Asking

    private mutating func shareOut() throws(TagWorkerError) {
        let wanted = min(try startedCount(), openCount)
        let short = workers.indices.prefix(wanted).filter {
            !workers[$0].isDeaf && workers[$0].asked.count <= Self.askedAhead / 2
        }
        for round in 1...Self.askedAhead {
            for index in short where workers[index].asked.count < round {
                guard let request = take() else { return }
                workers[index].ask(request, requests[request], &writer)
            }
        }
    }

    /// - Returns: how many workers there are to ask.
    private mutating func startedCount() throws(TagWorkerError) -> Int {
        while workers.count < min(readers.count, openCount) {
            do throws(TagWorkerError) {
                workers.append(try .start(executable))
            } catch {
                // Where a limit allows no more of them, one can do it all.
                if workers.isEmpty { throw error }
                readers.keep(to: workers.count)
            }
        }
        return readers.count
    }

    private mutating func take() -> Int? {
        if let index = returned.popLast() { return index }
        guard next < requests.count else { return nil }
        defer { next += 1 }
        return next
    }

    // MARK: Listening

    private mutating func listen(_ body: (Int, TagReading) -> Void) throws {
        for index in workers.indices { workers[index].send() }
        if openCount > Self.collecting.fileCount { usleep(Self.collecting.microseconds) }
        let busy = workers.indices.filter { workers[$0].isBusy || workers[$0].isDeaf }
        var polled = busy.map { index in
            let events = POLLIN | (workers[index].hasOutput ? POLLOUT : 0)
            return pollfd(
                fd: workers[index].socket.rawValue,
                events: Int16(events),
                revents: 0
            )
        }
        let milliseconds = Int32(Self.attention / .milliseconds(1))
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
        for (index, found) in zip(busy, polled).reversed() where found.revents != 0 {
            try hear(index, body)
        }
    }

    private mutating func hear(_ index: Int, _ body: (Int, TagReading) -> Void) throws {
        let isThere = workers[index].receive()
        let last: (request: Int, reply: TagReply)?
        do throws(MalformedMessage) {
            last = try takeAnswers(of: index, body)
        } catch {
            guard workers[index].hasGreeted else {
                end([workers.remove(at: index)])
                throw TagWorkerError.otherVersion(executable)
            }
            workers[index].kill()
            return try lose(index, body)
        }
        if let last {
            try takeLeave(of: workers.remove(at: index), over: last.request, last.reply, body)
        } else if !isThere {
            try lose(index, body)
        }
    }

    /// - Returns: the answer with which the worker leaves, if it does.
    private mutating func takeAnswers(
        of index: Int,
        _ body: (Int, TagReading) -> Void
    ) throws(MalformedMessage) -> (request: Int, reply: TagReply)? {
        if !workers[index].hasGreeted, let greeting = try workers[index].takeGreeting() {
            guard greeting.isOwn else { throw MalformedMessage() }
            if greeting.confinement == 0 { isUnconfined = true }
        }
        while workers[index].hasGreeted, let (request, reply) = try workers[index].takeReply() {
            if case .outOfMemory = reply { return (request, reply) }
            deliver(request, reply.reading, body)
        }
        return nil
    }

    private mutating func deliver(
        _ request: Int,
        _ reading: TagReading,
        _ body: (Int, TagReading) -> Void
    ) {
        openCount -= 1
        body(request, reading)
    }

    // MARK: Losing a worker

    /// Takes leave of a worker that ran out of memory. What files before left behind may be the
    /// reason; then a fresh one is asked.
    private mutating func takeLeave(
        of worker: TagWorker,
        over request: Int,
        _ reply: TagReply,
        _ body: (Int, TagReading) -> Void
    ) throws {
        end([worker])
        returned += worker.asked.reversed()
        if worker.answeredCount > 1, suspects.insert(request).inserted {
            try askAnew(request)
        } else {
            deliver(request, reply.reading, body)
        }
    }

    /// Takes leave of a worker that has ended or does not make sense. The file that it was at is the
    /// reason, unless that may lie elsewhere, in what it read before or in whoever kills processes:
    /// then a fresh one is asked.
    private mutating func lose(_ index: Int, _ body: (Int, TagReading) -> Void) throws {
        let worker = workers.remove(at: index)
        worker.hangUp()
        let reason = worker.end()
        if reason == .stuck { stuck.append(worker.process) }
        guard worker.hasGreeted else {
            failedStartCount += 1
            returned += worker.asked.reversed()
            if failedStartCount < Self.startLimit { return }
            throw TagWorkerError.useless(executable, reason: reason.clause)
        }
        guard let suspect = worker.asked.first else { return }
        returned += worker.asked.dropFirst().reversed()
        let isProven =
            reason == .signal(SIGPROF) || (reason.isOfTheFile && worker.answeredCount == 0)
        if !isProven, suspects.insert(suspect).inserted { return try askAnew(suspect) }
        let content = TagReading.Content.tags(FileTags(error: reason.error))
        deliver(suspect, TagReading(content, metadata: nil), body)
    }

    /// Asks a worker that has read nothing yet; any, if there can be no more.
    private mutating func askAnew(_ request: Int) throws {
        do throws(TagWorkerError) {
            var worker = try TagWorker.start(executable)
            worker.ask(request, requests[request], &writer)
            workers.append(worker)
        } catch {
            if workers.isEmpty { throw error }
            returned.append(request)
        }
    }

    /// A worker that waits for too long is left to itself: the kernel may never let go of it.
    private mutating func loseSilent(_ body: (Int, TagReading) -> Void) throws {
        let now = SuspendingClock.now
        for index in workers.indices.reversed() where workers[index].isBusy {
            let patience =
                workers[index].hasGreeted ? settings.patience : Self.patienceToStart
            let silence = workers[index].silence(at: now)
            let computes = silence.computed > settings.cpuPatience
            guard computes || silence.waited > patience else { continue }
            let worker = workers.remove(at: index)
            end([worker])
            guard worker.hasGreeted else {
                throw TagWorkerError.useless(executable, reason: "it does not answer")
            }
            guard let suspect = worker.asked.first else { continue }
            returned += worker.asked.dropFirst().reversed()
            let reason = "cannot be read: no answer within \(patience.components.seconds) s"
            let content: TagReading.Content =
                computes
                ? .tags(FileTags(error: TagWorker.End.signal(SIGPROF).error)) : .unread(reason)
            deliver(suspect, TagReading(content, metadata: nil), body)
        }
    }

    private mutating func end(_ lost: [TagWorker]) {
        stuck += TagWorker.end(lost, within: .milliseconds(100))
    }
}

extension TagWorker.End {
    /// Whether only the file can be the reason. Anybody may kill a process, the kernel too, where
    /// memory is short or a limit on psm's CPU time is reached.
    fileprivate var isOfTheFile: Bool {
        guard case .signal(let number) = self else { return false }
        return [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGPROF].contains(number)
    }

    fileprivate var error: String {
        switch self {
        case .signal(SIGPROF):
            "its tags take more than \(TagLimits().cpuSeconds) s of CPU time to read"
        case .signal(let number): "its tags make the reader fail (signal \(number))"
        case .exit(let status): "its tags make the reader fail (status \(status))"
        case .stuck: "its tags make the reader fail"
        }
    }

    fileprivate var clause: String {
        switch self {
        case .signal(let number): "it ended with signal \(number)"
        case .exit(let status): "it ended with status \(status)"
        case .stuck: "it does not end"
        }
    }
}
