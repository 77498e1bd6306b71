internal import Events
package import GRDB

/// A track of a provider. Equal by the bytes of both, as in SQLite.
package struct TrackKey: Hashable, Sendable {
    package let provider: String
    package let trackID: String

    package init(provider: String, trackID: String) {
        self.provider = provider
        self.trackID = trackID
    }

    package static func == (left: TrackKey, right: TrackKey) -> Bool {
        TextKey(left.trackID) == TextKey(right.trackID)
            && TextKey(left.provider) == TextKey(right.provider)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(TextKey(trackID))
    }
}

/// A playlist of a provider, or its liked songs. Equal by the bytes of both, as in SQLite.
package struct PlaylistKey: Hashable, Sendable {
    package let provider: String
    package let playlistID: String

    package init(provider: String, playlistID: String) {
        self.provider = provider
        self.playlistID = playlistID
    }

    /// - Parameter row: with columns of these names.
    package init(_ row: Row) {
        self.init(provider: row["provider"], playlistID: row["playlist_id"])
    }

    package static func == (left: PlaylistKey, right: PlaylistKey) -> Bool {
        TextKey(left.playlistID) == TextKey(right.playlistID)
            && TextKey(left.provider) == TextKey(right.provider)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(TextKey(playlistID))
    }
}

/// The liked songs are a playlist of their own, one per provider.
package enum LikedSongs {
    /// No provider gives an empty id.
    package static let playlistID = ""
    package static let name = "Liked Songs"
}
