internal import FileIO
package import GRDB
package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// `psm.db`: the one database that all projectors write and anyone may read.
///
/// It is disposable, as everything in it is computed from the journal. So a commit need not wait
/// for the disk; after a power loss the projectors simply catch up again.
///
/// ```
/// let readModel = try ReadModel(path: "psm.db")
/// let count = try readModel.read { db in
///     try Int.fetchOne(db, sql: "SELECT count(*) FROM projectors")
/// }
/// ```
package final class ReadModel: Sendable {
    package let path: FilePath
    private let queue: DatabaseQueue

    package enum Durability: Sendable {
        /// Survives a crash of psm. Readers and a writer do not block one another.
        case lasting
        /// One file, which is unusable if psm is killed in the middle of a transaction.
        case disposable
    }

    /// How long to wait for another process that is writing, a rebuild for example.
    private static let busyAttempts = 3_000
    private static let busyPauseMicroseconds: UInt32 = 20_000
    private static let cacheKibibytes = 4_096
    /// The database, its folder, what belongs to it, and a temporary file. A queue that could not
    /// open one of them would be disposed of; see `deinit`.
    private static let descriptorCount = 6
    /// For a large load; SQLite allocates it page by page.
    private static let largeCacheKibibytes = 49_152

    /// Opens the database, and creates it if it does not exist.
    ///
    /// - Throws: `ReadModelError`, for example if the folder is not writable or the file is not a
    ///   database.
    package init(path: FilePath, durability: Durability = .lasting) throws {
        self.path = path
        var configuration = Configuration()
        if durability == .lasting { configuration.journalMode = .wal }
        let mode =
            durability == .lasting
            ? "PRAGMA synchronous = NORMAL"
            : "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"
        configuration.busyMode = Self.busyMode(path)
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    \(mode);
                    PRAGMA cache_size = -\(Self.cacheKibibytes);
                    """
            )
        }
        try ResourceLimits.require(descriptors: Self.descriptorCount, for: path)
        queue = try Self.naming(path) {
            if !path.isEmpty { try Self.createPrivately(path) }
            return try DatabasePath.withText(of: path) {
                try DatabaseQueue(path: $0, configuration: configuration)
            }
        }
    }

    /// Opens an existing database for reading, without writing anything.
    ///
    /// - Throws: `ReadModelError`; it `needsWriting` if SQLite would have to make files beside it.
    package init(reading path: FilePath) throws {
        self.path = path
        var configuration = Configuration()
        configuration.readonly = true
        try Self.checkIsFile(path)
        try ResourceLimits.require(descriptors: Self.descriptorCount, for: path)
        configuration.busyMode = Self.busyMode(path)
        queue = try Self.naming(path) {
            try DatabasePath.withText(of: path) {
                let queue = try DatabaseQueue(path: $0, configuration: configuration)
                try queue.read { _ = try $0.schemaVersion() }
                return queue
            }
        }
    }

    /// SQLite would let everyone read the file, and gives its other files the same mode.
    ///
    /// An existing one is not even opened: closing any descriptor of it would release the locks that
    /// this process has through SQLite. Source: sqlite.org/howtocorrupt.html, section 2.2.
    private static func createPrivately(_ path: FilePath) throws(FileError) {
        try checkIsFile(path)
        do {
            try PosixFileSystem(creating: .owner).open(path, .createNew).close()
        } catch {
            guard error.errno == .fileExists else { throw error }
        }
    }

    /// SQLite would wait for a FIFO's other end, and write through a link.
    private static func checkIsFile(_ path: FilePath) throws(FileError) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let file = FilePath(bytes: path.bytes + Array(suffix.utf8))
            switch try PosixFileSystem().metadata(at: file, followSymlinks: false)?.kind {
            case .regular, nil: break
            case .directory: throw FileError(operation: .open, path: file, errno: .isDirectory)
            case .symlink:
                throw FileError(operation: .open, path: file, errno: .tooManySymbolicLinkLevels)
            case .other: throw FileError(notRegular: file)
            }
        }
    }

    /// The queue is closed and never disposed of: libdispatch starts a thread for that, which wakes
    /// every second from then on, and where no thread can be had it waits for one for ever. So open
    /// few, and keep them.
    deinit {
        try? queue.close()
        _ = Unmanaged.passRetained(queue)
    }

    /// Waits for others, but not for locks that the file system does not have.
    private static func busyMode(_ path: FilePath) -> Database.BusyMode {
        .callback { attempt in
            if attempt == 0, !ReadModelError.hasLocks(beside: path) { return false }
            usleep(busyPauseMicroseconds)
            return attempt < busyAttempts
        }
    }

    /// Runs one write transaction. It takes the write lock at the start, so that what it reads
    /// stays valid until it commits.
    ///
    /// - Parameter isLarge: whether it will write much of the database.
    package func write<Result>(isLarge: Bool = false, _ body: (Database) throws -> Result) throws
        -> Result
    {
        try Self.naming(path) {
            try queue.writeWithoutTransaction { db in
                if isLarge { try Self.setCache(Self.largeCacheKibibytes, db) }
                defer { if isLarge { try? Self.setCache(Self.cacheKibibytes, db) } }
                var result: Result?
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                guard let result else {
                    preconditionFailure("a committed transaction has a result")
                }
                return result
            }
        }
    }

    /// Runs one read transaction, which sees one consistent snapshot.
    package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try Self.naming(path) { try queue.read(body) }
    }

    private static func setCache(_ kibibytes: Int, _ db: Database) throws {
        try db.execute(sql: "PRAGMA cache_size = -\(kibibytes)")
    }

    /// SQLite's errors do not name the file.
    private static func naming<Result>(_ path: FilePath, _ body: () throws -> Result) throws
        -> Result
    {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw ReadModelError(path: path, cause: error)
        }
    }

    /// Frees cache memory.
    package func releaseMemory() {
        queue.releaseMemory()
    }
}
