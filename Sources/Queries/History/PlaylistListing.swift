internal import Events
package import GRDB
internal import Projection
internal import ReadModels

/// The items of a playlist, each with its file.
package struct PlaylistListing: Sendable {
    package struct Item: Sendable {
        package let trackID: String
        /// Empty if the provider does not name it.
        package let artist: String
        package let title: String
        /// Absolute; nil if it has no file.
        package let path: [UInt8]?
    }

    package let items: [Item]

    /// - Parameter db: with the tables of `catalog` and `matches`.
    package init(_ playlist: PlaylistIdentity, _ db: Database) throws {
        let isLiked = playlist.id.text == LikedSongs.playlistID
        let source =
            isLiked
            ? """
            SELECT provider, track_id, -added_at AS place FROM liked_tracks
            WHERE provider = ?1 AND '' = ?2
            """
            : """
            SELECT provider, track_id, position AS place FROM playlist_tracks
            WHERE provider = ?1 AND playlist_id = ?2
            UNION ALL SELECT provider, track_id, position FROM playlist_other_items
            WHERE provider = ?1 AND playlist_id = ?2
            """
        let select = try SQLStatement(
            db,
            """
            SELECT i.track_id, t.artist, t.name, f.path FROM (\(source)) i
            LEFT JOIN tracks t ON t.provider = i.provider AND t.id = i.track_id
            LEFT JOIN matches m ON m.provider = i.provider AND m.track_id = i.track_id
            LEFT JOIN library_files f ON f.id = m.file_id
            ORDER BY i.place, i.track_id
            """
        )
        select.bind(1, playlist.provider.text)
        select.bind(2, playlist.id.text)
        defer { select.reset() }
        var items: [Item] = []
        while try select.step() {
            items.append(
                Item(
                    trackID: select.text(0),
                    artist: select.text(1),
                    title: select.text(2),
                    path: select.isNull(3) ? nil : select.array(3)
                )
            )
        }
        self.items = items
    }
}
