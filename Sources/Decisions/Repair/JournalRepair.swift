package import Events
internal import GRDB
package import Journal
package import Messages
package import Projection
package import Queries
internal import ReadModels

/// Appends again what the journal lost and the live tables still hold.
///
/// A replay beside the live tables lacks what was lost; of the difference the tables hold the last
/// copy. It is appended as `….restored` events, and once a second replay shows no difference,
/// `journal.repaired` says so: from then on the models may be rebuilt. Nothing in the journal is
/// changed, and damaged segments stay as they are. A repair may be interrupted anywhere and run
/// again: what it has restored is no longer a difference.
package struct JournalRepair {
    private let runner: ProjectorRunner
    private let pastModels: PastModels

    private static let models: Set<String> = [
        LibraryFilesProjector.name, CatalogProjector.name, MatchesProjector.name,
    ]

    /// - Parameters:
    ///   - runner: of the live tables.
    ///   - pastModels: where the replay is stored.
    package init(_ runner: ProjectorRunner, pastModels: PastModels) {
        self.runner = runner
        self.pastModels = pastModels
    }

    /// Finds what is lost and what of it the tables hold, without appending the events.
    ///
    /// - Parameter body: gets each event that a repair would append.
    /// - Throws: as `apply`.
    package func look(_ body: (Event) throws -> Void = { _ in }) throws -> RepairReport {
        try runner.journal.withDecisionLock { try find(body) }
    }

    /// Finds what is lost, and appends what the tables hold of it.
    ///
    /// - Throws: `JournalError`, `ReadModelError`, `ProjectionError.otherJournal` if the tables
    ///   are not of this journal, `.stopped` if they cannot be brought to the head,
    ///   `RepairError.incomplete`.
    package func apply(_ body: (Event) throws -> Void = { _ in }) throws -> RepairReport {
        try runner.journal.withDecisionLock {
            if let end = try lostEnd() {
                try runner.journal.leaveOut(upTo: end.positions.upperBound)
            }
            let start = try runner.journal.head().position
            let batch = EventBatches(runner.journal)
            var report = try find {
                try batch.append($0)
                try body($0)
            }
            if report.openDamages.isEmpty { return report }
            try batch.finish()
            let rest = try find { _ in }
            guard rest.held.isEmpty else { throw RepairError.incomplete(rest.heldCount) }
            let repaired = Event.journalRepaired(
                rest.openDamages.map { Gap($0) },
                restoredCount: report.heldCount
            )
            try batch.append(repaired)
            try batch.finish()
            try bringToHead()
            report.appended = start..<(try runner.journal.head().position)
            return report
        }
    }

    /// - Parameter body: gets what the tables hold and the journal lacks, unless it is repaired.
    private func find(_ body: (Event) throws -> Void) throws -> RepairReport {
        try bringToHead()
        var report = RepairReport(damages: try runner.journal.verify().damage)
        let end = try lostEnd()
        if let end { report.damages.append(end) }
        if report.damages.isEmpty { return report }
        let past = try pastModels.model(
            before: runner.journal.head().position,
            of: runner.journal,
            runner.projectors,
            names: Self.models
        )
        report.openDamages = past.openDamages
        if let end { report.openDamages.append(end) }
        if report.openDamages.isEmpty { return report }
        try runner.readModel.read { live in
            try past.readModel.read { replayed in
                try Restoration(replayed: replayed, live: live).forEachEvent { event in
                    report.held[event.typeName, default: 0] += 1
                    try body(event)
                }
            }
        }
        return report
    }

    /// The events that the tables were made from but the journal no longer reaches.
    private func lostEnd() throws -> Damage? {
        try runner.journal.lostEnd(upTo: runner.furthestCheckpoint())
    }

    /// Rebuilds no model, whatever its version: that would lose what the repair needs.
    private func bringToHead() throws {
        let report = try runner.catchUp(Self.models, rebuilding: .never)
        if let stopped = report.errors.first {
            throw ProjectionError.stopped(name: stopped.name, error: stopped.error)
        }
    }
}

/// What a repair found and did.
package struct RepairReport: Sendable {
    /// All damage.
    package var damages: [Damage]
    /// The damage that lost events and is not repaired. Damage without loss needs no repair.
    package internal(set) var openDamages: [Damage] = []
    /// How many events restore what the journal lacks, by type.
    package internal(set) var held: [String: Int] = [:]
    /// The positions of the appended events; nil if there are none.
    package internal(set) var appended: Range<Position>?

    package var heldCount: Int { held.values.reduce(0, +) }
}

package enum RepairError: ReportableError {
    /// A replay still differs from the tables.
    case incomplete(Int)

    package var exitStatus: ExitStatus { .damagedData }

    package var description: String {
        switch self {
        case .incomplete(let count):
            "Everything in the tables is in the journal again, but a replay differs from them in "
                + "\(count) \(count == 1 ? "place" : "places"). So the damage does not count as "
                + "repaired, and psm does not rebuild the tables. Nothing was lost."
        }
    }
}
