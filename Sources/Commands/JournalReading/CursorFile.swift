import FileIO
import Journal
import SystemPackage

/// A cursor in a file, which one reader at a time reads and advances, so that readers who share the
/// file share the events.
struct CursorFile {
    private static let sizeLimitBytes = 4_096

    let path: FilePath
    var waitLimit = Duration.seconds(60)

    /// Runs `body` with the stored cursor, nil if there is no file yet, and stores the one that it
    /// returns. A process that ends in between leaves the old cursor, so each event is handled at
    /// least once, and by one reader at a time.
    ///
    /// - Throws: `CursorError`, `FileError`, and what `body` throws; then nothing is stored.
    func advance(_ body: (Cursor?) throws -> Cursor?) throws {
        let lock = try locked()
        defer { lock.drop() }
        let stored = try read()
        guard let next = try body(stored), next != stored else { return }
        _ = try AtomicFile.replace(path, with: Array("\(next)\n".utf8))
    }

    /// Locks a separate file, because the cursor file is replaced each time.
    private func locked() throws -> FileLock {
        let lock = FileLock(
            path: FilePath(bytes: path.bytes + ".lock".utf8),
            fileSystem: PosixFileSystem()
        )
        guard try lock.acquire(timeout: waitLimit) else {
            throw CursorError.locked(path, waited: waitLimit)
        }
        return lock
    }

    private func read() throws -> Cursor? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try PosixFileSystem().readAll(path, limitBytes: Self.sizeLimitBytes)
        } catch {
            if error.errno == .noSuchFileOrDirectory { return nil }
            if error.errno == .fileTooLarge { throw CursorError.unreadable(path) }
            throw error
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasSuffix("\n"), let cursor = Cursor(String(text.dropLast())) else {
            throw CursorError.unreadable(path)
        }
        return cursor
    }
}
