internal import FileIO
internal import Glibc
internal import SystemPackage
internal import Threads

/// Lets one process at a time write the files of a folder.
enum PublishLock {
    static let fileName = ".psm-lock"
    private static let attempts = 600
    private static let pauseMicroseconds: UInt32 = 100_000

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
        let file = try fileSystem.creating(.owner).open(FilePath(fileName), .create)
        defer { file.close() }
        for attempt in 1... {
            if try file.tryLock() { break }
            try cancellation.check()
            if attempt == attempts { throw PublishError.locked(directory) }
            usleep(pauseMicroseconds)
        }
        return try body()
    }
}
