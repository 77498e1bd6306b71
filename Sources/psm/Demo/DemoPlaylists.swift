import Events

/// The demo's account: two playlists and some liked songs, in the shape of the Spotify Web API.
///
/// One track is added to the library later, and two are missing for good.
enum DemoPlaylists {
    static let ferry = "Evening Ferry"
    static let north = "Norður · 北 · Север"

    static var json: String {
        let ferryTracks =
            [0, 2, 5, 3].map(track) + [track(DemoAudio.addedLater)] + [track(9)] + [absent[0]]
        let northTracks = [1, 7, 6, 8, 11, 10].map(track) + [absent[1]]
        return """
            {"me": {"id": "demo", "display_name": "Demo"},
             "playlists": [
              \(playlist("4demoferry0000000000001", ferry, ferryTracks)),
              \(playlist("4demonorth0000000000002", north, northTracks))
             ],
             "saved_tracks": [\([2, 5, 9].map(track).map(item).joined(separator: ", "))]}
            """
    }

    private static let absent = [
        track(
            id: "4demoabsent000000000001",
            "Ferry Song",
            "The Unbought Tickets",
            "Quays",
            201_000
        ),
        track(id: "4demoabsent000000000002", "Lanterns Out (Live)", "Nora Vale", "On Air", 215_000),
    ]

    private static func track(_ index: Int) -> String {
        track(DemoAudio.files[index], number: index)
    }

    private static func track(_ file: DemoFile, number: Int = 99) -> String {
        track(
            id: "4demotrack00000000000\(number)",
            file.title,
            file.artist,
            file.album,
            file.durationMilliseconds,
            isrc: file.isrc
        )
    }

    private static func track(
        id: String,
        _ title: String,
        _ artist: String,
        _ album: String,
        _ durationMilliseconds: Int,
        isrc: String = ""
    ) -> String {
        let codes = isrc.isEmpty ? "" : "\"isrc\": \(EventJSON.quoted(isrc))"
        return """
            {"type": "track", "id": "\(id)", "name": \(EventJSON.quoted(title)), \
            "artists": [{"name": \(EventJSON.quoted(artist))}], \
            "album": {"name": \(EventJSON.quoted(album))}, \
            "duration_ms": \(durationMilliseconds), "external_ids": {\(codes)}, "is_local": false}
            """
    }

    private static func item(_ track: String) -> String {
        "{\"added_at\": \"2025-10-08T10:00:00Z\", \"track\": \(track)}"
    }

    private static func playlist(_ id: String, _ name: String, _ tracks: [String]) -> String {
        """
        {"id": "\(id)", "name": \(EventJSON.quoted(name)), "snapshot_id": "1", \
        "owner": {"id": "demo", "display_name": "Demo"}, \
        "tracks": {"total": \(tracks.count), \
        "items": [\(tracks.map(item).joined(separator: ", "))]}}
        """
    }
}
