package import Journal
package import Messages
package import SystemPackage

/// What a catch-up did; no projectors if all were up to date.
package struct CatchUpReport: Sendable {
    package struct Projector: Sendable {
        package let name: String
        package let from: Position
        package let to: Position
        package let eventCount: Int
        /// Rows that it changed, if it counts them.
        package let changeCount: Int
        /// Why its model was rebuilt, if it was.
        package let rebuildReason: String?
        /// Why it stopped, if it did.
        package let error: String?
    }

    package var projectors: [Projector]
    /// The damage found in the journal.
    package var damages: [Damage]
    /// The damage that is not repaired.
    package var openDamages: [Damage] = []
    package var eventCount = 0
    /// Digests of the replayed tables, if requested.
    var digests: [String: UInt64] = [:]

    package var errors: [(name: String, error: String)] {
        projectors.compactMap { projector in projector.error.map { (projector.name, $0) } }
    }
}

/// The digests of the rebuilt models, before and after.
package struct RebuildReport: Sendable {
    package struct Model: Sendable {
        package let name: String
        /// `nil` if there was no model before.
        package let before: UInt64?
        package let after: UInt64
    }

    package let models: [Model]
    package let eventCount: Int
    /// The damage found in the journal, all of it repaired.
    package let damages: [Damage]
}

/// How far a projector is from the journal's head.
package struct ProjectorStatus: Sendable {
    package let name: String
    package let version: Int
    /// The next position it will apply.
    package let checkpoint: Position
    /// How many positions it is behind.
    package let lag: UInt64
    package let state: String
    package let error: String?

    init(name: String, version: Int, checkpoint: Checkpoint?, head: Position) {
        self.name = name
        self.version = version
        let position = checkpoint?.position ?? .zero
        self.checkpoint = position
        lag = head.rawValue > position.rawValue ? head.rawValue - position.rawValue : 0
        state = checkpoint?.state.rawValue ?? "new"
        error = checkpoint.flatMap { $0.error.isEmpty ? nil : $0.error }
    }
}

package enum ProjectionError: ReportableError {
    case unknownProjector(String, known: [String])
    /// The journal has lost events, so a replay would lose what only the tables still hold.
    case damagedJournal([Damage])
    /// The journal has lost events; all others are applied.
    case skippedDamage([Damage])
    case stopped(name: String, error: String)
    /// The remaining events do not fit without the lost ones.
    case lostInThePast([Damage], error: String)
    /// The tables were built from a journal that is missing.
    case missingJournal(FilePath)
    /// The tables were built from positions beyond the journal's end: from its head to the
    /// checkpoint.
    case shorterJournal(FilePath, Position, Position)
    /// The tables were made by a later psm, whose work an earlier one must not undo.
    case laterVersion(name: String)
    /// The tables were built from another journal.
    case otherJournal(name: String, reason: String)

    package var exitStatus: ExitStatus {
        switch self {
        case .unknownProjector: .usage
        case .damagedJournal, .skippedDamage, .lostInThePast: .damagedData
        case .stopped: .tryAgain
        case .missingJournal: .noInput
        case .otherJournal, .shorterJournal: .damagedData
        case .laterVersion: .settings
        }
    }

    package var description: String {
        switch self {
        case .unknownProjector(let name, let known):
            "There is no projector “\(name)”. The projectors are: \(known.joined(separator: ", "))."
        case .damagedJournal(let damages):
            "The journal is damaged, so nothing was rebuilt: the tables may hold the last copy of "
                + "what was lost. psm journal repair shows it. "
                + damages.map(\.description).joined(separator: " ")
        case .skippedDamage(let damages):
            "The journal is damaged: \(damages.map(\.description).joined(separator: " ")) "
                + "psm.db now has everything else. Run the command again to continue without what "
                + "was lost. psm journal repair shows it."
        case .missingJournal(let directory):
            "The journal in \(directory.string) is missing, but psm.db was built from it. Restore "
                + "the journal; to start over, move psm.db away as well."
        case .shorterJournal(let directory, let head, let checkpoint):
            "The journal in \(directory.string) ends at position \(head), but psm.db was built from "
                + "\(checkpoint) positions: its end is lost, or an older copy was restored. "
                + "psm journal repair shows what psm.db still holds of the rest. To continue "
                + "without that, move psm.db away."
        case .laterVersion(let name):
            "The tables of \(name) in psm.db were made by a later psm. Use that one here; to go back "
                + "to this version for good, move psm.db away."
        case .otherJournal(let name, let reason):
            "The tables of \(name) cannot show what this journal lost: \(reason)."
        case .lostInThePast(let damages, let error):
            "The journal is damaged: \(damages.map(\.description).joined(separator: " ")) The past "
                + "state cannot be computed from the rest: \(error). See psm journal repair."
        case .stopped(let name, let error):
            "The projector \(name) is stopped \(error) See psm status."
        }
    }
}
