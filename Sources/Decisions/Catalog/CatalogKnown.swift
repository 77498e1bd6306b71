package import Events
package import GRDB
internal import Projection
internal import Providers
internal import ReadModels

/// The known catalogue, for an import to compare a snapshot with.
package struct CatalogKnown: KnownCatalog {
    private let db: Database
    private let trackDigest: SQLStatement
    private let items: PlaylistItemTables
    private let playlistIDs: SQLStatement
    private let described: SQLStatement

    package init(_ db: Database) throws {
        self.db = db
        trackDigest = try SQLStatement(
            db,
            "SELECT digest FROM tracks WHERE provider = ? AND id = ?"
        )
        items = try PlaylistItemTables(db)
        playlistIDs = try SQLStatement(
            db,
            "SELECT id FROM playlists WHERE provider = ? ORDER BY id"
        )
        described = try SQLStatement(
            db,
            """
            SELECT name, description, snapshot_id, owner_id, owner_name FROM playlists
            WHERE provider = ? AND id = ?
            """
        )
    }

    package func isKnown(_ track: TrackDescribed) throws -> Bool {
        trackDigest.bind(1, track.provider)
        trackDigest.bind(2, track.trackID)
        defer { trackDigest.reset() }
        return try trackDigest.step()
            && UInt64(bitPattern: trackDigest.integer(0)) == track.digest
    }

    package func forEachPlaylistID(
        provider: String,
        _ body: (String) throws -> Void
    ) throws {
        playlistIDs.bind(1, provider)
        defer { playlistIDs.reset() }
        while try playlistIDs.step() { try body(playlistIDs.text(0)) }
    }

    package func playlist(provider: String, id: String) throws
        -> (described: PlaylistDescribed, items: [PlaylistItem])?
    {
        self.described.bind(1, provider)
        self.described.bind(2, id)
        defer { self.described.reset() }
        guard try self.described.step() else { return nil }
        var described = PlaylistDescribed()
        described.provider = provider
        described.playlistID = id
        described.name = self.described.text(0)
        described.description_p = self.described.text(1)
        described.snapshotID = self.described.text(2)
        described.ownerID = self.described.text(3)
        described.ownerName = self.described.text(4)
        return (described, try items.items(provider: provider, playlistID: id))
    }

    package func liked(provider: String) throws -> [LikedTrack] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT track_id, added_at FROM liked_tracks WHERE provider = ?
                ORDER BY added_at DESC, track_id
                """,
            arguments: [provider]
        )
        return rows.map { row in
            var track = LikedTrack()
            track.trackID = row["track_id"]
            track.addedAtMs = row["added_at"]
            return track
        }
    }
}
