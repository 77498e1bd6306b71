internal import Events
package import GRDB
internal import Journal
package import Matching
internal import Projection

/// The user's pins and rejections, and the files they mean today.
package struct MatchDecisions {
    private let db: Database
    private let insert: SQLStatement
    private let byID: SQLStatement
    private let byPath: SQLStatement
    private let byTags: SQLStatement
    private let present: SQLStatement
    private let removed: SQLStatement
    private let scorer: Scorer
    private let lookup: CandidateLookup

    package static let pin = "pin"
    package static let rejection = "rejection"

    package init(_ db: Database, scorer: Scorer) throws {
        self.db = db
        self.scorer = scorer
        lookup = try CandidateLookup(db)
        present = try Self.recording(of: "library_files", db)
        removed = try Self.recording(of: "removed_files", db)
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

    /// Files that may have an heir, which a candidate may be.
    typealias Candidates = (_ former: TrackSignature) throws -> [Candidate]

    /// What decisions on removed files mean: their heirs share a key with these.
    func formerFiles() throws -> [TrackSignature] {
        let ids = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT r.id FROM match_decisions d JOIN removed_files r ON r.id = d.file_id
                    """
            )
        )
        return try ids.compactMap { try Self.recording($0, removed).map(TrackSignature.init) }
    }

    func resolveAll(among candidates: Candidates) throws -> [TrackKey: Resolved] {
        let statement = try SQLStatement(
            db,
            """
            SELECT provider, track_id, kind, file_id, path, tags_digest FROM match_decisions
            """
        )
        return try resolve(statement, candidates)
    }

    /// With the key tables at hand.
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
        return try resolve(statement, lookup.candidates)[track] ?? Resolved()
    }

    private func resolve(
        _ rows: SQLStatement,
        _ candidates: Candidates
    ) throws -> [TrackKey: Resolved] {
        var resolved: [TrackKey: Resolved] = [:]
        while try rows.step() {
            let file = try resolveFile(
                id: rows.integer(3),
                path: rows.array(4),
                tagsDigest: rows.integer(5),
                candidates
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

    /// By id; else, while that file is removed, by path, unless the tags there are of another
    /// recording; by tags; and by the only file that can be its heir. Nil if there is none.
    package func resolveFile(id: Int64, path: [UInt8], tagsDigest: Int64) throws -> Int64? {
        try resolveFile(id: id, path: path, tagsDigest: tagsDigest, lookup.candidates)
    }

    private func resolveFile(
        id: Int64,
        path: [UInt8],
        tagsDigest: Int64,
        _ candidates: Candidates
    ) throws -> Int64? {
        byID.bind(1, id)
        if let file = try Self.first(byID) { return file }
        let former = try Self.recording(id, removed)
        byPath.bindPath(1, path)
        if let file = try Self.first(byPath) {
            guard let former, let found = try Self.recording(file, present),
                former.content.contradicts(found.content)
            else { return file }
        }
        if tagsDigest != 0 {
            byTags.bind(1, tagsDigest)
            if let file = try Self.first(byTags) { return file }
        }
        guard let signature = former.map(TrackSignature.init) else { return nil }
        let heirs = try candidates(signature).filter { scorer.isHeir($0.signature, of: signature) }
        return heirs.count == 1 ? heirs[0].fileID : nil
    }

    private static func first(_ statement: SQLStatement) throws -> Int64? {
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : nil
    }

    private static func recording(of table: String, _ db: Database) throws -> SQLStatement {
        try SQLStatement(
            db,
            """
            SELECT \(FileRow.recordingColumns) FROM \(table) f
            LEFT JOIN library_roots r ON r.id = f.root_id WHERE f.id = ?
            """
        )
    }

    private static func recording(_ id: Int64, _ statement: SQLStatement) throws -> Recording? {
        statement.bind(1, id)
        defer { statement.reset() }
        return try statement.step() ? FileRow.recording(statement) : nil
    }
}

extension Recording {
    fileprivate var content: TaggedContent {
        TaggedContent(
            title: title,
            artist: artists.joined(separator: JoinedTexts.separator),
            durationMs: durationMilliseconds ?? 0
        )
    }
}
