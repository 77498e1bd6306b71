import Events
import Formats

/// The tracks of an account, each once.
struct SpotifyTrackTable {
    private let provider: String
    private var tracks: [TrackDescribed] = []
    private var indexes: [TextKey: Int] = [:]
    var names = NamePool()

    init(provider: String) {
        self.provider = provider
    }

    /// Stores the track, if it is one, and returns the item that refers to it. If the file
    /// describes a track in two different ways, the fuller description wins, or else the first.
    mutating func insert(_ track: SpotifyTrack) -> PlaylistItem {
        var item = PlaylistItem()
        item.kind = track.kind
        switch item.kind {
        case .track, .local:
            var described = track.described
            described.trackID = track.id
            described.local = item.kind == .local
            item.trackID = insert(described)
        default:
            item.trackID = track.id
        }
        return item
    }

    /// - Returns: the id, which shares its storage with the table's.
    private mutating func insert(_ described: TrackDescribed) -> String {
        let key = TextKey(described.trackID)
        guard let index = indexes[key] else {
            indexes[key] = tracks.count
            tracks.append(described)
            return described.trackID
        }
        if Self.fullness(described) > Self.fullness(tracks[index]) {
            let id = tracks[index].trackID
            tracks[index] = described
            tracks[index].trackID = id
        }
        return tracks[index].trackID
    }

    func sorted() -> [TrackDescribed] {
        tracks.sorted { TextKey.precedes($0.trackID, $1.trackID) }
    }

    /// The number of fields that are set.
    private static func fullness(_ track: TrackDescribed) -> Int {
        let texts = [track.name, track.album, track.releaseDate, track.isrc]
        let numbers = [track.durationMs, track.trackNumber, track.discNumber]
        return texts.count { !$0.isEmpty } + numbers.count { $0 != 0 }
            + (track.artists.isEmpty ? 0 : 1) + (track.albumArtists.isEmpty ? 0 : 1)
    }
}

/// Interns names: a few thousand artists and albums occur in many more tracks.
struct NamePool {
    private var names: Set<TextKey> = []

    mutating func shared(_ name: String) -> String {
        // Swift stores strings of up to 15 bytes inline.
        guard name.utf8.count > 15 else { return name }
        return names.insert(TextKey(name)).memberAfterInsert.text
    }
}
