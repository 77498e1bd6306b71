import Events
import GRDB
import Projection
import Providers
import Queries
import ReadModels

/// Tracks, playlists with their items, liked songs.
struct CatalogRestoration {
    let replayed: Database
    let live: Database

    func forEachEvent(_ body: (Event) throws -> Void) throws {
        try forEachTrack(body)
        try forEachPlaylist(body)
        try forEachLiked(body)
    }

    // MARK: Tracks

    private static let tracksSQL = """
        SELECT provider, id, seq, name, artist, album, album_artist, isrc, duration_ms,
        release_date, track_number, disc_number, explicit, local, digest
        FROM tracks ORDER BY provider, id
        """

    /// A described track is never removed, so no track is only in the replay.
    private func forEachTrack(_ body: (Event) throws -> Void) throws {
        try TableComparison(before: replayed, after: live, keyCount: 2, Self.tracksSQL)
            .forEachDifference { _, new in
                guard let new else { return }
                var track = TrackDescribed()
                track.provider = new.text(0)
                track.trackID = new.text(1)
                track.name = new.text(3)
                track.artists = JoinedTexts.split(new.text(4))
                track.album = new.text(5)
                track.albumArtists = JoinedTexts.split(new.text(6))
                track.isrc = new.text(7)
                track.durationMs = UInt32(clamping: new.integer(8))
                track.releaseDate = new.text(9)
                track.trackNumber = UInt32(clamping: new.integer(10))
                track.discNumber = UInt32(clamping: new.integer(11))
                track.explicit = new.integer(12) != 0
                track.local = new.integer(13) != 0
                try body(.trackRestored(track, first: UInt64(bitPattern: new.integer(2))))
            }
    }

    // MARK: Playlists

    private static let playlistsSQL = """
        SELECT provider, id, name, description, snapshot_id, owner_id, owner_name
        FROM playlists ORDER BY provider, id
        """
    private static let itemsSQL = """
        SELECT provider, playlist_id, position, track_id, added_at, kind FROM playlist_tracks
        UNION ALL
        SELECT provider, playlist_id, position, track_id, added_at, kind FROM playlist_other_items
        ORDER BY 1, 2, 3
        """

    private func forEachPlaylist(_ body: (Event) throws -> Void) throws {
        var keys: Set<PlaylistKey> = []
        for (sql, keyCount) in [(Self.playlistsSQL, 2), (Self.itemsSQL, 3)] {
            try TableComparison(before: replayed, after: live, keyCount: keyCount, sql)
                .forEachDifference { old, new in
                    guard let row = new ?? old else { return }
                    keys.insert(PlaylistKey(provider: row.text(0), playlistID: row.text(1)))
                }
        }
        let known = try CatalogKnown(live)
        for key in keys.sorted(by: Self.precedes) {
            if let (playlist, items) = try known.playlist(
                provider: key.provider,
                id: key.playlistID
            ) {
                try body(.playlistRestored(playlist, items))
            } else {
                var removed = PlaylistRemoved()
                removed.provider = key.provider
                removed.playlistID = key.playlistID
                try body(Event(.playlistRemoved(removed)))
            }
        }
    }

    private static func precedes(_ left: PlaylistKey, _ right: PlaylistKey) -> Bool {
        TextKey(left.provider) == TextKey(right.provider)
            ? TextKey.precedes(left.playlistID, right.playlistID)
            : TextKey.precedes(left.provider, right.provider)
    }

    // MARK: Liked songs

    private static let likedSQL = """
        SELECT provider, track_id, added_at FROM liked_tracks ORDER BY provider, track_id
        """

    private func forEachLiked(_ body: (Event) throws -> Void) throws {
        var providers: [TextKey] = []
        try TableComparison(before: replayed, after: live, keyCount: 2, Self.likedSQL)
            .forEachDifference { old, new in
                guard let row = new ?? old else { return }
                let provider = TextKey(row.text(0))
                if providers.last != provider { providers.append(provider) }
            }
        let known = try CatalogKnown(live)
        for provider in providers {
            let tracks = try known.liked(provider: provider.text)
            try body(.likedRestored(provider: provider.text, tracks))
        }
    }
}
