internal import Digests
internal import Journal

/// The records just before given positions, each looked up once: projectors that run together have
/// the same checkpoint.
struct LastRecords {
    let journal: Journal
    /// By the position after the record; `nil` if the record is damaged.
    private var digests: [Position: UInt64?] = [:]

    init(journal: Journal) {
        self.journal = journal
    }

    /// Whether the journal still holds the record that was applied last, or damage in its place.
    mutating func hold(_ stored: Checkpoint, _ report: inout CatchUpReport) throws -> Bool {
        let found = try digests[stored.position] ?? digest(before: stored.position, &report)
        digests[stored.position] = .some(found)
        return found.map { $0 == stored.lastRecord } ?? true
    }

    private func digest(before position: Position, _ report: inout CatchUpReport) throws -> UInt64?
    {
        var digest: UInt64?
        let note = { (piece: Damage) in
            if !report.damages.contains(piece) { report.damages.append(piece) }
        }
        let last = Position(rawValue: position.rawValue - 1)
        try journal.read(from: last, upTo: position, damage: note) { frame in
            frame.forEachRecord { _, payload in digest = XXHash64.hash(payload) }
            return .continue
        }
        return digest
    }
}
