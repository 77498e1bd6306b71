internal import Events
package import Journal
internal import ReadModels

/// The history of one playlist: which tracks were added, removed and moved, and when. It needs the
/// journal alone.
package struct PlaylistHistory: Sendable {
    package enum Change: Sendable {
        case described(name: String)
        case renamed(from: String, to: String)
        case cameBack
        case removed
        case came(PlaylistTrackName)
        case went(PlaylistTrackName)
        /// Places count from 0.
        case moved(PlaylistTrackName, from: Int, to: Int)
    }

    /// Everything that one append did to it.
    package struct Entry: Sendable {
        package let position: Position
        package let time: JournalTime
        package var changes: [Change]
        /// How many items it has afterwards.
        package var itemCount: Int
    }

    package private(set) var entries: [Entry] = []

    private let identity: PlaylistIdentity
    private var name: String?
    private var isThere = false
    private var items: [PlaylistItem] = []
    private var trackNames: [TextKey: PlaylistTrackName] = [:]
    /// Where the current append began: nil before its first event.
    private var append: (items: [PlaylistItem], changes: [Change])?

    /// Reads the journal up to its head, or up to `limit`, exclusive.
    ///
    /// - Parameter damage: gets each piece of damage; the history continues after it.
    package init(
        of identity: PlaylistIdentity,
        in journal: Journal,
        upTo limit: Position? = nil,
        damage: (Damage) -> Void
    ) throws {
        self.identity = identity
        let wanted: Set = [
            "track.described", "playlist.described", "playlist.changed", "playlist.removed",
            "liked.changed", "track.restored", "playlist.restored", "liked.restored",
        ]
        try journal.read(from: .zero, upTo: limit, damage: damage) { append in
            try append.forEachRecord { position, payload in
                guard wanted.contains(EventType.name(of: payload)) else { return }
                apply(try EventCodec.decode(payload, at: position))
            }
            endAppend(at: append.appendPosition, append.journalTime)
            return .continue
        }
    }

    private mutating func apply(_ event: Event) {
        switch event.body {
        case .trackDescribed(let track) where TextKey(track.provider) == identity.provider:
            trackNames[TextKey(track.trackID)] = PlaylistTrackName(track)
        case .playlistDescribed(let playlist)
        where identity.isOf(playlist.provider, playlist.playlistID):
            describe(playlist.name)
        case .playlistChanged(let change) where identity.isOf(change.provider, change.playlistID):
            self.change { items in
                // After damage a splice may not fit; the rest is reported all the same.
                items =
                    (try? Splice.applying(change.splices, to: items))
                    ?? Splice.applyingToRest(change.splices, of: items)
            }
        case .playlistRemoved(let gone) where identity.isOf(gone.provider, gone.playlistID):
            change { $0 = [] }
            append?.changes.append(.removed)
            isThere = false
        case .likedChanged(let change)
        where identity.isOf(change.provider, LikedSongs.playlistID):
            if !isThere { describe(LikedSongs.name) }
            self.change { Self.apply(change, to: &$0) }
        case .trackRestored(let event) where TextKey(event.track.provider) == identity.provider:
            trackNames[TextKey(event.track.trackID)] = PlaylistTrackName(event.track)
        case .playlistRestored(let event)
        where identity.isOf(event.playlist.provider, event.playlist.playlistID):
            describe(event.playlist.name)
            change { $0 = event.items }
        case .likedRestored(let event)
        where identity.isOf(event.provider, LikedSongs.playlistID):
            if !isThere { describe(LikedSongs.name) }
            change { Self.replace(&$0, with: event.tracks) }
        default:
            break
        }
    }

    private mutating func describe(_ newName: String) {
        change { _ in }
        if let name, !isThere {
            append?.changes.append(.cameBack)
            if TextKey(name) != TextKey(newName) {
                append?.changes.append(.renamed(from: name, to: newName))
            }
        } else if let name {
            guard TextKey(name) != TextKey(newName) else { return }
            append?.changes.append(.renamed(from: name, to: newName))
        } else {
            append?.changes.append(.described(name: newName))
        }
        name = newName
        isThere = true
    }

    private mutating func change(_ body: (inout [PlaylistItem]) -> Void) {
        if append == nil { append = (items, []) }
        body(&items)
    }

    private static func apply(_ change: LikedChanged, to items: inout [PlaylistItem]) {
        let removed = Set(change.removed.map(TextKey.init))
        items.removeAll { removed.contains(TextKey($0.trackID)) }
        let known = Set(items.map { TextKey($0.trackID) })
        for track in change.added where !known.contains(TextKey(track.trackID)) {
            var item = PlaylistItem()
            item.trackID = track.trackID
            item.addedAtMs = track.addedAtMs
            items.append(item)
        }
    }

    /// Tracks that stay keep their places, so that only additions and removals are reported.
    private static func replace(_ items: inout [PlaylistItem], with tracks: [LikedTrack]) {
        let kept = Set(tracks.map { TextKey($0.trackID) })
        var change = LikedChanged()
        change.removed = items.map(\.trackID).filter { !kept.contains(TextKey($0)) }
        change.added = tracks.reversed()
        apply(change, to: &items)
    }

    private mutating func endAppend(at position: Position, _ time: JournalTime) {
        guard let (before, told) = append else { return }
        append = nil
        let changes = told + difference(from: before)
        if changes.isEmpty { return }
        entries.append(
            Entry(position: position, time: time, changes: changes, itemCount: items.count)
        )
    }

    /// Removed, added and moved tracks; one that was both removed and added has moved.
    private func difference(from before: [PlaylistItem]) -> [Change] {
        let old = before.map { TextKey($0.trackID) }
        let new = items.map { TextKey($0.trackID) }
        let changes = ListDifference.changes(from: old, to: new)
        return changes.inferringMoves().compactMap { change in
            switch change {
            case .remove(_, let id, nil): .went(trackName(id))
            case .remove: nil
            case .insert(_, let id, nil): .came(trackName(id))
            case .insert(let place, let id, let origin?):
                .moved(trackName(id), from: origin, to: place)
            }
        }
    }

    private func trackName(_ id: TextKey) -> PlaylistTrackName {
        trackNames[id] ?? PlaylistTrackName(id: id.text)
    }
}

/// A track as people know it, with the names that it had at that time.
package struct PlaylistTrackName: Sendable {
    package let id: String
    package let artists: [String]
    /// Empty if no event describes the track.
    package let title: String

    init(_ track: TrackDescribed) {
        id = track.trackID
        artists = track.artists
        title = track.name
    }

    init(id: String) {
        self.id = id
        artists = []
        title = ""
    }

    /// `Artist, Artist - Title`, or the id.
    package var text: String {
        if title.isEmpty { return id }
        return artists.isEmpty ? title : artists.joined(separator: ", ") + " - " + title
    }
}
