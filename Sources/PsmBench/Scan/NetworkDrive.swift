import CFuse
import FileIO
import Glibc
import Synchronization
import SystemPackage
import Threads

/// A folder as a network drive shows it: each request takes a while, however small, any number of them
/// are answered at once, and all share one line.
///
/// It is a file system in this process (FUSE), for reading only. Like a network file system it lets the
/// kernel keep what it knows of files and folders for a second, and file contents for good.
///
/// ```swift
/// let drive = try NetworkDrive(of: "/music", at: "/mnt/slow")
/// defer { drive.unmount() }
/// ```
///
/// Source: linux/fuse.h, fuse(4).
final class NetworkDrive: Sendable {
    struct Line: Sendable {
        var latency = Duration.milliseconds(5)
        var bytesPerSecond = 100_000_000.0
    }

    private static let threadCount = 64

    private let mountPoint: FilePath
    private let device: FileDescriptor
    private let threads = Mutex<[WorkerThread]>([])
    private let server: FuseServer

    /// - Throws: `BenchError` where file systems cannot be mounted.
    init(of source: FilePath, at mountPoint: FilePath, line: Line = Line()) throws {
        self.mountPoint = mountPoint
        do {
            device = try FileDescriptor.open("/dev/fuse", .readWrite, options: [.closeOnExec])
        } catch {
            throw BenchError("A file system in a process needs /dev/fuse: \(error).")
        }
        var code = psm_keep_mounts_private()
        if code == 0 {
            let options = "fd=\(device.rawValue),rootmode=40000,user_id=0,group_id=0,allow_other"
            let flags = UInt(MS_NOSUID | MS_NODEV | MS_RDONLY)
            let result = mount("psm-bench", mountPoint.string, "fuse", flags, options)
            code = result == 0 ? 0 : errno
        }
        guard code == 0 else {
            try? device.close()
            throw BenchError("Cannot mount a file system: \(Errno(rawValue: code)).")
        }
        server = FuseServer(device, source: source, line: SharedLine(line))
        for _ in 0..<Self.threadCount {
            let thread = try WorkerThread { [server] in server.answer() }
            threads.withLock { $0.append(thread) }
        }
    }

    /// How much was read through it, and by how many requests.
    var traffic: (requests: Int, bytes: Int) { server.traffic }

    /// Forgets what the kernel keeps of it.
    func unmount() {
        umount2(mountPoint.string, Int32(MNT_DETACH))
        let threads = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in threads { thread.join() }
        try? device.close()
    }
}

/// What all requests of a drive go through.
final class SharedLine: Sendable {
    private let line: NetworkDrive.Line
    private let freeAt = Mutex(ContinuousClock.now)

    init(_ line: NetworkDrive.Line) {
        self.line = line
    }

    /// Waits as long as an answer of so many bytes takes.
    func carry(_ byteCount: Int, since start: ContinuousClock.Instant) {
        let arrival = freeAt.withLock { freeAt in
            let duration = Duration.seconds(Double(byteCount) / line.bytesPerSecond)
            freeAt = max(freeAt, start) + duration
            return freeAt
        }
        let wait = max(arrival, start + line.latency) - .now
        if wait > .zero { usleep(UInt32(wait / .microseconds(1))) }
    }
}
