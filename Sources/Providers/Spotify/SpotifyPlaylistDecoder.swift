import Events
import Formats
import Moments

/// Decodes playlist objects and their items.
extension SpotifyAccountDecoder {
    private enum Key {
        static let addedAt = JSONKey("added_at")
        static let description = JSONKey("description")
        static let displayName = JSONKey("display_name")
        static let id = JSONKey("id")
        static let isLocal = JSONKey("is_local")
        static let item = JSONKey("item")
        static let items = JSONKey("items")
        static let name = JSONKey("name")
        static let next = JSONKey("next")
        static let owner = JSONKey("owner")
        static let snapshotID = JSONKey("snapshot_id")
        static let total = JSONKey("total")
        static let track = JSONKey("track")
        static let tracks = JSONKey("tracks")
    }

    /// One page of a playlist's items, or as many items as the file has.
    private struct ItemPage {
        var items: [PlaylistItem]?
        var total: UInt32?
        var hasNext = false

        /// All items; `nil` if the page is known to lack some. A simplified playlist object has
        /// only `href` and `total`, and a page that was saved alone has a `next`.
        var complete: [PlaylistItem]? {
            guard let items, !hasNext, total.map({ $0 <= items.count }) ?? true else { return nil }
            return items
        }
    }

    mutating func decodePlaylist(
        _ reader: inout JSONReader
    ) throws(JSONError) -> PlaylistSnapshot {
        var described = PlaylistDescribed()
        described.provider = provider
        var page: ItemPage?
        let start = try place(ofObject: &reader)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.id: described.playlistID = try string(&reader, "id")
            case Key.name: described.name = try string(&reader, "name")
            case Key.description: described.description_p = try string(&reader, "description")
            case Key.snapshotID: described.snapshotID = try string(&reader, "snapshot_id")
            case Key.owner:
                reader.path.append(.member("owner"))
                try decodeOwner(&reader, of: &described)
                reader.path.removeLast()
            case Key.tracks: page = try decodePage(&reader, "tracks") ?? page
            case Key.items: page = try decodePage(&reader, "items") ?? page
            default: try reader.skipValue()
            }
        }
        reader.path.append(.member("id"))
        guard !described.playlistID.isEmpty else { throw reader.shape("is missing", at: start) }
        if let earlier = playlists?.index(of: described.playlistID) {
            throw reader.shape(
                "is “\(described.playlistID)”, which playlists[\(earlier)] already has",
                at: start
            )
        }
        reader.path.removeLast()
        let items = page?.complete
        if items == nil { skipped.addIncompletePlaylist(described.name) }
        return PlaylistSnapshot(described: described, items: items)
    }

    private mutating func decodeOwner(
        _ reader: inout JSONReader,
        of playlist: inout PlaylistDescribed
    ) throws(JSONError) {
        if try reader.takeNull() { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.id: playlist.ownerID = try string(&reader, "id")
            case Key.displayName: playlist.ownerName = try string(&reader, "display_name")
            default: try reader.skipValue()
            }
        }
    }

    /// Returns `nil` for null.
    private mutating func decodePage(
        _ reader: inout JSONReader,
        _ name: StaticString
    ) throws(JSONError) -> ItemPage? {
        reader.path.append(.member(name))
        defer { reader.path.removeLast() }
        if try reader.takeNull() { return nil }
        var page = ItemPage()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.items:
                reader.path.append(.member("items"))
                if try !reader.takeNull() { page.items = try decodeItems(&reader) }
                reader.path.removeLast()
            case Key.total:
                reader.path.append(.member("total"))
                page.total = try reader.readUInt32()
                reader.path.removeLast()
            case Key.next:
                page.hasNext = try reader.peekKind() != .null
                try reader.skipValue()
            default: try reader.skipValue()
            }
        }
        return page
    }

    private mutating func decodeItems(
        _ reader: inout JSONReader
    ) throws(JSONError) -> [PlaylistItem] {
        var items: [PlaylistItem] = []
        try reader.beginArray()
        while try reader.nextElement() {
            reader.path.append(.element(items.count))
            items.append(try decodeItem(&reader))
            reader.path.removeLast()
        }
        return items
    }

    /// Decodes an item of a playlist or of the liked songs, and puts its track into the table.
    mutating func decodeItem(
        _ reader: inout JSONReader
    ) throws(JSONError) -> PlaylistItem {
        var track = SpotifyTrack(provider: provider)
        var addedAtMs: Int64 = 0
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case Key.addedAt: addedAtMs = try time(&reader, "added_at")
            case Key.isLocal:
                reader.path.append(.member("is_local"))
                if try !reader.takeNull(), try reader.readBool() { track.isLocal = true }
                reader.path.removeLast()
            case Key.track: try track.decode(&reader, "track", names: &tracks.names)
            case Key.item: try track.decode(&reader, "item", names: &tracks.names)
            default: try reader.skipValue()
            }
        }
        var item = tracks.insert(track)
        item.addedAtMs = addedAtMs
        switch item.kind {
        case .episode: skipped.episodes += 1
        case .unavailable: skipped.unavailable += 1
        default: break
        }
        return item
    }

    // MARK: Fields

    private func place(
        ofObject reader: inout JSONReader
    ) throws(JSONError) -> JSONReader.Place {
        try reader.require(.object)
        return reader.place
    }

    /// Returns the empty string for null.
    private func string(
        _ reader: inout JSONReader,
        _ name: StaticString
    ) throws(JSONError) -> String {
        reader.path.append(.member(name))
        defer { reader.path.removeLast() }
        return try reader.readString() ?? ""
    }

    /// Returns 0 for null.
    private func time(
        _ reader: inout JSONReader,
        _ name: StaticString
    ) throws(JSONError) -> Int64 {
        reader.path.append(.member(name))
        defer { reader.path.removeLast() }
        _ = try reader.peekKind()
        let start = reader.place
        guard let text = try reader.readString(), !text.isEmpty else { return 0 }
        guard let milliseconds = ISO8601.milliseconds(text) else {
            throw reader.shape("must be a time such as “2020-05-07T03:15:00Z”", at: start)
        }
        return milliseconds
    }
}
