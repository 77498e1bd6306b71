import Synchronization
package import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The real file system.
package struct PosixFileSystem: FileSystem {
    package init() {}

    package func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        let flags =
            switch mode {
            case .read: O_RDONLY
            case .readWrite: O_RDWR
            case .create: O_RDWR | O_CREAT
            case .createNew: O_RDWR | O_CREAT | O_EXCL
            }
        let descriptor = path.withPlatformString { openPath($0, flags | O_CLOEXEC, 0o644) }
        guard descriptor >= 0 else {
            throw FileError(operation: .open, path: path, errno: .current)
        }
        return PosixFile(descriptor: descriptor, path: path)
    }

    package func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        let result = source.withPlatformString { source in
            target.withPlatformString { renamePath(source, $0) }
        }
        guard result == 0 else {
            throw FileError(operation: .rename, path: source, errno: .current)
        }
    }

    package func remove(_ path: FilePath) throws(FileError) {
        guard path.withPlatformString({ unlink($0) }) == 0 else {
            throw FileError(operation: .remove, path: path, errno: .current)
        }
    }

    package func createDirectory(_ path: FilePath) throws(FileError) {
        guard path.withPlatformString({ mkdir($0, 0o755) }) == 0 else {
            throw FileError(operation: .createDirectory, path: path, errno: .current)
        }
    }

    package func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] {
        guard let stream = directory.withPlatformString({ opendir($0) }) else {
            throw FileError(operation: .list, path: directory, errno: .current)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            // readdir tells its end from an error only by errno.
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = DirectoryEntry(entry).name
            if !DirectoryEntry.isDots(name) { names.append([UInt8](name)) }
        }
        guard errno == 0 else {
            throw FileError(operation: .list, path: directory, errno: .current)
        }
        return names
    }

    package func metadata(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> FileMetadata? {
        var status = stat()
        let flags = followSymlinks ? 0 : AT_SYMLINK_NOFOLLOW
        let result = path.withPlatformString { fstatat(AT_FDCWD, $0, &status, flags) }
        guard result == 0 else {
            let error = FileError(operation: .metadata, path: path, errno: .current)
            if error.isNotFound { return nil }
            throw error
        }
        return FileMetadata(status)
    }

    package func synchronizeDirectory(_ path: FilePath) throws(FileError) {
        let descriptor = path.withPlatformString {
            openPath($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard descriptor >= 0 else {
            throw FileError(operation: .open, path: path, errno: .current)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw FileError(operation: .synchronize, path: path, errno: .current)
        }
    }
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
        guard Self.synchronizeData(of: raw) == 0 else { throw failure(.synchronize) }
    }

    func synchronize() throws(FileError) {
        guard fsync(raw) == 0 else { throw failure(.synchronize) }
    }

    func truncate(toSizeBytes size: Int64) throws(FileError) {
        guard ftruncate(raw, off_t(size)) == 0 else { throw failure(.truncate) }
    }

    func metadata() throws(FileError) -> FileMetadata {
        var status = stat()
        guard fstat(raw, &status) == 0 else { throw failure(.metadata) }
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

// The C functions that methods of the same name hide.

@inline(__always)
private func openPath(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
    open(path, flags, mode)
}

@inline(__always)
private func renamePath(_ source: UnsafePointer<CChar>, _ target: UnsafePointer<CChar>) -> Int32 {
    rename(source, target)
}

@inline(__always)
private func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
}
