import FileIO
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// An advisory lock on a file of its own, by flock(2): it ends with its holder, however that ends.
///
/// Each `FileLock` opens the file itself, so two of them exclude each other in one process as well
/// as in two. Not safe to use from two threads at once.
final class FileLock {
    private static let firstPauseMicroseconds: UInt32 = 50
    private static let lastPauseMicroseconds: UInt32 = 5_000

    let path: FilePath
    private let fileSystem: any FileSystem
    private var file: (any OpenFile)?
    private var inode: UInt64 = 0

    init(path: FilePath, fileSystem: any FileSystem) {
        self.path = path
        self.fileSystem = fileSystem
    }

    /// Waits for the lock by polling, as flock has no time limit.
    ///
    /// - Throws: `JournalError.locked` after `timeout`.
    func acquire(timeout: Duration) throws(JournalError) {
        let deadline = ContinuousClock.now + timeout
        var pause = Self.firstPauseMicroseconds
        while true {
            if try tryAcquire() { return }
            guard ContinuousClock.now < deadline else {
                throw .locked(path, waited: timeout)
            }
            usleep(pause)
            pause = min(pause * 2, Self.lastPauseMicroseconds)
        }
    }

    func release() {
        do throws(FileError) {
            try file?.unlock()
        } catch {
            // Closing always releases the lock.
            drop()
        }
    }

    /// Closes the file, and thereby releases the lock.
    func drop() {
        file?.close()
        file = nil
    }

    private func tryAcquire() throws(JournalError) -> Bool {
        let file = try opened()
        guard try io({ () throws(FileError) in try file.tryLock() }) else { return false }
        // A lock on a file that was deleted or replaced since excludes nobody.
        do throws(FileError) {
            let found = try fileSystem.metadata(at: path, followSymlinks: true)
            if found?.inode == inode { return true }
        } catch {
            drop()
            throw .io(error)
        }
        drop()
        return false
    }

    private func opened() throws(JournalError) -> any OpenFile {
        if let file { return file }
        return try io { () throws(FileError) in
            let opened = try fileSystem.open(path, .create)
            inode = try opened.metadata().inode
            file = opened
            return opened
        }
    }
}
