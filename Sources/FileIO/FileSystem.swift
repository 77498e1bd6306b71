package import SystemPackage

/// How a file is opened. Every mode closes on exec.
package enum OpenMode: Sendable {
    /// For reading; the file must exist.
    case read
    /// For reading and writing; the file must exist.
    case readWrite
    /// For reading and writing; made (mode 0644) where it does not exist.
    case create
    /// For reading and writing; it must not exist yet.
    case createNew
}

/// The few operations on names that psm's own files need, so that a fault-injecting file system
/// can stand in.
///
/// Each call is one system call (or says otherwise) and is never tried again here: what to do
/// about a failure is the caller's to decide. Nothing done to a name survives power loss before
/// `synchronizeDirectory` of the directory that holds it.
package protocol FileSystem: Sendable {
    /// open(2).
    func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile
    /// rename(2): atomic, replaces what is at `target`.
    func rename(_ source: FilePath, to target: FilePath) throws(FileError)
    /// unlink(2).
    func remove(_ path: FilePath) throws(FileError)
    /// mkdir(2), one level. An existing directory is an error (`.fileExists`).
    func createDirectory(_ path: FilePath) throws(FileError)
    /// The names in a directory, as bytes, without `.` and `..`, in no order.
    func list(_ directory: FilePath) throws(FileError) -> [[UInt8]]
    /// stat(2), or lstat(2); `nil` where nothing is there.
    func metadata(at path: FilePath, followSymlinks: Bool) throws(FileError) -> FileMetadata?
    /// fsync(2) on the directory: makes its names survive power loss.
    func synchronizeDirectory(_ path: FilePath) throws(FileError)
}

/// An open file. Offsets and sizes are bytes.
///
/// `readSome` and `writeSome` are the raw calls: they may do less than was asked and may be
/// interrupted. `read` and `writeAll`, above them, are the one place that copes with both.
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
    /// fdatasync(2): the bytes and the size survive power loss once it returns. A failure must
    /// not be tried again on this file: the kernel may have dropped the pages.
    func synchronizeData() throws(FileError)
    /// fsync(2).
    func synchronize() throws(FileError)
    func truncate(toSizeBytes size: Int64) throws(FileError)
    func metadata() throws(FileError) -> FileMetadata
    /// flock(2), exclusive, without waiting. The lock belongs to this open file: another one of
    /// the same path, in this process or another, is kept out.
    func tryLock() throws(FileError) -> Bool
    func unlock() throws(FileError)
    /// Closes at once; later calls fail. Dropping the last reference closes too.
    func close()
}

extension FileSystem {
    /// Makes `path` and whatever of its parents is missing, each synced into its own parent.
    package func createDirectories(_ path: FilePath) throws(FileError) {
        if try metadata(at: path, followSymlinks: true)?.kind == .directory { return }
        let parent = path.removingLastComponent()
        if !parent.isEmpty, parent != path { try createDirectories(parent) }
        do throws(FileError) {
            try createDirectory(path)
        } catch {
            // Another process may have been faster.
            guard error.errno == .fileExists else { throw error }
            let found = try metadata(at: path, followSymlinks: true)
            guard found?.kind == .directory else { throw error }
        }
        try synchronizeDirectory(parent.isEmpty ? "." : parent)
    }

    /// Syncs all directories above `path`, the nearest first: who finds it there cannot know
    /// whether its maker got so far. Ends at one that may not be opened: nobody makes a directory
    /// in that.
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

    /// All bytes of the file at `path`, which must not be larger than `limitBytes`.
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
    /// A signal storm that interrupts one call this often is reported, not waited out.
    private static var interruptionLimit: Int { 1000 }

    /// Reads until `buffer` is full or the file ends.
    ///
    /// - Returns: how many bytes were read; fewer than asked only at the file's end.
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

    /// Writes all of `bytes`, whatever the raw call makes of it.
    ///
    /// - Throws: `FileError`; then any part of the range may have been written.
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
                    // No progress and no reason given: never spin.
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
