import Journal
import Moments

/// When the user made a decision: the time of the event at a position.
struct DecisionTimes {
    private let journal: Journal
    private let damage: DamageTally

    init(_ journal: Journal, _ damage: DamageTally) {
        self.journal = journal
        self.damage = damage
    }

    /// nil if the journal lost it.
    func time(of position: Position) throws -> JournalTime? {
        var time: JournalTime?
        try journal.read(
            from: position,
            upTo: position.advanced(by: 1),
            damage: damage.tell
        ) { append in
            time = append.journalTime
            return .stop
        }
        return time
    }

    /// " on 2025-10-08 10:00:00 CEST (+02:00)", or nothing.
    func clause(_ position: Position?) throws -> String {
        guard let time = try position.flatMap({ try time(of: $0) }) else { return "" }
        return " on \(time.text(in: SystemZone()))"
    }
}
