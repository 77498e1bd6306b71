import App
import Decisions
import Events
import Matching
import Messages
import Queries
import ReadModels

/// A review on a terminal: shows an item, asks, and records the answer before the next.
struct ReviewSession {
    private let application: Application
    private let items: [ReviewQueue.Item]
    private var tally = Tally()
    /// The last answer, with the event that undoes it.
    private var last: (index: Int, event: Event, isAccepted: Bool)?

    private struct Tally {
        var accepted = 0
        var rejected = 0
        var skipped = 0
    }

    private enum Answer: String {
        case accept, reject, skip, undo, quit

        /// A line that the user typed: a letter or the whole word; an empty line is skip.
        init?(_ line: String) {
            let word = line.lowercased().filter { !$0.isWhitespace }
            switch word {
            case "", "s": self = .skip
            case "a", "y": self = .accept
            case "r", "n": self = .reject
            case "u": self = .undo
            case "q": self = .quit
            default: self.init(rawValue: word)
            }
        }
    }

    init(_ application: Application, _ items: [ReviewQueue.Item]) {
        self.application = application
        self.items = items
    }

    func run() throws {
        var session = self
        try session.ask()
        application.tellNotices()
    }

    private mutating func ask() throws {
        if items.isEmpty { return StandardOutput.line("There is nothing to review.") }
        var index = 0
        while index < items.count {
            StandardOutput.write(text(index))
            guard let answer = read() else { break }
            switch answer {
            case .accept: if try decide(index, isAccepted: true) { index += 1 }
            case .reject: if try decide(index, isAccepted: false) { index += 1 }
            case .skip:
                tally.skipped += 1
                index += 1
            case .undo: index = try undo() ?? index
            case .quit: return tell(left: items.count - index)
            }
        }
        tell(left: items.count - index)
    }

    /// The next answer; nil at the end of the input, which counts as `quit`.
    private func read() -> Answer? {
        while true {
            StandardOutput.write(
                "[\(Style.bold("a"))]ccept  [\(Style.bold("r"))]eject  "
                    + "[\(Style.bold("Enter"))] skip  [\(Style.bold("u"))]ndo  "
                    + "[\(Style.bold("q"))]uit  [\(Style.bold("?"))] help > "
            )
            guard let line = readLine() else {
                StandardOutput.write("\n")
                return nil
            }
            if let answer = Answer(line) { return answer }
            StandardOutput.line(
                "a = right file, r = wrong file, Enter = decide later, u = undo the last answer, "
                    + "q = stop."
            )
        }
    }

    // MARK: Answers

    /// - Returns: whether the item is done: recorded, or impossible to record by now.
    private mutating func decide(_ index: Int, isAccepted: Bool) throws -> Bool {
        let pair = items[index].pair
        var former: Event?
        do {
            try Decision.make(application.runner, reading: MatchesProjector.name) { db, _ in
                let decision = UserDecision(db)
                former = try decision.asItStands(pair.track)
                return [try decision.decide(pair, isAccepted: isAccepted)]
            }
        } catch let failure as NamingError {
            StandardOutput.line("\(failure)")
            tally.skipped += 1
            return true
        }
        if let former { last = (index, former, isAccepted) }
        if isAccepted { tally.accepted += 1 } else { tally.rejected += 1 }
        StandardOutput.line(
            isAccepted
                ? Style.green("Pinned: this file will stay the track's match.")
                : Style.red("Rejected: this file will not be matched with the track again.")
        )
        return true
    }

    /// Undoes the last answer.
    ///
    /// - Returns: the item that it was about; nil if there is none.
    private mutating func undo() throws -> Int? {
        guard let (index, event, isAccepted) = last else {
            StandardOutput.line("There is no answer to undo.")
            return nil
        }
        try Decision.make(application.runner, reading: MatchesProjector.name) { _, _ in [event] }
        last = nil
        if isAccepted { tally.accepted -= 1 } else { tally.rejected -= 1 }
        StandardOutput.line("The last answer was undone.")
        return index
    }

    private func tell(left: Int) {
        StandardOutput.line(
            "\(Text.count(tally.accepted)) accepted, \(Text.count(tally.rejected)) rejected, "
                + "\(Text.count(tally.skipped)) skipped; \(Text.count(left)) left"
        )
    }

    // MARK: Showing

    private func text(_ index: Int) -> String {
        let item = items[index]
        let heading = "\n\(Style.bold("\(index + 1) of \(items.count)"))  \(item.label)\n"
        return heading + SideBySide(item.pair).text
            + item.doubts.map { "  \(Style.yellow("?")) \(Text.printable($0))\n" }.joined()
            + item.pair.advice.map { "  → \(Text.printable($0.text))\n" }.joined()
    }
}
