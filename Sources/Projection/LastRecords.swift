internal import Digests
package import Journal

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
        let isTold = stored.lastRecord == Checkpoint.lostRecord
        let found = try digests[stored.position] ?? digest(before: stored.position, isTold, &report)
        digests[stored.position] = .some(found)
        return found.map { $0 == stored.lastRecord } ?? true
    }

    private func digest(
        before position: Position,
        _ isTold: Bool,
        _ report: inout CatchUpReport
    ) throws -> UInt64? {
        var digest: UInt64?
        let note = { (piece: Damage) in
            if !isTold, !report.damages.contains(piece) { report.damages.append(piece) }
        }
        let last = Position(rawValue: position.rawValue - 1)
        try journal.read(from: last, upTo: position, damage: note) { frame in
            frame.forEachRecord { _, payload in digest = XXHash64.hash(payload) }
            return .continue
        }
        return digest
    }
}

extension Journal {
    /// Whether the last record before `position` has this digest, or is damaged, now or then.
    package func holds(record digest: UInt64, before position: Position) throws -> Bool {
        guard position > .zero, digest != Checkpoint.lostRecord else { return true }
        guard try position <= head().position else { return false }
        var found: UInt64?
        let last = Position(rawValue: position.rawValue - 1)
        try read(from: last, upTo: position, damage: { _ in }) { append in
            append.forEachRecord { _, payload in found = XXHash64.hash(payload) }
            return .continue
        }
        return found.map { $0 == digest } ?? true
    }
}
