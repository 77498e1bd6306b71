internal import Events
package import Journal

/// The damaged pieces that the journal itself records as repaired.
package struct RepairedGaps: Sendable {
    private struct Place: Hashable {
        let segment: Position
        let bytes: Range<Int64>
    }

    private var lost: [Range<Position>] = []
    private var places: Set<Place> = []

    package init() {}

    mutating func note(_ event: Result<Event, EventError>) {
        guard case .success(let event) = event, case .journalRepaired(let event) = event.body
        else { return }
        for gap in event.gaps.map({ Gap($0) }) {
            if gap.positions.isEmpty {
                places.insert(Place(segment: gap.segment, bytes: gap.bytes))
            } else {
                lost.append(gap.positions)
            }
        }
        lost.sort { $0.lowerBound < $1.lowerBound }
    }

    /// Whether the repair restated all that a piece of damage lost. New damage next to a repaired
    /// piece is not covered.
    package func cover(_ damage: Damage) -> Bool {
        if damage.positions.isEmpty {
            return places.contains(Place(segment: damage.segment, bytes: damage.bytes))
        }
        var open = damage.positions.lowerBound
        for range in lost where range.lowerBound <= open { open = max(open, range.upperBound) }
        return open >= damage.positions.upperBound
    }
}

extension RepairedGaps {
    /// The gaps that a journal records as repaired. Reads all of it and decodes almost none.
    package init(of journal: Journal) throws {
        self.init()
        try journal.read(from: .zero, damage: { _ in }) { append in
            try append.forEachRecord { position, payload in
                guard EventType.name(of: payload) == "journal.repaired" else { return }
                note(.success(try EventCodec.decode(payload, at: position)))
            }
            return .continue
        }
    }
}
