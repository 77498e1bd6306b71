import App
import ArgumentParser
import Decisions
import Events
import Journal
import Messages

extension JournalCommand {
    struct Repair: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what the journal lost and psm.db still holds; record it again.",
            discussion: """
                What is in psm.db and not in a replay of the damaged journal is the last copy of \
                it. --apply appends that to the journal; then read models may be rebuilt again. \
                Nothing is changed or deleted that is there: the damaged files stay as they are, so \
                this and every other command that reads them exits with 65.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Append what is still held to the journal.")
        var apply = false

        @Flag(help: "Show each thing that is held, however many there are.")
        var list = false

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            if list && json { throw ValidationError("--list is for people; --json has numbers.") }
        }

        func run() throws {
            let application = try global.open()
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

        /// So many are shown without being asked for.
        private static let fewCount = 20

        private func write(_ report: RepairReport, _ held: [String]) {
            for damage in report.damages {
                StandardOutput.line(damage.line(isRepaired: report.isRepaired(damage)))
            }
            if report.damages.isEmpty { return StandardOutput.line("nothing is damaged") }
            if report.openDamages.isEmpty {
                return StandardOutput.line("all that was lost is repaired")
            }
            StandardOutput.line("psm.db still holds what the journal lacks: \(report.heldText)")
            for line in held { StandardOutput.line("  \(line)") }
            if let appended = report.appended {
                StandardOutput.line(
                    "recorded again at positions \(appended.lowerBound) to \(appended.upperBound) "
                        + "(exclusive); a replay gives the tables as they are"
                )
            } else {
                StandardOutput.line("psm journal repair --apply records it again")
            }
        }
    }
}

extension RepairReport {
    /// Whether it had lost something, and that was recorded again before.
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

private struct RepairJSON: Encodable {
    /// As it was before this command.
    let damage: [DamageJSON]
    /// How many events say what is held, by type.
    let held: [String: Int]
    let isApplied: Bool
    /// The positions that were appended, the last one exclusive.
    let firstPosition: UInt64?
    let endPosition: UInt64?

    init(_ report: RepairReport) {
        damage = report.damages.map { DamageJSON($0, isRepaired: report.isRepaired($0)) }
        held = report.held
        isApplied = report.appended != nil
        firstPosition = report.appended?.lowerBound.rawValue
        endPosition = report.appended?.upperBound.rawValue
    }
}
