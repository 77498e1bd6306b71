import FileIO

extension FileLock {
    /// - Throws: `JournalError.locked` after `timeout`.
    func wait(timeout: Duration) throws(JournalError) {
        let isHeld = try io { () throws(FileError) in try acquire(timeout: timeout) }
        if !isHeld { throw .locked(path, waited: timeout) }
    }
}
