package import GRDB
internal import Projection
internal import ReadModels

/// The tracks and albums without files that most playlists want.
package struct MostWanted: Sendable {
    package struct Track: Sendable, Hashable {
        package let title: String
        /// Several artists are joined by commas.
        package let artist: String
        /// How many playlists hold it; the liked songs count as one.
        package let playlistCount: Int
    }

    package struct Album: Sendable, Hashable {
        package let title: String
        package let artist: String
        /// How many of its wanted tracks have no file.
        package let trackCount: Int
    }

    package let tracks: [Track]
    package let albums: [Album]

    /// - Parameters:
    ///   - trackLimit: how many tracks at most, the most wanted first.
    ///   - albumLimit: how many albums at most, those with the most missing tracks first.
    package init(_ db: Database, trackLimit: Int, albumLimit: Int) throws {
        let missing = """
            WITH wanted(provider, track_id, playlists) AS (
                SELECT provider, track_id, count(*) FROM (
                    SELECT DISTINCT provider, track_id, playlist_id FROM playlist_tracks
                    UNION ALL SELECT provider, track_id, '' FROM liked_tracks
                ) GROUP BY provider, track_id
            ),
            missing AS (
                SELECT t.name, t.artist, t.album, coalesce(t.album_artist, t.artist) AS album_artist,
                w.playlists
                FROM wanted w JOIN tracks t ON t.provider = w.provider AND t.id = w.track_id
                WHERE NOT EXISTS (SELECT 1 FROM matches m
                WHERE m.provider = w.provider AND m.track_id = w.track_id)
            )
            """
        func list<Item>(_ sql: String, limit: Int, _ item: (SQLStatement) -> Item) throws -> [Item]
        {
            let rows = try SQLStatement(db, "\(missing) \(sql) LIMIT ?")
            rows.bind(1, Int64(limit))
            var items: [Item] = []
            while limit > 0, try rows.step() { items.append(item(rows)) }
            return items
        }
        tracks = try list(
            """
            SELECT name, artist, playlists FROM missing
            ORDER BY playlists DESC, artist, name, album
            """,
            limit: trackLimit
        ) { row in
            Track(
                title: row.text(0),
                artist: Self.credit(row.text(1)),
                playlistCount: Int(row.integer(2))
            )
        }
        albums = try list(
            """
            SELECT album, album_artist, count(*) FROM missing WHERE album IS NOT NULL
            GROUP BY album, album_artist ORDER BY count(*) DESC, album_artist, album
            """,
            limit: albumLimit
        ) { row in
            Album(
                title: row.text(0),
                artist: Self.credit(row.text(1)),
                trackCount: Int(row.integer(2))
            )
        }
    }

    private static func credit(_ artists: String) -> String {
        JoinedTexts.split(artists).joined(separator: ", ")
    }
}
