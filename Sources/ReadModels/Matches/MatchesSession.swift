internal import Events
internal import GRDB
internal import Journal
internal import Matching
internal import Projection
internal import Threads

/// Keeps the user's decisions, and derives `matches` from tracks, files and decisions.
///
/// A full match and an incremental one ask the same question of a track, with the same candidates:
/// the files that share a key with it. They differ only in where the candidates are looked up.
final class MatchesSession: ProjectorSession {
    private let db: Database
    private let scorer: Scorer
    private let decisions: MatchDecisions
    private(set) var changeCount = 0

    private let cancellation: Cancellation
    private let keepsKeys: Bool
    private let isReplay: Bool
    /// Tracks whose decisions were restated: if none is left, no row shows the change.
    private var restoredTracks: [TrackKey] = []

    /// - Parameter keepsKeys: whether changes will be matched one by one later.
    init(
        _ db: Database,
        scorer: Scorer,
        cancellation: Cancellation,
        keepsKeys: Bool,
        isReplay: Bool
    ) throws {
        self.cancellation = cancellation
        self.keepsKeys = keepsKeys
        self.isReplay = isReplay
        self.db = db
        self.scorer = scorer
        decisions = try MatchDecisions(db, scorer: scorer)
    }

    func apply(_ event: Event, at position: Position) throws {
        switch event.body {
        case .matchPinned(let pin): try decisions.pin(pin, at: position)
        case .matchRejected(let rejection): try decisions.reject(rejection, at: position)
        case .matchRestored(let event):
            try decisions.restore(event, at: position)
            if !isReplay {
                restoredTracks.append(.init(provider: event.provider, trackID: event.trackID))
            }
        default: break
        }
    }

    func settle(since: Position?, head: Position) throws {
        var position = Int64(head.rawValue) - 1
        var changes: MatchChanges?
        if let since {
            var found = try MatchChanges(since: since, db)
            found.decidedTracks += try MatchChanges.numbers(of: restoredTracks, db)
            if found.isEmpty { return }
            // If one dependency is stopped, the other may be ahead of this checkpoint.
            position = max(position, found.lastPosition)
            changes = found
        }
        let writer = try MatchWriter(db, position: position, isReplay: isReplay)
        if let changes {
            if try keepsKeys && !changes.isMostOfAll(db) {
                try IncrementalMatch(db, scorer: scorer, decisions: decisions)
                    .run(changes, into: writer)
                return changeCount = writer.changeCount
            }
        }
        try FullMatch(db, scorer: scorer, decisions: decisions, cancellation: cancellation)
            .run(into: writer, keepsKeys: keepsKeys)
        changeCount = writer.changeCount
    }
}

/// The input of a match and its result.
struct TrackMatch {
    let provider: String
    let trackID: String
    let match: (fileID: Int64, score: MatchScore)?
}

/// What changed since a position, in the tables that matches are derived from.
struct MatchChanges {
    let start: Position
    var files: [Int64] = []
    var tracks: [Int64] = []
    var decidedTracks: [Int64] = []
    /// The position of the last change.
    private(set) var lastPosition: Int64 = 0

    init(since: Position, _ db: Database) throws {
        start = since
        let position = Int64(since.rawValue)
        files = try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT DISTINCT file_id FROM library_files_changes WHERE position >= ?"
            ),
            arguments: [position]
        )
        tracks = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT t.seq FROM track_changes c
                    JOIN tracks t ON t.provider = c.provider AND t.id = c.track_id
                    WHERE c.position >= ?
                    """
            ),
            arguments: [position]
        )
        decidedTracks = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT t.seq FROM match_decisions d
                    JOIN tracks t ON t.provider = d.provider AND t.id = d.track_id
                    WHERE d.position >= ?
                    """
            ),
            arguments: [position]
        )
        lastPosition =
            try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT max(coalesce((SELECT max(position) FROM library_files_changes), 0),
                        coalesce((SELECT max(position) FROM track_changes), 0))
                        """
                )
            ) ?? 0
    }

    static func numbers(of tracks: [TrackKey], _ db: Database) throws -> [Int64] {
        let select = try SQLStatement(db, "SELECT seq FROM tracks WHERE provider = ? AND id = ?")
        return try tracks.compactMap { track in
            select.bind(1, track.provider)
            select.bind(2, track.trackID)
            defer { select.reset() }
            return try select.step() ? select.integer(0) : nil
        }
    }

    var isEmpty: Bool { files.isEmpty && tracks.isEmpty && decidedTracks.isEmpty }

    /// Above this share of the library, one pass over all of it is less work than many look-ups.
    private static let fullMatchShare = 8

    func isMostOfAll(_ db: Database) throws -> Bool {
        let count = files.count + tracks.count
        if count < 64 { return false }
        let all =
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT (SELECT count(*) FROM library_files) + (SELECT count(*) FROM tracks)
                        """
                )
            ) ?? 0
        return count * Self.fullMatchShare > all
    }
}
