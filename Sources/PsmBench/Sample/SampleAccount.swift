import FoundationEssentials

/// An account's playlists in the shape of the Spotify Web API.
struct SampleAccount {
    private var file = AccountFile()
    /// The same instant for all: nothing here depends on when it is made.
    private static let addedAt = "2024-05-06T07:08:09Z"

    mutating func add(playlist index: Int, tracks: [SampleTrack]) {
        file.playlists.append(
            AccountFile.Playlist(
                id: Self.id("playlist", index),
                name: Self.name(index),
                description: "",
                snapshotId: Self.id("snapshot", index),
                owner: .init(id: "listener", displayName: "A Listener"),
                tracks: .init(total: tracks.count, items: tracks.map(Self.item))
            )
        )
    }

    mutating func add(liked tracks: [SampleTrack]) {
        file.savedTracks += tracks.map(Self.item)
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(file))
    }

    private static func name(_ index: Int) -> String { "Bench \(index + 1)" }

    private static func item(_ track: SampleTrack) -> AccountFile.Item {
        let artist = AccountFile.Artist(id: id("artist", track.number / 36), name: track.artist)
        return AccountFile.Item(
            addedAt: addedAt,
            isLocal: false,
            track: AccountFile.Track(
                id: id("track", track.number),
                name: track.title,
                type: "track",
                artists: [artist],
                album: AccountFile.Album(
                    id: id("album", track.number / SampleTrack.perAlbum),
                    name: track.album,
                    releaseDate: String(track.year),
                    artists: [artist]
                ),
                durationMs: track.durationMilliseconds,
                explicit: false,
                trackNumber: track.trackNumber,
                discNumber: 1,
                externalIds: track.isrc.isEmpty ? [:] : ["isrc": track.isrc]
            )
        )
    }

    /// 22 letters and digits, as Spotify's are; the number comes first, for playlist files are
    /// named by the beginning.
    private static func id(_ kind: String, _ number: Int) -> String {
        let text = "\(10_000_000 + number)\(kind)"
        return text + String(repeating: "0", count: max(0, 22 - text.count))
    }
}

private struct AccountFile: Encodable {
    struct Playlist: Encodable {
        let id: String
        let name: String
        let description: String
        let snapshotId: String
        let owner: Owner
        let tracks: Page
    }

    struct Owner: Encodable {
        let id: String
        let displayName: String
    }

    struct Page: Encodable {
        let total: Int
        let items: [Item]
    }

    struct Item: Encodable {
        let addedAt: String
        let isLocal: Bool
        let track: Track
    }

    struct Track: Encodable {
        let id: String
        let name: String
        let type: String
        let artists: [Artist]
        let album: Album
        let durationMs: Int
        let explicit: Bool
        let trackNumber: Int
        let discNumber: Int
        let externalIds: [String: String]
    }

    struct Artist: Encodable {
        let id: String
        let name: String
    }

    struct Album: Encodable {
        let id: String
        let name: String
        let releaseDate: String
        let artists: [Artist]
    }

    var me = Owner(id: "listener", displayName: "A Listener")
    var playlists: [Playlist] = []
    var savedTracks: [Item] = []
}
