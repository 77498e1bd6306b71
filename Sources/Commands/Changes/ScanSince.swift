import App
import Journal
import Moments
import Projection
import Queries
import ReadModels

/// What `psm scan --since` adds to a scan: the net changes since a moment, including those that
/// other processes recorded.
struct ScanSince {
    let application: Application
    let since: Moment

    /// Call it after the scan.
    func report(json: Bool) throws {
        let journal = application.journal
        let damage = DamageTally()
        let start = try since.announced("since", in: journal, damage: damage.tell)
        let end = try journal.head()
        let past = try application.past(before: start, .named([LibraryFilesProjector.name]))
        for piece in past.damages { damage.tell(piece) }
        let changes = try past.readModel.read { old in
            try application.readModel.read { try LibraryChanges(from: old, to: $0) }
        }
        if json {
            try StandardOutput.json(ScanSinceJSON(since, start, end, changes))
        } else {
            changes.write()
            if changes.isEmpty { StandardError.line("psm: nothing changed") }
        }
        try damage.throwIfAny()
    }
}

private struct ScanSinceJSON: Encodable {
    let since: String
    let sincePosition: UInt64
    let until: String
    let untilPosition: UInt64
    let changes: LibraryChangesJSON

    init(_ moment: Moment, _ start: Position, _ end: Head, _ changes: LibraryChanges) {
        if case .time(let time) = moment {
            since = ISO8601.text(time)
        } else {
            since = "@\(start)"
        }
        sincePosition = start.rawValue
        until = ISO8601.text(.now())
        untilPosition = end.position.rawValue
        self.changes = changes.json
    }

    private enum CodingKeys: CodingKey {
        case since, sincePosition, until, untilPosition
    }

    /// One object, with the changes beside the moments.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(sincePosition, forKey: .sincePosition)
        try container.encode(until, forKey: .until)
        try container.encode(untilPosition, forKey: .untilPosition)
        try changes.encode(to: encoder)
    }
}

extension LibraryChanges {
    fileprivate var json: LibraryChangesJSON { LibraryChangesJSON(self) }
}
