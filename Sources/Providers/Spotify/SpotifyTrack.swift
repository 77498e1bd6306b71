import Events
import Formats

/// A track or episode object, with the fields that psm uses.
struct SpotifyTrack {
    private enum Key {
        static let album = JSONKey("album")
        static let artists = JSONKey("artists")
        static let discNumber = JSONKey("disc_number")
        static let durationMs = JSONKey("duration_ms")
        static let explicit = JSONKey("explicit")
        static let externalIDs = JSONKey("external_ids")
        static let id = JSONKey("id")
        static let isLocal = JSONKey("is_local")
        static let isrc = JSONKey("isrc")
        static let name = JSONKey("name")
        static let releaseDate = JSONKey("release_date")
        static let trackNumber = JSONKey("track_number")
        static let type = JSONKey("type")
        static let uri = JSONKey("uri")
    }

    var described: TrackDescribed
    var isLocal = false
    private var type = ""
    private var uri = ""

    init(provider: String) {
        described = TrackDescribed()
        described.provider = provider
    }

    /// The id in the catalogue: the provider's own, or the URI for local files, which have none.
    /// Empty if there is neither.
    var id: String {
        described.trackID.isEmpty ? uri : described.trackID
    }

    var kind: ItemKind {
        if id.isEmpty { return .unavailable }
        switch type {
        case "episode": return .episode
        case "track", "": return isLocal || uri.hasPrefix("spotify:local:") ? .local : .track
        default: return .unavailable
        }
    }

    /// Reads a track object. A null changes nothing.
    mutating func decode(
        _ reader: inout JSONReader,
        _ name: StaticString,
        names: inout NamePool
    ) throws(JSONError) {
        reader.path.append(.member(name))
        defer { reader.path.removeLast() }
        if try reader.takeNull() { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.id: described.trackID = try string(&reader, "id")
            case Key.name: described.name = try string(&reader, "name")
            case Key.type: type = try string(&reader, "type")
            case Key.uri: uri = try string(&reader, "uri")
            case Key.artists: described.artists = try artists(&reader, &names)
            case Key.album: try decodeAlbum(&reader, &names)
            case Key.durationMs: described.durationMs = try duration(&reader)
            case Key.trackNumber: described.trackNumber = try number(&reader, "track_number")
            case Key.discNumber: described.discNumber = try number(&reader, "disc_number")
            case Key.explicit: described.explicit = try flag(&reader, "explicit")
            case Key.isLocal: if try flag(&reader, "is_local") { isLocal = true }
            case Key.externalIDs: try decodeExternalIDs(&reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func decodeAlbum(
        _ reader: inout JSONReader,
        _ names: inout NamePool
    ) throws(JSONError) {
        reader.path.append(.member("album"))
        defer { reader.path.removeLast() }
        if try reader.takeNull() { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.name: described.album = names.shared(try string(&reader, "name"))
            case Key.releaseDate: described.releaseDate = try string(&reader, "release_date")
            case Key.artists: described.albumArtists = try artists(&reader, &names)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func decodeExternalIDs(
        _ reader: inout JSONReader
    ) throws(JSONError) {
        reader.path.append(.member("external_ids"))
        defer { reader.path.removeLast() }
        if try reader.takeNull() { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.isrc: described.isrc = try string(&reader, "isrc")
            default: try reader.skipValue()
            }
        }
    }

    /// The artists' names, in order, without artists that have none.
    private func artists(
        _ reader: inout JSONReader,
        _ names: inout NamePool
    ) throws(JSONError) -> [String] {
        reader.path.append(.member("artists"))
        defer { reader.path.removeLast() }
        if try reader.takeNull() { return [] }
        var artists: [String] = []
        var index = 0
        try reader.beginArray()
        while try reader.nextElement() {
            reader.path.append(.element(index))
            try reader.beginObject()
            while let key = try reader.nextKey() {
                guard key == Key.name else {
                    try reader.skipValue()
                    continue
                }
                let name = try string(&reader, "name")
                if !name.isEmpty { artists.append(names.shared(name)) }
            }
            reader.path.removeLast()
            index += 1
        }
        return artists
    }

    // MARK: Fields

    private func string(
        _ reader: inout JSONReader,
        _ name: StaticString
    ) throws(JSONError) -> String {
        reader.path.append(.member(name))
        defer { reader.path.removeLast() }
        return try reader.readString() ?? ""
    }

    private func number(
        _ reader: inout JSONReader,
        _ name: StaticString
    ) throws(JSONError) -> UInt32 {
        reader.path.append(.member(name))
        defer { reader.path.removeLast() }
        return try reader.readUInt32() ?? 0
    }

    /// A negative duration means unknown.
    private func duration(_ reader: inout JSONReader) throws(JSONError) -> UInt32 {
        reader.path.append(.member("duration_ms"))
        defer { reader.path.removeLast() }
        return try reader.readUInt32(belowZero: 0) ?? 0
    }

    private func flag(
        _ reader: inout JSONReader,
        _ name: StaticString
    ) throws(JSONError) -> Bool {
        reader.path.append(.member(name))
        defer { reader.path.removeLast() }
        return try reader.takeNull() ? false : reader.readBool()
    }
}
