/// The words of a command line and what stands between them.
struct SynopsisTokens {
    enum Token: Equatable {
        /// More than one where bars without spaces stand between them: `strict|mirrored`.
        case word([String])
        /// `[`
        case open
        /// `]`
        case close
        /// `|` between choices.
        case bar
        /// `&&`, `;`, a pipe.
        case end
    }

    private(set) var tokens: [Token] = []
    private let isShell: Bool
    /// The word that is being read, without its quotes; nil between words.
    private var word: String?
    private var choices: [String] = []
    /// Whether a part of the word was quoted, so that it is no placeholder.
    private var isQuoted = false

    init(_ line: String, isShell: Bool) {
        self.isShell = isShell
        let characters = Array(line)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            index += 1
            switch character {
            case "'", "\"":
                let end = characters[index...].firstIndex(of: character) ?? characters.count
                word = (word ?? "") + String(characters[index..<end])
                isQuoted = true
                index = end + 1
            case "\\":
                word = (word ?? "") + String(next)
                index += 1
            case "#" where isShell && word == nil: index = characters.count
            default: take(character, next)
            }
        }
        endWord()
    }

    private mutating func take(_ character: Character, _ next: Character) {
        switch character {
        case " ": endWord()
        case "[" where word == nil: tokens.append(.open)
        case "]":
            endWord()
            tokens.append(.close)
        case "|" where !isShell && word != nil && next != " ": endChoice()
        case "|", ";", "&":
            endWord()
            if character == "|" && !isShell {
                tokens.append(.bar)
            } else if tokens.last != .end {
                tokens.append(.end)
            }
        default: word = (word ?? "") + String(character)
        }
    }

    private mutating func endChoice() {
        guard let text = word else { return }
        choices.append(isQuoted ? text : Self.replaced(text))
        (word, isQuoted) = ("", false)
    }

    private mutating func endWord() {
        endChoice()
        if !choices.isEmpty { tokens.append(.word(choices)) }
        (word, choices) = (nil, [])
    }

    // MARK: Placeholders

    /// What the reader would put in the place of `FILE`, `NAME…` or `…`; also behind `--name=`.
    private static func replaced(_ word: String) -> String {
        if let equals = word.firstIndex(of: "="), word.hasPrefix("-") {
            let value = word[word.index(after: equals)...]
            return word[...equals] + replaced(String(value))
        }
        let name = word.split(separator: "…").joined()
        let isPlaceholder = name.allSatisfy { ("A"..."Z").contains($0) || $0 == "_" }
        guard isPlaceholder else { return name }
        return Synopsis.placeholders[name] ?? "something"
    }
}
