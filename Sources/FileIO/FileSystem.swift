package import SystemPackage

/// How a file is opened. Every mode closes on exec, and none waits: what is not a regular file is an
/// error.
package enum OpenMode: Sendable {
    /// For reading; the file must exist.
    case read
    /// For reading and writing; the file must exist.
    case readWrite
    /// For reading and writing; created if it does not exist.
    case create
    /// For reading and writing; the file must not exist yet.
    case createNew
}

/// The few file system operations that psm's own files need. Tests substitute one that injects
/// faults.
///
/// Each call is one system call (unless it says otherwise). One that a signal interrupts before it
/// did anything is repeated; any other failure is the caller's to decide about. A change to a name survives power loss only after
/// `synchronizeDirectory` of its directory.
///
/// ```
/// let file = try fileSystem.open("journal/segment.tmp", .createNew)
/// try file.writeAll(bytes, atOffset: 0)
/// try file.synchronize()
/// try fileSystem.rename("journal/segment.tmp", to: "journal/segment")
/// try fileSystem.synchronizeDirectory("journal")
/// ```
package protocol FileSystem: Sendable {
    /// open(2).
    func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile
    /// rename(2): atomic; replaces any file at `target`.
    func rename(_ source: FilePath, to target: FilePath) throws(FileError)
    /// unlink(2).
    func remove(_ path: FilePath) throws(FileError)
    /// mkdir(2), one level. An existing directory is an error (`.fileExists`).
    func createDirectory(_ path: FilePath) throws(FileError)
    /// The names in a directory, as bytes, without `.` and `..`, in no particular order.
    func list(_ directory: FilePath) throws(FileError) -> [[UInt8]]
    /// stat(2), or lstat(2); `nil` if nothing exists there.
    func metadata(at path: FilePath, followSymlinks: Bool) throws(FileError) -> FileMetadata?
    /// fsync(2) on the directory: makes changes to its names durable.
    func synchronizeDirectory(_ path: FilePath) throws(FileError)
    /// The directory at `path`, opened once: a file system whose relative paths begin there, whatever
    /// becomes of the names on the way to it. It follows no symbolic link.
    ///
    /// ```
    /// let folder = try fileSystem.directory(at: "/music/Playlists", followSymlinks: true)
    /// let file = try folder.open("Mix.m3u", .read)
    /// ```
    func directory(at path: FilePath, followSymlinks: Bool) throws(FileError) -> any FileSystem
    /// The same file system; what it creates is for others, too, or not.
    func creating(_ access: PosixFileSystem.Access) -> any FileSystem
}

/// What a file keeps when it is replaced: its permission bits (0...0o777) and its group.
package struct FileAttributes: Hashable, Sendable {
    package let mode: UInt32
    package let group: UInt32

    package init(mode: UInt32, group: UInt32) {
        self.mode = mode
        self.group = group
    }
}

