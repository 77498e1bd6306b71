package import Events
package import GRDB
package import Journal
internal import Library
package import Projection

/// Appends events that were computed from a read model: under the one decision lock, with the model
/// brought up to the head first.
///
/// ```swift
/// try Decision.make(runner, reading: MatchesProjector.name) { db, _ in
///     [try UserDecision(db).pin(track: "spotify:04mw", file: path)]
/// }
/// ```
package enum Decision {
    /// Reads the tables, decides, and appends the events of the decision.
    ///
    /// - Parameters:
    ///   - projector: the projector whose tables `body` reads.
    ///   - body: gets the tables and the head at which they are true, and returns the events.
    /// - Throws: `ProjectionError.stopped` if the projector cannot follow the journal,
    ///   `JournalError.locked` if another psm holds the lock for too long, and what `body` throws.
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

    /// Like `make`, for more events than fit into memory: `body` appends each as soon as it has it,
    /// and gets the tables as they were before the first.
    static func stream(
        _ runner: ProjectorRunner,
        reading projector: String,
        _ body: (Database, any EventSink) throws -> Void
    ) throws {
        try runner.journal.withDecisionLock {
            _ = try runner.bringCurrent(projector)
            let batches = EventBatches(runner.journal)
            try runner.readModel.read { db in
                try body(db, batches)
                try batches.finish()
            }
            if batches.end != nil { _ = try runner.bringCurrent(projector) }
        }
    }

    /// - Returns: the head after the last event.
    static func append(_ events: [Event], to journal: Journal) throws -> Position {
        let batches = EventBatches(journal)
        for event in events { try batches.append(event) }
        try batches.finish()
        return try batches.end ?? journal.head().position
    }
}

extension ProjectorRunner {
    /// Catches up one projector and its dependencies.
    ///
    /// - Returns: the head at which its tables are true.
    /// - Throws: `ProjectionError.stopped` if it cannot get there; `.skippedDamage` if it came
    ///   across damage that is not repaired. That is thrown once: everything else has been applied
    ///   by then.
    package func bringCurrent(_ name: String) throws -> Position {
        while true {
            // What is appended after this is not in the tables, or the report says so.
            let head = try journal.head().position
            let report = try catchUp([name])
            if !report.openDamages.isEmpty {
                throw ProjectionError.skippedDamage(report.openDamages)
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
