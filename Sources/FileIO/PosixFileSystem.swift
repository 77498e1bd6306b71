import Synchronization
package import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The real file system, or one of its directories.
package struct PosixFileSystem: FileSystem {
    /// Who may use what it creates, as far as the umask allows.
    package enum Access: Sendable {
        /// Everyone may read: 0644 and 0755.
        case standard
        /// The umask alone decides: 0666 and 0777.
        case umask
        /// The owner alone: 0600 and 0700.
        case owner

        fileprivate var ofFiles: mode_t {
            switch self {
            case .standard: 0o644
            case .umask: 0o666
            case .owner: 0o600
            }
        }

        fileprivate var ofDirectories: mode_t {
            switch self {
            case .standard: 0o755
            case .umask: 0o777
            case .owner: 0o700
            }
        }
    }

    private let access: Access
    /// Where relative paths begin; nil for the working directory.
    private let base: PosixDirectory?

    package init(creating access: Access = .standard) {
        self.init(access, below: nil)
    }

    private init(_ access: Access, below base: PosixDirectory?) {
        self.access = access
        self.base = base
    }

    private var descriptor: Int32 { base?.descriptor ?? AT_FDCWD }

    /// Inside a directory that was opened, nobody's links are followed.
    private var noFollow: Int32 { base == nil ? 0 : O_NOFOLLOW }

    private func failure(_ operation: FileOperation, _ path: FilePath) -> FileError {
        FileError(
            operation: operation,
            path: base?.path.pushing(path) ?? path,
            errno: .current
        )
    }

    package func creating(_ access: Access) -> any FileSystem {
        PosixFileSystem(access, below: base)
    }

    package func directory(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> any FileSystem {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followSymlinks ? 0 : O_NOFOLLOW)
        let opened = uninterrupted {
            path.withPlatformString { openat(descriptor, $0, flags) }
        }
        guard opened >= 0 else { throw failure(.open, path) }
        let place = base?.path.pushing(path) ?? path
        return PosixFileSystem(access, below: PosixDirectory(opened, path: place))
    }

    package func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        let flags =
            switch mode {
            case .read: O_RDONLY
            case .readWrite: O_RDWR
            case .create: O_RDWR | O_CREAT
            case .createNew: O_RDWR | O_CREAT | O_EXCL
            }
        // Opening a FIFO must not wait for its other end, and nothing is written through a link.
        let always =
            O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (mode == .read ? noFollow : O_NOFOLLOW)
        let opened = uninterrupted {
            path.withPlatformString { openat(descriptor, $0, flags | always, access.ofFiles) }
        }
        guard opened >= 0 else { throw failure(.open, path) }
        let file = PosixFile(descriptor: opened, path: base?.path.pushing(path) ?? path)
        switch try file.metadata().kind {
        case .regular: return file
        case .directory: throw FileError(operation: .open, path: file.path, errno: .isDirectory)
        default: throw FileError(notRegular: file.path)
        }
    }

    package func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        let result = source.withPlatformString { source in
            target.withPlatformString { renameat(descriptor, source, descriptor, $0) }
        }
        guard result == 0 else { throw failure(.rename, source) }
    }

    package func remove(_ path: FilePath) throws(FileError) {
        guard path.withPlatformString({ unlinkat(descriptor, $0, 0) }) == 0 else {
            throw failure(.remove, path)
        }
    }

    package func createDirectory(_ path: FilePath) throws(FileError) {
        let result = path.withPlatformString { mkdirat(descriptor, $0, access.ofDirectories) }
        guard result == 0 else { throw failure(.createDirectory, path) }
    }

    package func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] {
        let opened = uninterrupted {
            directory.withPlatformString {
                openat(descriptor, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | noFollow)
            }
        }
        guard opened >= 0 else { throw failure(.list, directory) }
        guard let stream = fdopendir(opened) else {
            let error = failure(.list, directory)
            closeDescriptor(opened)
            throw error
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            guard let entry = DirectoryEntry.next(in: stream) else {
                if errno != 0 { throw failure(.list, directory) }
                return names
            }
            if !DirectoryEntry.isDots(entry.name) { names.append([UInt8](entry.name)) }
        }
    }

    package func metadata(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> FileMetadata? {
        var status = stat()
        let flags = followSymlinks ? 0 : AT_SYMLINK_NOFOLLOW
        let result = uninterrupted {
            path.withPlatformString { fstatat(descriptor, $0, &status, flags) }
        }
        guard result == 0 else {
            let error = failure(.metadata, path)
            if error.isNotFound { return nil }
            throw error
        }
        return FileMetadata(status)
    }

    package func synchronizeDirectory(_ path: FilePath) throws(FileError) {
        let opened = uninterrupted {
            path.withPlatformString {
                openat(descriptor, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | noFollow)
            }
        }
        guard opened >= 0 else { throw failure(.open, path) }
        defer { closeDescriptor(opened) }
        guard uninterrupted({ fsync(opened) }) == 0 else { throw failure(.synchronize, path) }
    }
}

