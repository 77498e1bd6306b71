internal import Events
package import GRDB
internal import Journal
internal import Projection

/// The user's pins and rejections, and the files they mean today.
package struct MatchDecisions {
    private let db: Database
    private let insert: SQLStatement
    private let byID: SQLStatement
    private let byPath: SQLStatement
    private let byTags: SQLStatement

    package static let pin = "pin"
    package static let rejection = "rejection"

    package init(_ db: Database) throws {
        self.db = db
        insert = try SQLStatement(
            db,
            "INSERT OR REPLACE INTO match_decisions VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        byID = try SQLStatement(db, "SELECT id FROM library_files WHERE id = ?")
        byPath = try SQLStatement(
            db,
            "SELECT id FROM library_files WHERE path = ? ORDER BY id LIMIT 1"
        )
        byTags = try SQLStatement(
            db,
            "SELECT id FROM library_files WHERE tags_digest = ? ORDER BY id LIMIT 1"
        )
    }

    // MARK: Deciding

    /// One pin per track: a new one replaces the old, and a rejection of the same file.
    func pin(_ event: MatchPinned, at position: Position) throws {
        try delete(event.provider, event.trackID, kind: Self.pin, fileID: nil)
        try delete(event.provider, event.trackID, kind: Self.rejection, fileID: event.file.fileID)
        try add(event.provider, event.trackID, event.file, kind: Self.pin, at: position)
    }

    func reject(_ event: MatchRejected, at position: Position) throws {
        try delete(event.provider, event.trackID, kind: Self.pin, fileID: event.file.fileID)
        try add(event.provider, event.trackID, event.file, kind: Self.rejection, at: position)
    }

    /// Replaces all decisions for this track with these.
    func restore(_ event: MatchRestored, at position: Position) throws {
        for kind in [Self.pin, Self.rejection] {
            try delete(event.provider, event.trackID, kind: kind, fileID: nil)
        }
        let (provider, trackID) = (event.provider, event.trackID)
        if event.hasPinned {
            try add(provider, trackID, event.pinned, kind: Self.pin, at: position)
        }
        for file in event.rejected {
            try add(provider, trackID, file, kind: Self.rejection, at: position)
        }
    }

    private func add(
        _ provider: String,
        _ trackID: String,
        _ file: DecidedFile,
        kind: String,
        at position: Position
    ) throws {
        insert.bind(1, provider)
        insert.bind(2, trackID)
        insert.bind(3, kind)
        insert.bind(4, Int64(file.fileID))
        insert.bindPath(5, LibraryPath(root: file.root, path: file.path).absolute)
        insert.bind(6, Int64(bitPattern: file.tagsDigest))
        insert.bind(7, Int64(position.rawValue))
        try insert.run()
    }

    private func delete(_ provider: String, _ trackID: String, kind: String, fileID: UInt64?) throws
    {
        try db.cachedStatement(
            sql: """
                DELETE FROM match_decisions
                WHERE provider = ? AND track_id = ? AND kind = ? AND file_id = coalesce(?, file_id)
                """
        ).execute(
            arguments: [provider, trackID, kind, fileID.map { Int64($0) }]
        )
    }

    // MARK: Resolving

    /// The decisions for a track, with the files that they mean today.
    package struct Resolved {
        var pinnedFile: Int64?
        package var rejectedFiles: Set<Int64> = []
    }

    /// Tracks with a decision on a removed file: any file may be the one that it means now.
    func tracksWithRemovedFile() throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT t.seq FROM match_decisions d
                    JOIN tracks t ON t.provider = d.provider AND t.id = d.track_id
                    WHERE NOT EXISTS (SELECT 1 FROM library_files f WHERE f.id = d.file_id)
                    """
            )
        )
    }

    func resolveAll() throws -> [TrackKey: Resolved] {
        let statement = try SQLStatement(
            db,
            """
            SELECT provider, track_id, kind, file_id, path, tags_digest FROM match_decisions
            """
        )
        return try resolve(statement)
    }

    package func resolve(_ track: TrackKey) throws -> Resolved {
        let statement = try SQLStatement(
            db,
            """
            SELECT provider, track_id, kind, file_id, path, tags_digest FROM match_decisions
            WHERE provider = ? AND track_id = ?
            """
        )
        statement.bind(1, track.provider)
        statement.bind(2, track.trackID)
        return try resolve(statement)[track] ?? Resolved()
    }

    private func resolve(_ rows: SQLStatement) throws -> [TrackKey: Resolved] {
        var resolved: [TrackKey: Resolved] = [:]
        while try rows.step() {
            let file = try resolveFile(
                id: rows.integer(3),
                path: rows.array(4),
                tagsDigest: rows.integer(5)
            )
            guard let file else { continue }
            let key = TrackKey(provider: rows.text(0), trackID: rows.text(1))
            if rows.text(2) == Self.pin {
                resolved[key, default: Resolved()].pinnedFile = file
            } else {
                resolved[key, default: Resolved()].rejectedFiles.insert(file)
            }
        }
        rows.reset()
        return resolved
    }

    /// By id, path and tags, in that order; nil while the file is removed.
    package func resolveFile(id: Int64, path: [UInt8], tagsDigest: Int64) throws -> Int64? {
        byID.bind(1, id)
        byPath.bindPath(1, path)
        byTags.bind(1, tagsDigest)
        for statement in tagsDigest == 0 ? [byID, byPath] : [byID, byPath, byTags] {
            defer { statement.reset() }
            if try statement.step() { return statement.integer(0) }
        }
        return nil
    }
}
