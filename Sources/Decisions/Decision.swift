package import Events
package import GRDB
package import Journal
package import Projection

/// Appending what was computed from a read model: under the one decision lock, with the model
/// brought up to the head first.
package enum Decision {
    /// Reads, decides and appends.
    ///
    /// - Parameters:
    ///   - projector: the one behind what is read.
    ///   - body: gets the tables and the head they are true at; what it returns is appended.
    /// - Throws: `ProjectionError.stopped` where the projector cannot follow the journal,
    ///   `JournalError.locked` where another psm decides for too long, and what `body` throws.
    package static func make(
        _ runner: ProjectorRunner,
        reading projector: String,
        _ body: (Database, Position) throws -> [Event]
    ) throws {
        try runner.journal.withDecisionLock {
            let head = try runner.bringCurrent(projector)
            let events = try runner.readModel.read { try body($0, head) }
            _ = try append(events, to: runner.journal)
            if !events.isEmpty { _ = try runner.bringCurrent(projector) }
        }
    }

    /// - Returns: the head behind them.
    static func append(_ events: [Event], to journal: Journal) throws -> Position {
        let batches = EventBatches(journal)
        for event in events { try batches.append(event) }
        try batches.finish()
        return try batches.end ?? journal.head().position
    }
}

extension ProjectorRunner {
    /// Catches up one projector, with what it depends on.
    ///
    /// - Returns: the head that its tables are true at.
    /// - Throws: `ProjectionError.stopped` where it cannot get there; `.skippedDamage` where there
    ///   was rot on the way that is not repaired, once: what is left is applied then.
    package func bringCurrent(_ name: String) throws -> Position {
        while true {
            // What is appended after this is not in the tables, or is told by the report.
            let head = try journal.head().position
            let report = try catchUp([name])
            if !report.openDamages.isEmpty {
                throw ProjectionError.skippedDamage(report.damages)
            }
            if !report.damages.isEmpty { journal.note(.repairedDamageMet(report.damages)) }
            if let stopped = report.errors.first {
                throw ProjectionError.stopped(name: stopped.name, error: stopped.error)
            }
            // Without events to apply, the tables are at the head already.
            let reached = report.projectors.first { $0.name == name }?.to
            if let reached, reached < head { continue }
            return reached ?? head
        }
    }
}
