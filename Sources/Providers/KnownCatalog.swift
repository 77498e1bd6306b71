package import Events

/// What the catalogue already holds, for `SnapshotDiff`.
package protocol KnownCatalog {
    /// Whether the track was described before, in exactly this way.
    func isKnown(_ track: TrackDescribed) throws -> Bool

    /// The ids of the present playlists, without removed ones, in a stable order.
    func playlistIDs(provider: String) throws -> [String]

    /// `nil` if unknown or removed.
    func playlist(
        provider: String,
        id: String
    ) throws -> (described: PlaylistDescribed, items: [PlaylistItem])?

    /// The liked songs, in a stable order.
    func liked(provider: String) throws -> [LikedTrack]
}
