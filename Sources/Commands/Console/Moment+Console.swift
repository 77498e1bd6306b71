import Journal
import Moments

extension Moment {
    /// For options: `@Option(transform: Moment.argument) var since: Moment?`.
    static func argument(_ text: String) throws -> Moment {
        try MomentParser(now: .now(), zone: SystemZone()).parse(text)
    }

    /// The position that the moment stands for; prints on stderr how psm understood it.
    ///
    /// - Parameter word: the role of the moment: `since`, `until`, `as of`.
    func announced(
        _ word: String,
        in journal: Journal,
        damage: (Damage) -> Void
    ) throws(JournalError) -> Position {
        let (position, sentence) = try resolved(word, in: journal, damage: damage)
        StandardError.line("psm: \(sentence)")
        return position
    }
}
