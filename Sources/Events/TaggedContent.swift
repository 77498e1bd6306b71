/// What the tags of a file say is in it, to tell one recording from another.
package struct TaggedContent: Hashable, Sendable {
    /// How long two copies of one recording may differ.
    private static let toleranceMs = 2_000
    /// Between the artists.
    package static let separator = "; "

    package let title: String
    /// All artists, with `; ` between them.
    package let artist: String
    /// 0 if unknown.
    package let durationMs: Int

    package init(title: String, artist: String, durationMs: Int) {
        self.title = title
        self.artist = artist
        self.durationMs = durationMs
    }

    package init(_ tags: AudioTags) {
        self.init(
            title: tags.title,
            artist: tags.artists.joined(separator: Self.separator),
            durationMs: Int(tags.durationMs)
        )
    }

    /// Whether this is another recording: title, artist and length all say so. A tagger may change
    /// the first two, an encoder the last one.
    package func contradicts(_ other: TaggedContent) -> Bool {
        Self.differ(title, other.title) && Self.differ(artist, other.artist)
            && durationMs > 0 && other.durationMs > 0 && !hasLength(of: other)
    }

    /// Whether two of title, artist and length speak for the same recording.
    package func agrees(with other: TaggedContent) -> Bool {
        let signs = [
            !title.isEmpty && !other.title.isEmpty && !Self.differ(title, other.title),
            !artist.isEmpty && !other.artist.isEmpty && !Self.differ(artist, other.artist),
            durationMs > 0 && hasLength(of: other),
        ]
        return signs.count { $0 } >= 2
    }

    private func hasLength(of other: TaggedContent) -> Bool {
        abs(durationMs - other.durationMs) <= Self.toleranceMs
    }

    /// Whether both are known, and not the same.
    private static func differ(_ left: String, _ right: String) -> Bool {
        !left.isEmpty && !right.isEmpty && left.lowercased() != right.lowercased()
    }
}
