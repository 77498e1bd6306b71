import Foundation
import SystemPackage

/// Files of playlists as the Spotify Web API gives them.
enum PlaylistText {
    struct Track {
        var id: String
        var name: String
        var artist = "Nora Vale"
        var milliseconds = 180_000

        init(_ id: String, _ name: String) {
            self.id = id
            self.name = name
        }

        var object: [String: Any] {
            [
                "id": id, "name": name, "type": "track", "uri": "spotify:track:\(id)",
                "duration_ms": milliseconds, "artists": [["id": "a", "name": artist]],
                "album": ["id": "l", "name": ""],
            ]
        }
    }

    struct Playlist {
        var id: String
        var name: String
        var tracks: [Track]
        /// The newer shape: `items.items[].item`.
        var isNewShape = false

        init(_ id: String, _ name: String, _ tracks: [Track], isNewShape: Bool = false) {
            self.id = id
            self.name = name
            self.tracks = tracks
            self.isNewShape = isNewShape
        }

        var object: [String: Any] {
            let items = tracks.map { track -> [String: Any] in
                [
                    "added_at": "2024-05-07T03:15:00Z", "is_local": false,
                    isNewShape ? "item" : "track": track.object,
                ]
            }
            return [
                "id": id, "name": name, "type": "playlist", "snapshot_id": "s",
                "owner": ["id": "me", "display_name": "Me"],
                isNewShape ? "items" : "tracks": ["total": items.count, "items": items],
            ]
        }
    }

    /// A whole account. Liked songs come newest last, a day apart.
    static func account(_ playlists: [Playlist], liked: [Track] = []) throws -> [UInt8] {
        let saved = liked.enumerated().map { index, track -> [String: Any] in
            ["added_at": "2024-06-0\(index + 1)T00:00:00Z", "track": track.object]
        }
        let account: [String: Any] = [
            "me": ["id": "me"], "playlists": playlists.map(\.object), "saved_tracks": saved,
        ]
        return [UInt8](try JSONSerialization.data(withJSONObject: account))
    }
}

extension Sandbox {
    var playlistFile: FilePath { path("playlists.json") }

    func writeAccount(
        _ playlists: [PlaylistText.Playlist],
        liked: [PlaylistText.Track] = []
    ) throws {
        try write(playlistFile, PlaylistText.account(playlists, liked: liked))
    }

    /// The file names in one playlist file, in order; nil where there is no such file.
    func entries(of playlist: String) -> [String]? {
        entries(in: playlists.appending(playlist))
    }

    func entries(in file: FilePath) -> [String]? {
        text(file)?.split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map(String.init)
    }
}
