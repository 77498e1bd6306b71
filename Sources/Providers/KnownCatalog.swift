package import Events

/// What the catalogue already holds, for `SnapshotDiff`.
package protocol KnownCatalog {
    /// Whether the track was described before, in exactly this way.
    func isKnown(_ track: TrackDescribed) throws -> Bool

    /// Passes the ids of the present playlists to `body`, without removed ones, in a stable order.
    func forEachPlaylistID(provider: String, _ body: (String) throws -> Void) throws

    /// `nil` if unknown or removed.
    func playlist(
        provider: String,
        id: String
    ) throws -> (described: PlaylistDescribed, items: [PlaylistItem])?

    /// The liked songs, in a stable order.
    func liked(provider: String) throws -> [LikedTrack]
}
