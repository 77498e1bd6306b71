internal import GRDB
internal import Matching
internal import Projection

/// Writes the matches that differ from those in the table, and notes them as changed.
final class MatchWriter {
    /// Noted with each change: the position of the last event that the answers take into account. A
    /// dependent whose checkpoint is beyond it has seen the change.
    private let position: Int64
    private let select: SQLStatement
    private let insert: SQLStatement
    private let delete: SQLStatement
    private let log: SQLStatement
    private(set) var changeCount = 0
    /// A replay starts with an empty table: there is nothing to compare with.
    private let isReplay: Bool

    init(_ db: Database, position: Int64, isReplay: Bool) throws {
        self.position = position
        self.isReplay = isReplay
        select = try SQLStatement(
            db,
            """
            SELECT file_id, score, method, confidence FROM matches
            WHERE provider = ? AND track_id = ?
            """
        )
        insert = try SQLStatement(db, "INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?, ?, ?)")
        delete = try SQLStatement(db, "DELETE FROM matches WHERE track_id = ? AND provider = ?")
        log = try SQLStatement(db, "INSERT OR IGNORE INTO match_changes VALUES (?, ?, ?)")
    }

    func write(_ track: TrackMatch) throws {
        guard try differs(track) else { return }
        changeCount += 1
        if let match = track.match {
            insert.bind(1, track.trackID)
            insert.bind(2, track.provider)
            insert.bind(3, match.fileID)
            insert.bind(4, match.score.score)
            insert.bind(5, match.score.method)
            insert.bind(6, match.score.confidence.rawValue)
            try insert.run()
        } else {
            delete.bind(1, track.trackID)
            delete.bind(2, track.provider)
            try delete.run()
        }
        if isReplay { return }
        log.bind(1, position)
        log.bind(2, track.provider)
        log.bind(3, track.trackID)
        try log.run()
    }

    private func differs(_ track: TrackMatch) throws -> Bool {
        if isReplay { return track.match != nil }
        select.bind(1, track.provider)
        select.bind(2, track.trackID)
        defer { select.reset() }
        guard try select.step() else { return track.match != nil }
        guard let match = track.match else { return true }
        return select.integer(0) != match.fileID
            || select.double(1) != match.score.score
            || select.text(2) != match.score.method
            || select.text(3) != match.score.confidence.rawValue
    }
}
