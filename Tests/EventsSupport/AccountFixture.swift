package import Events
package import Providers

/// A small account, written down in a few words.
package struct AccountFixture {
    package var tracks: [TrackDescribed]
    private var liked: [LikedTrack] = []
    private var playlists: [PlaylistSnapshot] = []

    package var snapshot: AccountSnapshot {
        var snapshot = AccountSnapshot(provider: "spotify")
        snapshot.tracks = tracks
        snapshot.playlists = PlaylistSpool(playlists)
        snapshot.liked = liked
        return snapshot
    }

    /// - Parameter tracks: title by id; all by Nora Vale and three minutes long.
    package init(tracks: [String: String]) {
        self.tracks = tracks.map { id, title in
            var track = TrackDescribed()
            track.provider = "spotify"
            track.trackID = id
            track.name = title
            track.artists = ["Nora Vale"]
            track.durationMs = 180_000
            return track
        }.sorted { $0.trackID < $1.trackID }
    }

    package mutating func playlist(
        _ id: String,
        _ name: String,
        owner: String = "",
        _ tracks: String...
    ) {
        remove(id)
        var described = PlaylistDescribed()
        described.provider = "spotify"
        described.playlistID = id
        described.name = name
        described.ownerName = owner
        let items = tracks.map { track in
            var item = PlaylistItem()
            item.trackID = track
            return item
        }
        playlists.append(PlaylistSnapshot(described: described, items: items))
    }

    package mutating func remove(_ id: String) {
        playlists.removeAll { $0.described.playlistID.utf8.elementsEqual(id.utf8) }
    }

    package mutating func like(_ tracks: (id: String, time: Int64)...) {
        liked = tracks.sorted { $0.time > $1.time }.map { id, time in
            var track = LikedTrack()
            track.trackID = id
            track.addedAtMs = time
            return track
        }
    }
}
