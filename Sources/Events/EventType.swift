extension Event {
    /// The event's name in the journal's own words, such as `file.added`.
    package var typeName: String {
        guard let body else { return "unknown" }
        return switch body {
        case .rootAdded: "root.added"
        case .rootChanged: "root.changed"
        case .rootLost: "root.lost"
        case .rootReturned: "root.returned"
        case .rootRemoved: "root.removed"
        case .fileAdded: "file.added"
        case .fileChanged: "file.changed"
        case .fileMoved: "file.moved"
        case .fileRemoved: "file.removed"
        case .fileReturned: "file.returned"
        case .fileTouched: "file.touched"
        case .trackDescribed: "track.described"
        case .playlistDescribed: "playlist.described"
        case .playlistChanged: "playlist.changed"
        case .playlistRemoved: "playlist.removed"
        case .likedChanged: "liked.changed"
        case .matchPinned: "match.pinned"
        case .matchRejected: "match.rejected"
        }
    }

    package init(_ body: OneOf_Body) {
        self.init()
        self.body = body
    }
}
