package import Events

/// What a provider holds for one account, as it was at one moment.
///
/// A section that is nil was not given and says nothing; one that is there is complete, so that
/// what it lacks is gone.
package struct AccountSnapshot: Equatable, Sendable {
    /// `spotify`. Part of every key in the catalogue.
    package var provider: String
    /// Every track that a playlist or the liked songs name, each once, sorted by the id's bytes.
    package var tracks: [TrackDescribed] = []
    package var playlists: [PlaylistSnapshot]?
    /// As the provider orders them: newest first.
    package var liked: [LikedTrack]?
    package var skipped = SkippedItems()

    package init(provider: String) {
        self.provider = provider
    }
}

/// One playlist of a snapshot.
package struct PlaylistSnapshot: Equatable, Sendable {
    package var described: PlaylistDescribed
    /// nil: the provider gave the playlist's name and so on, but not (all) its items.
    package var items: [PlaylistItem]?

    package init(described: PlaylistDescribed, items: [PlaylistItem]?) {
        self.described = described
        self.items = items
    }
}

/// What a snapshot holds that can never match a music file, for the user to be told.
package struct SkippedItems: Equatable, Sendable {
    package var episodes = 0
    /// Items for which the provider gives nothing any more.
    package var unavailable = 0
    /// Names of the playlists whose items are not all there: their known items stay.
    package var incompletePlaylists: [String] = []

    package init() {}
}
