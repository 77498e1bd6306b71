/// A command line with placeholders (`FILE`), optional parts (`[--quick | --deep]`) and choices
/// (`strict|mirrored`, `install | uninstall`).
struct Synopsis {
    enum Form {
        /// A shell gets it: a bar is a pipe, a number sign begins a comment.
        case shell
        /// The reader gets it: a bar stands between choices.
        case synopsis
    }

    /// What stands for a placeholder, where it may not be any word.
    static let placeholders = [
        "T": "yesterday", "U": "today", "TIME": "yesterday", "N": "3", "SECONDS": "3",
        "TYPE": "file.added",
        "CURSOR": "000102030405060708090a0b0c0d0e0f:7",
    ]

    private indirect enum Part {
        case word(String)
        /// One of them.
        case choice([[Part]])
        /// None, or one of them.
        case optional([[Part]])
    }

    private let parts: [Part]

    /// The commands of a line: more than one where `&&`, `;` or a pipe stands between them.
    static func commands(_ line: String, _ form: Form) -> [Synopsis] {
        var tokens = SynopsisTokens(line, isShell: form == .shell).tokens[...]
        var commands: [Synopsis] = []
        while !tokens.isEmpty {
            commands.append(Synopsis(parts: parts(&tokens).first ?? []))
            // What stands behind a bracket that nobody opened, or between commands.
            if let next = tokens.first, next == .close || next == .end { tokens.removeFirst() }
        }
        return commands
    }

    /// The choices up to a closing bracket or the end of the command. Outside of brackets there is
    /// one, and a bar chooses between the words beside it.
    private static func parts(
        _ tokens: inout ArraySlice<SynopsisTokens.Token>,
        isBracketed: Bool = false
    ) -> [[Part]] {
        var choices: [[Part]] = [[]]
        var joinsNext = false
        while let token = tokens.first, token != .end, token != .close {
            tokens.removeFirst()
            switch token {
            case .bar where isBracketed: choices.append([])
            case .bar: joinsNext = true
            case .open:
                let inner = parts(&tokens, isBracketed: true)
                if tokens.first == .close { tokens.removeFirst() }
                choices[choices.count - 1].append(.optional(inner))
            case .word(let words):
                let part =
                    words.count == 1 ? Part.word(words[0]) : .choice(words.map { [.word($0)] })
                if joinsNext, let last = choices[0].popLast() {
                    choices[0].append(joined(last, part))
                } else {
                    choices[choices.count - 1].append(part)
                }
                joinsNext = false
            case .close, .end: break
            }
        }
        return choices
    }

    private static func joined(_ left: Part, _ right: Part) -> Part {
        if case .choice(let choices) = left { return .choice(choices + [[right]]) }
        return .choice([[left], [right]])
    }

    // MARK: Variants

    /// Every choice, once without anything optional and once with each optional part alone.
    var variants: [[String]] {
        let count = Self.optionalCount(parts)
        let variants = ([-1] + Array(0..<count)).flatMap { chosen in
            var place = 0
            return Self.words(parts, chosen, &place)
        }
        var seen: Set<[String]> = []
        return variants.filter { seen.insert($0).inserted }
    }

    private static func optionalCount(_ parts: [Part]) -> Int {
        parts.count { if case .optional = $0 { true } else { false } }
    }

    /// All that `parts` stand for, with the optional part of the number `chosen` and no other.
    private static func words(_ parts: [Part], _ chosen: Int, _ place: inout Int) -> [[String]] {
        var all: [[String]] = [[]]
        for part in parts {
            let next: [[String]]
            switch part {
            case .word(let word): next = [[word]]
            case .choice(let choices):
                next = choices.flatMap { words($0, chosen, &place) }
            case .optional(let choices):
                let isChosen = place == chosen
                place += 1
                if !isChosen { continue }
                // What is optional within it is given with it, and left out.
                next = choices.flatMap { Synopsis(parts: $0).variants }
            }
            all = all.flatMap { words in next.map { words + $0 } }
        }
        return all
    }
}
