package import Events
package import GRDB
internal import Projection
internal import Queries
package import ReadModels

/// Pins and rejections, all of a track at once.
package struct DecisionRestoration {
    let replayed: Database
    let live: Database

    private static let columns = "provider, track_id, kind, file_id, path, tags_digest"

    func forEachEvent(_ body: (Event) throws -> Void) throws {
        var tracks: [TrackKey] = []
        let sql = """
            SELECT \(Self.columns) FROM match_decisions
            ORDER BY provider, track_id, kind, file_id
            """
        try TableComparison(before: replayed, after: live, keyCount: 4, sql)
            .forEachDifference { old, new in
                guard let row = new ?? old else { return }
                let track = TrackKey(provider: row.text(0), trackID: row.text(1))
                if tracks.last != track { tracks.append(track) }
            }
        for track in tracks { try body(Self.event(for: track, live)) }
    }

    /// The event that restates all decisions for a track.
    package static func event(for track: TrackKey, _ db: Database) throws -> Event {
        let rows = try SQLStatement(
            db,
            """
            SELECT \(Self.columns) FROM match_decisions WHERE provider = ? AND track_id = ?
            ORDER BY kind, file_id
            """
        )
        rows.bind(1, track.provider)
        rows.bind(2, track.trackID)
        var pinned: DecidedFile?
        var rejected: [DecidedFile] = []
        while try rows.step() {
            let root = [UInt8(ascii: "/")]
            let file = DecidedFile(
                id: UInt64(bitPattern: rows.integer(3)),
                path: LibraryPath(
                    root: root,
                    path: LibraryPath.relative(rows.bytes(4), to: root) ?? []
                ),
                tagsDigest: UInt64(bitPattern: rows.integer(5))
            )
            if rows.text(2) == MatchDecisions.pin { pinned = file } else { rejected.append(file) }
        }
        rows.reset()
        return .matchRestored(
            provider: track.provider,
            trackID: track.trackID,
            pinned: pinned,
            rejected: rejected
        )
    }
}
