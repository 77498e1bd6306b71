import App
import ArgumentParser
import Decisions
import Events
import Journal
import Messages
import Moments

extension JournalCommand {
    struct Repair: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record again what the journal lost, or let its time follow the clock again.",
            discussion: """
                What psm.db has, and a replay of the damaged journal lacks, is the last copy of it. \
                --apply appends it to the journal; after that, read models can be rebuilt. Nothing \
                is changed or deleted: the damaged files stay as they are, so this and every other \
                command that reads them exits 65.

                The journal's time never runs backwards: if the clock was ahead once, it stands \
                still until that time comes. Once the clock is right, --clock begins a new stretch \
                of time with the clock's, behind an event that says so.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Append what psm.db still has to the journal.")
        var apply = false

        @Flag(help: "List everything that psm.db still has, however much.")
        var list = false

        @Flag(help: "Let the journal's time follow the clock again, and repair nothing else.")
        var clock = false

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            if clock && (apply || list) {
                throw ValidationError("--clock cannot be used with --apply or --list.")
            }
            if list && json {
                throw ValidationError("--list cannot be used with --json, which has the numbers.")
            }
        }

        func run() throws {
            let application =
                try (apply || clock ? global.open() : global.openForReading())
            if clock { return try repairClock(application) }
            let repair = application.repair
            var few: [String] = []
            let show: (Event) -> Void = { [list] event in
                if !list && few.count > Self.fewCount { return }
                let line = "\(event.typeName)  \(Text.printable(event.summary))"
                if list { StandardOutput.line(line) } else { few.append(line) }
            }
            let report = try apply ? repair.apply(show) : repair.look(show)
            application.tellNotices()
            if json {
                try StandardOutput.json(RepairJSON(report))
            } else {
                write(report, few.count > Self.fewCount ? [] : few)
            }
            if !report.damages.isEmpty { throw ExitStatus.damagedData.code }
        }

        private func repairClock(_ application: Application) throws {
            let repair = try ClockRepairs.repair(application.journal)
            application.tellNotices()
            if json { return try StandardOutput.json(ClockRepairJSON(repair)) }
            guard let repair else {
                return StandardOutput.line("the journal's time is not ahead of the clock")
            }
            let (clock, reached) = (repair.clock, repair.reached)
            StandardOutput.line("the journal goes on at \(clock.text(in: SystemZone()))")
            StandardOutput.line("what came before reached \(reached.text(in: SystemZone()))")
        }

        /// How many are listed without --list.
        private static let fewCount = 20

        private func write(_ report: RepairReport, _ held: [String]) {
            for damage in report.damages {
                StandardOutput.line(damage.line(isRepaired: report.isRepaired(damage)))
            }
            if report.damages.isEmpty { return StandardOutput.line("nothing is damaged") }
            if report.openDamages.isEmpty {
                return StandardOutput.line("everything that was lost has been repaired")
            }
            StandardOutput.line("psm.db still has what the journal lacks: \(report.heldText)")
            for line in held { StandardOutput.line("  \(line)") }
            if let appended = report.appended {
                StandardOutput.line(
                    "recorded again at positions \(appended.lowerBound) to \(appended.upperBound) "
                        + "(exclusive); a replay now gives the same tables"
                )
            } else {
                StandardOutput.line("to record it again: psm journal repair --apply")
            }
        }
    }
}

extension RepairReport {
    /// Whether the damage lost something that has since been recorded again.
    fileprivate func isRepaired(_ damage: Damage) -> Bool {
        !damage.positions.isEmpty
            && !openDamages.contains { $0.positions.overlaps(damage.positions) }
    }

    /// `3 files, 1 playlist`.
    fileprivate var heldText: String {
        let words = [
            ("root", "root", "roots"), ("file", "file", "files"), ("track", "track", "tracks"),
            ("playlist", "playlist", "playlists"),
            ("liked", "list of liked songs", "lists of liked songs"),
            ("match", "track with decisions", "tracks with decisions"),
        ]
        let counts = words.compactMap { family, one, many -> String? in
            let count = held.filter { $0.key.hasPrefix(family + ".") }.values.reduce(0, +)
            return count == 0 ? nil : "\(Text.count(count)) \(count == 1 ? one : many)"
        }
        return counts.isEmpty ? "nothing" : counts.joined(separator: ", ")
    }
}

private struct ClockRepairJSON: Encodable {
    /// Where `journal.clock_repaired` stands; `nil` if there was nothing to repair.
    let position: UInt64?
    let reached: String?
    let clock: String?

    private enum CodingKeys: CodingKey {
        case position, reached, clock
    }

    /// All keys are always present.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(position, forKey: .position)
        try container.encode(reached, forKey: .reached)
        try container.encode(clock, forKey: .clock)
    }

    init(_ repair: ClockRepair?) {
        position = repair?.position.rawValue
        reached = (repair?.reached).map(ISO8601.text)
        clock = (repair?.clock).map(ISO8601.text)
    }
}

private struct RepairJSON: Encodable {
    /// The damage before this command.
    let damage: [DamageJSON]
    /// How many events restore what psm.db still has, by type.
    let held: [String: Int]
    let isApplied: Bool
    /// The first of the appended positions.
    let firstPosition: UInt64?
    /// The position after the last of them.
    let endPosition: UInt64?

    init(_ report: RepairReport) {
        damage = report.damages.map { DamageJSON($0, isRepaired: report.isRepaired($0)) }
        held = report.held
        isApplied = report.appended != nil
        firstPosition = report.appended?.lowerBound.rawValue
        endPosition = report.appended?.upperBound.rawValue
    }
}
