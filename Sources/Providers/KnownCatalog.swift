package import Events

/// What the catalogue already holds, as `SnapshotDiff` asks for it.
package protocol KnownCatalog {
    /// Whether the track was described before, and in just this way.
    func isKnown(_ track: TrackDescribed) throws -> Bool

    /// The playlists that exist now, in a stable order. Removed ones are not among them.
    func playlistIDs(provider: String) throws -> [String]

    /// nil: unknown or removed.
    func playlist(
        provider: String,
        id: String
    ) throws -> (described: PlaylistDescribed, items: [PlaylistItem])?

    /// In a stable order.
    func liked(provider: String) throws -> [LikedTrack]
}
