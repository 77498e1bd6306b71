package import GRDB
package import SystemPackage

/// `psm.db`: the one database that all projectors write and anyone may read.
///
/// It can be thrown away: everything in it is computed from the journal. So a commit need not wait
/// for the disk; after a power loss the projectors simply catch up again.
package final class ReadModel: Sendable {
    package let path: FilePath
    private let queue: DatabaseQueue

    package enum Durability: Sendable {
        /// Survives a crash of psm. Readers and a writer do not wait for one another.
        case lasting
        /// One file, which is of no use if psm is killed in the middle of a transaction.
        case disposable
    }

    /// How long to wait for another process that is writing, a rebuild for example.
    private static let busyTimeoutSeconds = 60.0
    private static let cacheKibibytes = 4_096
    /// What a large load needs; it is taken page by page.
    private static let largeCacheKibibytes = 65_536

    /// Opens the database, and creates it where there is none.
    ///
    /// - Throws: `ReadModelError`, such as a folder that cannot be written or a file that is not a
    ///   database.
    package init(path: FilePath, durability: Durability = .lasting) throws {
        self.path = path
        var configuration = Configuration()
        if durability == .lasting { configuration.journalMode = .wal }
        let mode =
            durability == .lasting
            ? "PRAGMA synchronous = NORMAL"
            : "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"
        configuration.busyMode = .timeout(Self.busyTimeoutSeconds)
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    \(mode);
                    PRAGMA cache_size = -\(Self.cacheKibibytes);
                    """
            )
        }
        queue = try Self.naming(path) {
            try DatabaseQueue(path: path.string, configuration: configuration)
        }
    }

    /// One write transaction. It takes the write lock at once, so that what is read in it holds
    /// until it commits.
    ///
    /// - Parameter isLarge: whether much of the database is going to be written.
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

    /// One read transaction: all that is read in it belongs to one moment.
    package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try Self.naming(path) { try queue.read(body) }
    }

    private static func setCache(_ kibibytes: Int, _ db: Database) throws {
        try db.execute(sql: "PRAGMA cache_size = -\(kibibytes)")
    }

    /// SQLite's errors do not say which file they are about.
    private static func naming<Result>(_ path: FilePath, _ body: () throws -> Result) throws
        -> Result
    {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw ReadModelError(path: path, cause: error)
        }
    }

    /// Gives back memory that is held only for speed.
    package func releaseMemory() {
        queue.releaseMemory()
    }
}