/// A directory that stays open, whatever becomes of its name.
private final class PosixDirectory: Sendable {
    let descriptor: Int32
    let path: FilePath

    init(_ descriptor: Int32, path: FilePath) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { closeDescriptor(descriptor) }
}

/// Repeats a call that a signal interrupted before it did anything, within bounds.
@inline(__always)
func uninterrupted(_ call: () -> Int32) -> Int32 {
    for _ in 0..<1000 {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
    return -1
}

/// A file descriptor that is closed once: by `close`, or when the last reference is dropped.
final class PosixFile: OpenFile {
    let path: FilePath
    /// −1 once closed, so that a late call fails with EBADF and never uses another file's
    /// descriptor.
    private let descriptor: Atomic<Int32>

    init(descriptor: Int32, path: FilePath) {
        self.descriptor = Atomic(descriptor)
        self.path = path
    }

    deinit { close() }

    private var raw: Int32 { descriptor.load(ordering: .relaxed) }

    private func failure(_ operation: FileOperation) -> FileError {
        FileError(operation: operation, path: path, errno: .current)
    }

    func readSome(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        let count = pread(raw, buffer.baseAddress, buffer.count, off_t(offset))
        guard count >= 0 else { throw failure(.read) }
        return count
    }

    func writeSome(
        _ bytes: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        let count = pwrite(raw, bytes.baseAddress, bytes.count, off_t(offset))
        guard count >= 0 else { throw failure(.write) }
        return count
    }

    func synchronizeData() throws(FileError) {
        guard uninterrupted({ Self.synchronizeData(of: raw) }) == 0 else {
            throw failure(.synchronize)
        }
    }

    func synchronize() throws(FileError) {
        guard uninterrupted({ fsync(raw) }) == 0 else { throw failure(.synchronize) }
    }

    func truncate(toSizeBytes size: Int64) throws(FileError) {
        guard uninterrupted({ ftruncate(raw, off_t(size)) }) == 0 else {
            throw failure(.truncate)
        }
    }

    func attributes() throws(FileError) -> FileAttributes? {
        var status = stat()
        guard uninterrupted({ fstat(raw, &status) }) == 0 else { throw failure(.metadata) }
        return FileAttributes(mode: status.st_mode & 0o777, group: status.st_gid)
    }

    func set(_ attributes: FileAttributes) throws(FileError) {
        // Only a member of the group may give it; another group gets none of its rights.
        let isGiven = uninterrupted { fchown(raw, uid_t.max, attributes.group) } == 0
        let mode = isGiven ? attributes.mode : attributes.mode & 0o707
        guard uninterrupted({ fchmod(raw, mode_t(mode)) }) == 0 else { throw failure(.setMode) }
    }

    func metadata() throws(FileError) -> FileMetadata {
        var status = stat()
        guard uninterrupted({ fstat(raw, &status) }) == 0 else { throw failure(.metadata) }
        return FileMetadata(status)
    }

    func tryLock() throws(FileError) -> Bool {
        guard flock(raw, LOCK_EX | LOCK_NB) != 0 else { return true }
        let code = Errno.current
        if code == .wouldBlock || code == .interrupted { return false }
        throw FileError(operation: .lock, path: path, errno: code)
    }

    func unlock() throws(FileError) {
        guard flock(raw, LOCK_UN) == 0 else { throw failure(.lock) }
    }

    func close() {
        let open = descriptor.exchange(-1, ordering: .relaxed)
        if open >= 0 { closeDescriptor(open) }
    }
}

// The C function that a method of the same name hides.

@inline(__always)
private func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
}
