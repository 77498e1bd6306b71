package import Events

/// The content of an account at a provider, at one moment.
///
/// A section that is `nil` was not provided and means nothing; one that is present is complete, so
/// that what it lacks was removed.
package struct AccountSnapshot: Equatable, Sendable {
    /// The provider, such as `spotify`. Part of every key in the catalogue.
    package var provider: String
    /// Every track in the playlists and liked songs, each once, sorted by the bytes of its id.
    package var tracks: [TrackDescribed] = []
    package var playlists: PlaylistSpool?
    /// In the provider's order: newest first.
    package var liked: [LikedTrack]?
    package var skipped = SkippedItems()

    package init(provider: String) {
        self.provider = provider
    }
}

/// One playlist of a snapshot.
package struct PlaylistSnapshot: Equatable, Sendable {
    package var described: PlaylistDescribed
    /// `nil` if the provider returned the playlist's metadata, but not all of its items.
    package var items: [PlaylistItem]?

    package init(described: PlaylistDescribed, items: [PlaylistItem]?) {
        self.described = described
        self.items = items
    }
}

/// What a snapshot contains that can never match a music file, to report to the user.
package struct SkippedItems: Equatable, Sendable {
    package var episodes = 0
    /// The number of items that are no longer available at the provider.
    package var unavailable = 0
    /// The names of the first playlists with missing items; the known items of all of them stay.
    package private(set) var incompletePlaylists: [String] = []
    package private(set) var incompletePlaylistCount = 0

    private static let nameLimit = 20

    package init() {}

    mutating func addIncompletePlaylist(_ name: String) {
        incompletePlaylistCount += 1
        if incompletePlaylists.count < Self.nameLimit { incompletePlaylists.append(name) }
    }
}
