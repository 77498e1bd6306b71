internal import Journal

extension Event {
    /// The event's name in the journal's own words, such as `file.added`.
    package var typeName: String {
        guard let body else { return EventType.unknown }
        return switch body {
        case .rootAdded: "root.added"
        case .rootChanged: "root.changed"
        case .rootLost: "root.lost"
        case .rootReturned: "root.returned"
        case .rootRemoved: "root.removed"
        case .rootRestored: "root.restored"
        case .fileAdded: "file.added"
        case .fileChanged: "file.changed"
        case .fileMoved: "file.moved"
        case .fileRemoved: "file.removed"
        case .fileReturned: "file.returned"
        case .fileTouched: "file.touched"
        case .fileRestored: "file.restored"
        case .trackDescribed: "track.described"
        case .playlistDescribed: "playlist.described"
        case .playlistChanged: "playlist.changed"
        case .playlistRemoved: "playlist.removed"
        case .likedChanged: "liked.changed"
        case .trackRestored: "track.restored"
        case .playlistRestored: "playlist.restored"
        case .likedRestored: "liked.restored"
        case .matchPinned: "match.pinned"
        case .matchRejected: "match.rejected"
        case .matchRestored: "match.restored"
        case .journalGap: "journal.gap"
        case .journalRepaired: "journal.repaired"
        case .watchInterrupted: "watch.interrupted"
        }
    }

    package init(_ body: OneOf_Body) {
        self.init()
        self.body = body
    }
}

/// The names of event types.
package enum EventType {
    /// Written by a later psm.
    package static let unknown = "unknown"
    /// Not an event at all.
    package static let undecodable = "undecodable"

    /// All of them, in the order of their numbers.
    package static let names = EventShape.all.map(\.name) + [unknown, undecodable]

    /// The type of the event that a payload holds, without decoding the rest of it.
    package static func name(of payload: UnsafeRawBufferPointer) -> String {
        var wire = WireReader(payload)
        if let (number, type) = wire.tag(), type == .bytes, let shape = EventShape.of(number),
            wire.slice() != nil, wire.isAtEnd
        {
            return shape.name
        }
        return (try? EventCodec.decode(payload, at: .zero).typeName) ?? undecodable
    }
}
