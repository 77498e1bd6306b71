internal import FileIO
internal import FoundationEssentials
internal import Synchronization
package import SystemPackage
internal import Threads

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The lock by which one process at a time watches the disk for a data folder; the others wait.
///
/// It is flock(2) on `watch.lock`, so the kernel releases it when its holder ends, however that
/// happens. The file tells people who holds it.
package final class WatchLock: Sendable {
    package struct Holder: Codable, Equatable, Sendable {
        package var pid: Int32
        package var command: String
        /// ISO 8601, UTC.
        package var since: String
        /// The folders that are polled.
        package var polled: [String] = []
    }

    enum State {
        case waiting
        case held
        case failed(FileError)
    }

    private static let attempts = 10
    private static let pauseMicroseconds: UInt32 = 10_000

    private let path: FilePath
    private let bell: Doorbell
    private let state = Mutex<(state: State, file: FileDescriptor?)>((.waiting, nil))
    private let isAbandoned = Atomic(false)

    /// - Parameter bell: rung when the wait for the lock is over.
    init(dataDirectory: FilePath, bell: Doorbell) {
        path = Self.path(in: dataDirectory)
        self.bell = bell
    }

    /// Takes the lock, or starts a thread that waits for it.
    ///
    /// - Returns: the process that holds it; nil if it is now this one.
    /// - Throws: `FileError`; `Errno` if the waiting thread cannot be started.
    func acquire() throws -> Holder? {
        let file = try open()
        for attempt in 0..<Self.attempts {
            // Whoever asks for the holder has the lock for a moment.
            if attempt > 0 { usleep(Self.pauseMicroseconds) }
            if flock(file.rawValue, LOCK_EX | LOCK_NB) == 0, isCurrent(file) {
                state.withLock { $0 = (.held, file) }
                return nil
            }
        }
        let holder = Self.holder(from: file)
        _ = try WorkerThread { [self] in wait(for: file) }
        return holder
    }

    var current: State { state.withLock { $0.state } }

    /// Writes into the file who holds the lock.
    func describe(_ holder: Holder) {
        guard let file = state.withLock({ $0.file }), let text = try? JSONEncoder().encode(holder)
        else { return }
        // For people only: nothing depends on it, so a failed write does no harm.
        _ = ftruncate(file.rawValue, 0)
        _ = try? file.writeAll(toAbsoluteOffset: 0, text + [0x0A])
    }

    func release() {
        isAbandoned.store(true, ordering: .releasing)
        let file = state.withLock { state in
            defer { state.file = nil }
            return state.file
        }
        guard let file else { return }
        _ = ftruncate(file.rawValue, 0)
        try? file.close()
    }

    /// The process that holds the lock of a data folder now, if any.
    package static func holder(in dataDirectory: FilePath) -> Holder? {
        let path = path(in: dataDirectory)
        let options: FileDescriptor.OpenOptions = [.closeOnExec, .nonBlocking]
        guard let file = try? FileDescriptor.open(path, .readOnly, options: options) else {
            return nil
        }
        defer { try? file.close() }
        if flock(file.rawValue, LOCK_SH | LOCK_NB) == 0 { return nil }
        return holder(from: file)
    }
}

extension WatchLock.Holder {
    /// For the log of a process that waits.
    var sentence: String {
        let process = pid == 0 ? "" : " (process \(pid), since \(since))"
        return "\(command)\(process) is watching the folders; this process follows the journal "
            + "and takes over when that one ends"
    }
}

extension WatchLock {
    private static func path(in dataDirectory: FilePath) -> FilePath {
        dataDirectory.appending("watch.lock")
    }

    private func open() throws(FileError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                path,
                .readWrite,
                options: [.create, .closeOnExec, .noFollow, .nonBlocking],
                permissions: .ownerReadWrite
            )
        } catch {
            let errno = error as? Errno ?? .ioError
            throw FileError(operation: .open, path: path, errno: errno)
        }
    }

    /// The body of the waiting thread.
    private func wait(for file: FileDescriptor) {
        var file = file
        do throws(FileError) {
            while true {
                let isLocked = flock(file.rawValue, LOCK_EX) == 0
                if !isLocked, errno != EINTR {
                    throw FileError(operation: .lock, path: path, errno: Errno(rawValue: errno))
                }
                if isLocked, isCurrent(file) { break }
                if isLocked {
                    try? file.close()
                    file = try open()
                }
            }
            state.withLock { $0 = (.held, file) }
            // A lock that was released while its thread waited must not be held either.
            if isAbandoned.load(ordering: .acquiring) { release() }
        } catch {
            state.withLock { $0 = (.failed(error), nil) }
        }
        bell.ring()
    }

    /// Whether `path` still names the locked file: a lock on one that was deleted or replaced
    /// keeps nobody out.
    private func isCurrent(_ file: FileDescriptor) -> Bool {
        var opened = stat()
        guard fstat(file.rawValue, &opened) == 0,
            let found = try? FileMetadata.of(path: path.bytes)
        else { return false }
        return found.inode == UInt64(opened.st_ino)
    }

    /// The holder named in the file, or an unnamed one: the file is written after the lock is
    /// taken.
    private static func holder(from file: FileDescriptor) -> Holder {
        let longestBytes = 64 * 1024
        let bytes = try? [UInt8](unsafeUninitializedCapacity: longestBytes) { buffer, count in
            count = try file.read(
                fromAbsoluteOffset: 0,
                into: UnsafeMutableRawBufferPointer(buffer)
            )
        }
        return bytes.flatMap { try? JSONDecoder().decode(Holder.self, from: Data($0)) }
            ?? Holder(pid: 0, command: "another psm", since: "")
    }
}