/// An open file. Offsets and sizes are bytes.
///
/// `readSome` and `writeSome` are the raw calls, which may transfer less than requested and may be
/// interrupted. `read` and `writeAll`, built on them, handle both.
package protocol OpenFile: AnyObject, Sendable {
    var path: FilePath { get }
    /// pread(2), once.
    func readSome(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int
    /// pwrite(2), once.
    func writeSome(
        _ bytes: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int
    /// fdatasync(2): once it returns, the bytes and the size survive power loss. After a failure it
    /// must not be retried on this file, as the kernel may have dropped the pages.
    func synchronizeData() throws(FileError)
    /// fsync(2).
    func synchronize() throws(FileError)
    func truncate(toSizeBytes size: Int64) throws(FileError)
    func metadata() throws(FileError) -> FileMetadata
    /// fstat(2); `nil` where files have none.
    func attributes() throws(FileError) -> FileAttributes?
    /// fchmod(2), and fchown(2) as far as it is allowed.
    func set(_ attributes: FileAttributes) throws(FileError)
    /// flock(2), exclusive, without waiting. The lock belongs to this open file; it excludes any
    /// other open file of the same path, in this process or another.
    func tryLock() throws(FileError) -> Bool
    func unlock() throws(FileError)
    /// Closes the file; later calls fail. Dropping the last reference also closes it.
    func close()
}

extension FileSystem {
    package func directory(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> any FileSystem {
        try PathPrefixingFileSystem(self, path, followSymlinks: followSymlinks)
    }

    package func creating(_ access: PosixFileSystem.Access) -> any FileSystem { self }

    /// Creates `path` and its missing parents, and syncs each one's parent directory.
    package func createDirectories(_ path: FilePath) throws(FileError) {
        if try metadata(at: path, followSymlinks: true)?.kind == .directory { return }
        let parent = path.removingLastComponent()
        if !parent.isEmpty, parent != path { try createDirectories(parent) }
        do throws(FileError) {
            try createDirectory(path)
        } catch {
            // Another process may have created it first.
            guard error.errno == .fileExists else { throw error }
            let found = try metadata(at: path, followSymlinks: true)
            guard found?.kind == .directory else { throw error }
        }
        try synchronizeDirectory(parent.isEmpty ? "." : parent)
    }

    /// Syncs all directories above `path`, the nearest first: if `path` already exists, its creator
    /// may not have synced them. Stops at one without read permission, in which nobody creates
    /// directories.
    package func synchronizeAncestors(of path: FilePath) throws(FileError) {
        var ancestor = path
        while ancestor.removeLastComponent() {
            do throws(FileError) {
                try synchronizeDirectory(ancestor.isEmpty ? "." : ancestor)
            } catch {
                guard error.errno == .permissionDenied || error.errno == .notPermitted else {
                    throw error
                }
                return
            }
        }
    }

    /// Reads all bytes of the file at `path`, which must not be larger than `limitBytes`.
    ///
    /// - Throws: `FileError`; `.fileTooLarge` beyond the limit.
    package func readAll(
        _ path: FilePath,
        limitBytes: Int = 1 << 30
    ) throws(FileError) -> [UInt8] {
        let file = try open(path, .read)
        defer { file.close() }
        let size = try file.metadata().sizeBytes
        guard size <= limitBytes else {
            throw FileError(operation: .read, path: path, errno: .fileTooLarge)
        }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        let count = try file.read(into: &bytes, atOffset: 0)
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

extension OpenFile {
    package func attributes() throws(FileError) -> FileAttributes? { nil }
    package func set(_ attributes: FileAttributes) throws(FileError) {}

    /// After so many interruptions of one call by signals it fails instead of retrying.
    private static var interruptionLimit: Int { 1000 }

    /// Reads until `buffer` is full or the file ends.
    ///
    /// - Returns: the number of bytes read; fewer than requested only at the end of the file.
    package func read(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        var done = 0
        var interruptions = 0
        while done < buffer.count {
            do throws(FileError) {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                let count = try readSome(into: rest, atOffset: offset + Int64(done))
                if count == 0 { break }
                done += count
            } catch {
                interruptions += 1
                guard error.errno == .interrupted, interruptions < Self.interruptionLimit else {
                    throw error
                }
            }
        }
        return done
    }

    /// Reads until `bytes` is full or the file ends.
    package func read(into bytes: inout [UInt8], atOffset offset: Int64) throws(FileError) -> Int {
        let result: Result<Int, FileError> = bytes.withUnsafeMutableBytes { buffer in
            do throws(FileError) {
                return .success(try read(into: buffer, atOffset: offset))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Writes all of `bytes`, with as many raw calls as needed.
    ///
    /// - Throws: `FileError`; any part of the range may then have been written.
    package func writeAll(
        _ bytes: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) {
        var done = 0
        var interruptions = 0
        while done < bytes.count {
            do throws(FileError) {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                let count = try writeSome(rest, atOffset: offset + Int64(done))
                guard count > 0 else {
                    // No progress and no error: do not spin.
                    throw FileError(operation: .write, path: path, errno: .ioError)
                }
                done += count
            } catch {
                interruptions += 1
                guard error.errno == .interrupted, interruptions < Self.interruptionLimit else {
                    throw error
                }
            }
        }
    }

    package func writeAll(_ bytes: [UInt8], atOffset offset: Int64) throws(FileError) {
        let result: Result<Void, FileError> = bytes.withUnsafeBytes { buffer in
            do throws(FileError) {
                return .success(try writeAll(buffer, atOffset: offset))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}
