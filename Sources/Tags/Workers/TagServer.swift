internal import CWorkers
package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A worker's side of the conversation: it reads one file after the other, and ends when nobody is
/// left to ask.
package struct TagServer {
    private let channel: FileDescriptor
    private let read: AudioReading.Read
    private let limits: TagLimits
    private var input = MessageBuffer()
    private var output = MessageWriter()

    /// - Parameter channel: a stream socket, whose other end is psm.
    package init(
        on channel: FileDescriptor,
        limits: TagLimits = TagLimits(),
        reading read: @escaping AudioReading.Read
    ) {
        self.channel = channel
        self.limits = limits
        self.read = read
    }

    /// Confines the process, and answers until the other end is closed.
    ///
    /// - Returns: an exit status: 0, or 70 if the other side broke the protocol.
    package mutating func run() -> Int32 {
        _ = psm_limit_memory(limits.memoryBytes)
        return answer(confinement: psm_confine())
    }

    /// Answers without giving up anything, for tests.
    package mutating func runUnconfined() -> Int32 {
        answer(confinement: 0)
    }

    private mutating func answer(confinement: UInt32) -> Int32 {
        WorkerGreeting(confinement: confinement).encode(into: &output)
        guard send() else { return 0 }
        while true {
            do throws(MalformedMessage) {
                guard let request = try nextRequest() else { return 0 }
                psm_limit_cpu(limits.cpuSeconds)
                let reply = request.reply(read)
                reply.encode(into: &output)
                guard send() else { return 0 }
                // What was allocated in vain may have left no room for anything.
                if case .outOfMemory = reply { return 0 }
            } catch {
                return Int32(EX_SOFTWARE)
            }
        }
    }

    // MARK: The channel

    /// - Returns: nil once the other end is closed.
    private mutating func nextRequest() throws(MalformedMessage) -> TagRequest? {
        while true {
            let request = try input.take(limitBytes: TagRequest.limitBytes, TagRequest.init)
            if let request { return request }
            let channel = channel
            let count = input.fill { (try? channel.read(into: $0)) ?? 0 }
            if count == 0 { return nil }
        }
    }

    private mutating func send() -> Bool {
        defer { output.removeAll() }
        return (try? channel.writeAll(output.bytes)) != nil
    }
}

/// What one file may cost. Beyond it the worker dies, and that is the file's error.
package struct TagLimits: Sendable {
    /// Of address space, shared libraries and all.
    package var memoryBytes: UInt64 = 160 << 20
    package var cpuSeconds: UInt32 = 10

    package init() {}
}
