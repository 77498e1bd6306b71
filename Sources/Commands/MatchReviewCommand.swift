import App
import ArgumentParser
import Glibc
import Matching
import Messages
import Projection
import Queries
import ReadModels

struct MatchReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Review doubtful matches one by one: accept or reject each.",
        discussion: """
            First matches of LOW confidence, then those of MEDIUM that have something against \
            them, then tracks without a file whose best candidate was narrowly refused. Each answer \
            is recorded at once and never overridden. Without a terminal, psm prints the list and \
            changes nothing.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many matches to review (default: all).", valueName: "n")
    )
    var limit: Int?

    @Flag(help: "Print the list as JSON, without asking.")
    var json = false

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit takes a number of 0 or more.") }
    }

    func run() throws {
        let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        let asks = isTerminal && !json
        let application = try (asks ? global.open() : global.openForReading())
            .upToDate(.named([MatchesProjector.name]))
        let queue = try application.readModel.read {
            try ReviewQueue(settings: application.settings.matching.matcher, $0)
        }
        let items = Array(queue.items.prefix(limit ?? .max))
        if json {
            let damage = DamageTally()
            let times = DecisionTimes(application.journal, damage)
            try StandardOutput.json(ReviewJSON(items, total: queue.items.count, times))
        } else if isTerminal {
            return try ReviewSession(application, items).run()
        } else {
            for item in items { StandardOutput.write(item.text) }
        }
        if !isTerminal {
            let total = queue.items.count
            let count = items.count < total ? "\(Text.count(items.count)) of " : ""
            StandardError.line(
                "psm: Not a terminal: listing \(count)\(Text.count(total)) "
                    + "\(total == 1 ? "match" : "matches") to review. Nothing was changed."
            )
        }
    }
}

extension ReviewQueue.Item {
    /// `LOW 0.81`, or `near miss`.
    var label: String {
        let score = pair.explanation.result.map { " \(Text.decimal($0.score))" } ?? ""
        switch kind {
        case .low: return Style.red("LOW\(score)")
        case .medium: return Style.yellow("MEDIUM\(score)")
        case .nearMiss: return Style.red("near miss")
        }
    }

    /// What is against the match.
    var doubts: [String] {
        if let refusal = pair.explanation.refusal { return [refusal] }
        let doubts = pair.explanation.doubts
        if !doubts.isEmpty { return doubts.map(\.detail) }
        return pair.explanation.parts.filter { $0.penalty > 0 }.map(\.detail)
    }

    fileprivate var text: String {
        let track = "\(DiagnosisText.name(pair.track))  \(Text.printable(pair.track.identity))"
        return "\(label)  \(track)\n  \(DiagnosisText.printable(pair.file.path))\n"
            + doubts.map { "  \(Style.dim(Text.printable($0)))\n" }.joined()
            + pair.advice.map { "  → \(Text.printable($0.text))\n" }.joined()
    }
}

/// `psm match review --json`.
private struct ReviewJSON: Encodable {
    struct Item: Encodable {
        /// `low`, `medium` or `near_miss`.
        let kind: String
        let track: DescribedTrackJSON
        let file: DescribedFileJSON
        let comparison: ComparisonJSON
    }

    /// The number of all items, shown or not.
    let total: Int
    let items: [Item]

    init(_ items: [ReviewQueue.Item], total: Int, _ times: DecisionTimes) throws {
        self.total = total
        self.items = try items.map {
            Item(
                kind: $0.kind.rawValue,
                track: DescribedTrackJSON($0.pair.track),
                file: DescribedFileJSON($0.pair.file),
                comparison: try ComparisonJSON($0.pair, times)
            )
        }
    }
}
