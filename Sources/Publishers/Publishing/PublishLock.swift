internal import FileIO
internal import SystemPackage
internal import Threads

/// Lets one process at a time write the files of a folder.
enum PublishLock {
    static let fileName = ".psm-lock"
    private static let patience = Duration.seconds(60)
    private static let pause = Duration.milliseconds(100)

    /// Waits for the lock, runs `body`, and releases the lock.
    ///
    /// - Parameters:
    ///   - directory: for messages.
    ///   - fileSystem: the directory, opened.
    /// - Throws: `PublishError.locked` after a minute; `CancellationError` while it waits.
    static func hold<Result>(
        of directory: FilePath,
        _ fileSystem: any FileSystem,
        _ cancellation: Cancellation,
        _ body: () throws -> Result
    ) throws -> Result {
        let lock = FileLock(path: FilePath(fileName), fileSystem: fileSystem.creating(.owner))
        let deadline = ContinuousClock.now + patience
        while try !lock.acquire(timeout: pause) {
            try cancellation.check()
            if ContinuousClock.now > deadline { throw PublishError.locked(directory) }
        }
        defer { lock.drop() }
        return try body()
    }
}
