internal import Events
internal import GRDB
internal import Projection

/// The removed files, which stay known: a file that returns gets its id and tags from here.
struct RemovedFiles {
    private let insert: SQLStatement
    private let bury: SQLStatement
    private let exhume: SQLStatement
    private let delete: SQLStatement
    /// A replay knows which files are here, so it need not look for the many that are not.
    private var replayed: Set<Int64>?

    init(_ db: Database, isReplay: Bool) throws {
        let columns = FileRow.columnNames
        insert = try SQLStatement(
            db,
            "INSERT OR REPLACE INTO removed_files (\(columns)) VALUES (\(FileRow.slots))"
        )
        bury = try SQLStatement(
            db,
            """
            INSERT OR REPLACE INTO removed_files (\(columns))
            SELECT \(columns) FROM library_files WHERE id = ?
            """
        )
        exhume = try SQLStatement(
            db,
            """
            INSERT OR REPLACE INTO library_files (\(columns))
            SELECT \(columns) FROM removed_files WHERE id = ?
            """
        )
        delete = try SQLStatement(db, "DELETE FROM removed_files WHERE id = ?")
        guard isReplay else { return }
        // None, unless this session takes over from one that failed.
        replayed = Set(try Int64.fetchAll(db, sql: "SELECT id FROM removed_files"))
    }

    /// Adds the row of a present file.
    mutating func add(live id: Int64) throws {
        bury.bind(1, id)
        try bury.run()
        replayed?.insert(id)
    }

    mutating func add(_ row: FileRow, _ event: FileRestored) throws {
        row.bind(event.stat, event.tags, tagsDigest: event.tagsDigest, to: insert)
        try insert.run()
        replayed?.insert(row.id)
    }

    /// Moves the row back to the present files, if it is here.
    mutating func revive(_ id: Int64) throws {
        if let replayed, !replayed.contains(id) { return }
        exhume.bind(1, id)
        try exhume.run()
        try remove(id)
    }

    mutating func remove(_ id: Int64) throws {
        if replayed != nil, replayed?.remove(id) == nil { return }
        delete.bind(1, id)
        try delete.run()
    }
}
