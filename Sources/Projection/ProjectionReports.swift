package import Journal
package import Messages
package import SystemPackage

/// What a catch-up did; no projectors where all were current.
package struct CatchUpReport: Sendable {
    package struct Projector: Sendable {
        package let name: String
        package let from: Position
        package let to: Position
        package let eventCount: Int
        /// Rows that it changed, where it counts them.
        package let changeCount: Int
        /// Why its model was thrown away and replayed, if it was.
        package let rebuildReason: String?
        /// Why it stands still, if it does.
        package let error: String?
    }

    package var projectors: [Projector]
    /// What the journal lost, and was met.
    package var damages: [Damage]
    /// Those of them that are not repaired.
    package var openDamages: [Damage] = []
    package var eventCount = 0
    /// Of the tables that were replayed, where that was asked for.
    var digests: [String: UInt64] = [:]

    package var errors: [(name: String, error: String)] {
        projectors.compactMap { projector in projector.error.map { (projector.name, $0) } }
    }
}

/// The digests of the rebuilt models, before and after.
package struct RebuildReport: Sendable {
    package struct Model: Sendable {
        package let name: String
        /// Nil where there was nothing before.
        package let before: UInt64?
        package let after: UInt64
    }

    package let models: [Model]
    package let eventCount: Int
    /// What the journal lost, all of it repaired.
    package let damages: [Damage]
}

/// Where a projector stands against the journal's head.
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
    /// The events that are left do not fit what the lost ones would have made.
    case lostInThePast([Damage], error: String)
    /// The tables were made from a journal that is not there.
    case missingJournal(FilePath)
    /// The tables were made from positions that the journal does not reach: from its head to the
    /// checkpoint.
    case shorterJournal(FilePath, Position, Position)
    /// The tables were made from another journal than this one.
    case otherJournal(name: String, reason: String)

    package var exitStatus: ExitStatus {
        switch self {
        case .unknownProjector: .usage
        case .damagedJournal, .skippedDamage, .lostInThePast: .damagedData
        case .stopped: .tryAgain
        case .missingJournal: .noInput
        case .otherJournal, .shorterJournal: .damagedData
        }
    }

    package var description: String {
        switch self {
        case .unknownProjector(let name, let known):
            "There is no projector “\(name)”. Known are: \(known.joined(separator: ", "))."
        case .damagedJournal(let damages):
            "The journal is damaged, so nothing was rebuilt: the tables may hold the last copy of "
                + "what is lost. psm journal repair shows it. "
                + damages.map(\.description).joined(separator: " ")
        case .skippedDamage(let damages):
            "The journal is damaged: \(damages.map(\.description).joined(separator: " ")) "
                + "Everything else in it is in psm.db now; run the command again to go on without "
                + "what is lost. psm journal repair shows it."
        case .missingJournal(let directory):
            "The journal in \(directory.string) is not there, but psm.db was made from it. Put it "
                + "back; or, to begin anew, delete psm.db as well."
        case .shorterJournal(let directory, let head, let checkpoint):
            "The journal in \(directory.string) ends at position \(head), but psm.db was made from "
                + "\(checkpoint) positions: its end is lost, or an older copy of it was put back. "
                + "psm journal repair shows what psm.db still holds of the rest. To go on without "
                + "that, delete psm.db."
        case .otherJournal(let name, let reason):
            "The tables of \(name) do not tell what this journal lost: \(reason)."
        case .lostInThePast(let damages, let error):
            "The journal is damaged: \(damages.map(\.description).joined(separator: " ")) That past "
                + "cannot be made from what is left: \(error). See psm journal repair."
        case .stopped(let name, let error):
            "The projector \(name) is stopped \(error) See psm status."
        }
    }
}
