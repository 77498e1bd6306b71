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
        abstract: "Go through the doubtful matches, one by one, and say which are right.",
        discussion: """
            First matches of LOW confidence, then of MEDIUM where something speaks against them, \
            then tracks without a file whose best candidate was refused narrowly. Each answer is \
            recorded at once and outlives everything. Without a terminal it prints the list and \
            changes nothing.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("How many to go through; else all.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Print the list as JSON, and ask nothing.")
    var json = false

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or more.") }
    }

    func run() throws {
        let application = try global.open()
        _ = try Pipeline(application: application).run(.named([MatchesProjector.name]))
        let queue = try application.readModel.read {
            try ReviewQueue(settings: application.settings.matching.matcher, $0)
        }
        let items = Array(queue.items.prefix(limit ?? .max))
        let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
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
            StandardError.line(
                "psm: this is no terminal, so nothing was asked and nothing changed; "
                    + "\(Text.count(queue.items.count, "answer")) to review"
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

    /// What speaks against it.
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

    /// How many there are, shown or not.
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
