import Glibc
import SystemPackage
import Tags

/// A worker that does what the files tell it to: the first word of a file is a behaviour.
@main
struct OddWorker {
    static func main() {
        var limits = TagLimits()
        limits.cpuSeconds = 1
        var server = TagServer(on: .standardInput, limits: limits) { file, _ in Self.act(upon: file)
        }
        exit(server.runUnconfined())
    }

    private static func act(upon file: FileDescriptor) -> AudioReading {
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = (try? bytes.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
        let words = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: " ")
        let number = words.dropFirst().first.flatMap { Int32($0) } ?? 0
        switch words.first {
        case "signal": kill(getpid(), number)
        case "fault": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        case "abort": abort()
        case "exit": exit(number)
        case "stop": raise(SIGSTOP)
        case "sleep": sleep(UInt32(number))
        case "spin": while true {}
        case "spin-on":
            signal(SIGPROF, SIG_IGN)
            while true {}
        case "babble":
            _ = try? FileDescriptor.standardInput.writeAll([UInt8](repeating: 0xFF, count: 100_000))
        case "hang-up":
            try? FileDescriptor.standardInput.close()
            sleep(60)
        case "unread":
            // Until the file named behind it is there.
            let path = words.dropFirst(2).first.map(String.init)
            if path.map({ access($0, F_OK) != 0 }) ?? true { return .unread(number) }
        case "memory": return .outOfMemory
        default: break
        }
        var tags = FileTags()
        tags.title = words.joined(separator: " ")
        return .tags(tags)
    }
}
