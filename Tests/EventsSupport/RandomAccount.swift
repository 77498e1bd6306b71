internal import Events
package import Providers
package import TestSupport

/// An account at a provider whose owner keeps changing it, at random.
package struct RandomAccount {
    package var random: SeededRandom
    private var playlists: [String: Playlist] = [:]
    private var removed: [String: Playlist] = [:]
    private var liked: [String: Int64] = [:]
    private var tracks: [String: TrackDescribed] = [:]

    private struct Playlist {
        var name: String
        var items: [PlaylistItem]
    }

    /// Names that end up as the same file, are no file name, or are equal to Swift but not to SQLite.
    private static let names = [
        "Mix", "mix", "Mi/x", "Mi?x", "caf\u{E9}", "cafe\u{301}", "", "..", "a\nb", "\u{301}x",
        String(repeating: "long ", count: 60), "❤️", "Liked Songs",
    ]

    package init(random: SeededRandom) {
        self.random = random
        for number in 0..<12 { tracks["t\(number)"] = track(number, version: 0) }
    }

    package var trackIDs: [String] { tracks.keys.sorted() }

    private func track(_ number: Int, version: Int) -> TrackDescribed {
        let song = RandomTree.songs[number % RandomTree.songs.count]
        var track = TrackDescribed()
        track.provider = "spotify"
        track.trackID = "t\(number)"
        track.name = version == 0 ? song.title : song.title + (version == 1 ? "\nII" : " - Live")
        track.artists = song.artists
        track.album = song.album
        track.durationMs = UInt32(song.durationMilliseconds + version * 500)
        track.isrc = song.isrc
        return track
    }

    private mutating func item() -> PlaylistItem {
        var item = PlaylistItem()
        item.trackID = "t\(random.below(12))"
        item.addedAtMs = Int64(random.below(1_000))
        if random.chance(10) {
            item.kind = random.pick(of: .episode, .unavailable)
        }
        return item
    }

    package mutating func change() {
        let ids = playlists.keys.sorted()
        switch random.below(10) {
        case 0...1:
            // Ids that begin alike, and one that differs by case.
            let id = random.pick(of: "12345678", "12345678ab", "12345678AB", "p3", "p4", "p/5")
            if playlists[id] == nil { create(id) }
        case 2...4:
            guard let id = random.pick(ids) else { return create("12345678") }
            edit(id)
        case 5:
            if let id = random.pick(ids) { playlists[id]?.name = random.pick(Self.names) ?? "" }
        case 6:
            if let id = random.pick(ids) { removed[id] = playlists.removeValue(forKey: id) }
        case 7:
            guard let id = random.pick(removed.keys.sorted()) else { return }
            playlists[id] = removed.removeValue(forKey: id)
        case 8:
            let id = "t\(random.below(12))"
            if liked.removeValue(forKey: id) == nil { liked[id] = Int64(random.below(5)) }
        default:
            let number = random.below(12)
            tracks["t\(number)"] = track(number, version: random.below(3))
        }
    }

    private mutating func create(_ id: String) {
        let count = random.below(8)
        let items = (0..<count).map { _ in item() }
        playlists[id] = Playlist(name: random.pick(Self.names) ?? "", items: items)
    }

    private mutating func edit(_ id: String) {
        guard var items = playlists[id]?.items else { return }
        switch random.below(4) {
        case 0 where !items.isEmpty: items.remove(at: random.below(items.count))
        case 1: items.shuffle(using: &random)
        case 2: items = []
        default: items.insert(item(), at: random.below(items.count + 1))
        }
        playlists[id]?.items = items
    }

    package func snapshot() -> AccountSnapshot {
        var snapshot = AccountSnapshot(provider: "spotify")
        snapshot.tracks = tracks.values.sorted { $0.trackID < $1.trackID }
        snapshot.playlists = PlaylistSpool(
            playlists.sorted { $0.key < $1.key }.map { id, playlist in
                var described = PlaylistDescribed()
                described.provider = "spotify"
                described.playlistID = id
                described.name = playlist.name
                described.ownerName = "Owner"
                return PlaylistSnapshot(described: described, items: playlist.items)
            }
        )
        snapshot.liked = liked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { id, time in
            var track = LikedTrack()
            track.trackID = id
            track.addedAtMs = time
            return track
        }
        return snapshot
    }
}
