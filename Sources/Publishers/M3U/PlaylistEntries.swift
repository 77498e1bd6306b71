import GRDB
import Projection
import ReadModels

/// The entries of one playlist, in its order; the liked songs newest first.
struct PlaylistEntries {
    private let rows: SQLStatement

    init(_ db: Database, _ key: PlaylistKey) throws {
        let columns = "t.name, t.artist, t.duration_ms, f.path"
        let joins = """
            LEFT JOIN tracks t ON t.provider = i.provider AND t.id = i.track_id
            LEFT JOIN matches m ON m.provider = i.provider AND m.track_id = i.track_id
            LEFT JOIN library_files f ON f.id = m.file_id
            """
        let isLiked = key.playlistID == LikedSongs.playlistID
        rows = try SQLStatement(
            db,
            isLiked
                ? """
                SELECT \(columns) FROM liked_tracks i \(joins) WHERE i.provider = ?1
                ORDER BY i.added_at DESC, i.track_id
                """
                : """
                SELECT \(columns) FROM playlist_tracks i \(joins)
                WHERE i.provider = ?1 AND i.playlist_id = ?2 ORDER BY i.position
                """
        )
        rows.bind(1, key.provider)
        if !isLiked { rows.bind(2, key.playlistID) }
    }

    func next() throws -> M3UWriter.Entry? {
        guard try rows.step() else {
            rows.reset()
            return nil
        }
        return M3UWriter.Entry(
            title: rows.text(0),
            artist: JoinedTexts.split(rows.text(1)).joined(separator: ", "),
            durationMilliseconds: Int(rows.integer(2)),
            path: rows.isNull(3) ? nil : rows.array(3)
        )
    }
}
