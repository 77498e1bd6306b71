package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An advisory lock on a file of its own, by flock(2): it ends with its holder, however that ends.
///
/// Each `FileLock` opens the file itself, so two of them exclude each other in one process as well
/// as in two. Not safe to use from two threads at once.
///
/// ```
/// let lock = FileLock(path: "journal/append.lock", fileSystem: fileSystem)
/// guard try lock.acquire(timeout: .seconds(10)) else { return }
/// defer { lock.release() }
/// ```
package final class FileLock {
    private static let firstPauseMicroseconds: UInt32 = 50
    private static let lastPauseMicroseconds: UInt32 = 5_000

    package let path: FilePath
    private let fileSystem: any FileSystem
    private var file: (any OpenFile)?
    private var inode: UInt64 = 0

    package init(path: FilePath, fileSystem: any FileSystem) {
        self.path = path
        self.fileSystem = fileSystem
    }

    /// Waits for the lock by polling, as flock has no time limit.
    ///
    /// - Returns: whether it has the lock; if not, somebody else held it for all that time.
    package func acquire(timeout: Duration) throws(FileError) -> Bool {
        let deadline = ContinuousClock.now + timeout
        var pause = Self.firstPauseMicroseconds
        while true {
            if try tryAcquire() { return true }
            guard ContinuousClock.now < deadline else { return false }
            usleep(pause)
            pause = min(pause * 2, Self.lastPauseMicroseconds)
        }
    }

    package func release() {
        do throws(FileError) {
            try file?.unlock()
        } catch {
            // Closing always releases the lock.
            drop()
        }
    }

    /// Closes the file, and thereby releases the lock.
    package func drop() {
        file?.close()
        file = nil
    }

    private func tryAcquire() throws(FileError) -> Bool {
        guard try opened().tryLock() else { return false }
        // A lock on a file that was deleted or replaced since excludes nobody.
        do throws(FileError) {
            let found = try fileSystem.metadata(at: path, followSymlinks: true)
            if found?.inode == inode { return true }
        } catch {
            drop()
            throw error
        }
        drop()
        return false
    }

    private func opened() throws(FileError) -> any OpenFile {
        if let file { return file }
        let opened = try fileSystem.open(path, .create)
        inode = try opened.metadata().inode
        file = opened
        return opened
    }
}
