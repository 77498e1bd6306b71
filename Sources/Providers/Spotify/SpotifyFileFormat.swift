internal import Events
package import Formats

/// Playlists as returned by the Spotify Web API, wrapped in one object:
/// `{"me": …, "playlists": [playlist objects], "saved_tracks": [{"added_at", "track"}]}`.
///
/// A playlist's items are in `tracks.items[].track` or, in newer versions of the API, in
/// `items.items[].item`. A section that is missing or null means nothing.
package struct SpotifyFileFormat: ImportFormat {
    package var title: String { "Spotify Web API JSON" }
    package var provider: String { "spotify" }

    package init() {}

    package func recognises(head: [UInt8]) -> Bool {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        return text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "{")
    }

    package func read(_ source: ByteSource) throws(PlaylistFileProblem) -> AccountSnapshot {
        let snapshot: AccountSnapshot?
        do throws(JSONError) {
            snapshot = try decode(source)
        } catch {
            throw PlaylistFileProblem(error)
        }
        guard let snapshot else { throw .noPlaylists }
        return snapshot
    }

    /// - Returns: `nil` if the document has neither playlists nor liked songs.
    private func decode(_ source: ByteSource) throws(JSONError) -> AccountSnapshot? {
        var reader = JSONReader(source)
        try reader.skipByteOrderMark()
        var decoder = SpotifyAccountDecoder(provider: provider)
        try decoder.decodeAccount(&reader)
        try reader.requireEnd()
        return decoder.snapshot
    }
}

/// Collects one account. A decoder that has thrown must be discarded.
struct SpotifyAccountDecoder {
    private enum Key {
        static let playlists = JSONKey("playlists")
        static let savedTracks = JSONKey("saved_tracks")
    }

    let provider: String
    var playlists: PlaylistSpool?
    var liked: [LikedTrack]?
    var skipped = SkippedItems()
    var tracks: SpotifyTrackTable

    init(provider: String) {
        self.provider = provider
        tracks = SpotifyTrackTable(provider: provider)
    }

    mutating func decodeAccount(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.playlists:
                reader.path = [.member("playlists")]
                try requireFirst(playlists == nil, reader)
                if try !reader.takeNull() { try decodePlaylists(&reader) }
            case Key.savedTracks:
                reader.path = [.member("saved_tracks")]
                try requireFirst(liked == nil, reader)
                if try !reader.takeNull() { liked = try decodeLiked(&reader) }
            default:
                try reader.skipValue()
            }
            reader.path = []
        }
    }

    /// `nil` if the document has neither playlists nor liked songs.
    var snapshot: AccountSnapshot? {
        guard playlists != nil || liked != nil else { return nil }
        var snapshot = AccountSnapshot(provider: provider)
        snapshot.tracks = tracks.sorted()
        snapshot.playlists = playlists
        snapshot.liked = liked
        snapshot.skipped = skipped
        return snapshot
    }

    private func requireFirst(
        _ isFirst: Bool,
        _ reader: borrowing JSONReader
    ) throws(JSONError) {
        guard isFirst else { throw reader.shape("occurs twice in the file") }
    }

    private mutating func decodePlaylists(_ reader: inout JSONReader) throws(JSONError) {
        playlists = PlaylistSpool()
        var index = 0
        try reader.beginArray()
        while try reader.nextElement() {
            reader.path.append(.element(index))
            let playlist = try decodePlaylist(&reader)
            playlists?.append(playlist)
            reader.path.removeLast()
            index += 1
        }
    }

    private mutating func decodeLiked(
        _ reader: inout JSONReader
    ) throws(JSONError) -> [LikedTrack] {
        var liked: [LikedTrack] = []
        var seen: Set<TextKey> = []
        var index = 0
        try reader.beginArray()
        while try reader.nextElement() {
            reader.path.append(.element(index))
            let item = try decodeItem(&reader)
            switch item.kind {
            case .track, .local:
                if seen.insert(TextKey(item.trackID)).inserted {
                    var track = LikedTrack()
                    track.trackID = item.trackID
                    track.addedAtMs = item.addedAtMs
                    liked.append(track)
                }
            default: break
            }
            reader.path.removeLast()
            index += 1
        }
        return liked
    }
}
