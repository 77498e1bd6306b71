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

    package init(_ db: Database) throws {
        self.db = db
        trackDigest = try SQLStatement(
            db,
            "SELECT digest FROM tracks WHERE provider = ? AND id = ?"
        )
        items = try PlaylistItemTables(db)
    }

    package func isKnown(_ track: TrackDescribed) throws -> Bool {
        trackDigest.bind(1, track.provider)
        trackDigest.bind(2, track.trackID)
        defer { trackDigest.reset() }
        return try trackDigest.step()
            && UInt64(bitPattern: trackDigest.integer(0)) == track.digest
    }

    package func playlistIDs(provider: String) throws -> [String] {
        try String.fetchAll(
            db,
            sql: "SELECT id FROM playlists WHERE provider = ? ORDER BY id",
            arguments: [provider]
        )
    }

    package func playlist(provider: String, id: String) throws
        -> (described: PlaylistDescribed, items: [PlaylistItem])?
    {
        guard
            let row = try Row.fetchOne(
                db,
                sql: "SELECT * FROM playlists WHERE provider = ? AND id = ?",
                arguments: [provider, id]
            )
        else { return nil }
        var described = PlaylistDescribed()
        described.provider = provider
        described.playlistID = id
        described.name = row["name"]
        described.description_p = row["description"] ?? ""
        described.snapshotID = row["snapshot_id"] ?? ""
        described.ownerID = row["owner_id"] ?? ""
        described.ownerName = row["owner_name"] ?? ""
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
