/// Shell patterns over bytes, for names that need not be UTF-8.
///
/// | pattern | stands for |
/// |---|---|
/// | `*` | any bytes but `/` |
/// | `?` | one character (one byte where the name is not UTF-8), not `/` |
/// | `[a-z]`, `[!a-z]`, `[^a-z]` | one character of the class, or not of it |
/// | `**/` | any number of whole directories, none included |
/// | `**` | any bytes |
/// | `\x` | `x` itself |
///
/// A `[` that is never closed stands for itself, as in `fnmatch(3)`. The match takes no memory and
/// at most (pattern × text) steps.
package enum Glob {
    package typealias Bytes = UnsafeRawBufferPointer

    /// Whether `pattern` matches the whole of `text`.
    package static func matches(_ pattern: Bytes, _ text: Bytes) -> Bool {
        var matcher = Matcher(pattern: pattern, text: text)
        return matcher.run()
    }

    /// Whether `pattern` is plain text: no byte of it has a meaning of its own.
    static func isLiteral(_ pattern: some Sequence<UInt8>) -> Bool {
        !pattern.contains { $0 == .star || $0 == .question || $0 == .bracket || $0 == .backslash }
    }
}

/// Walks pattern and text once and comes back to the last star that can still take more. The last
/// `**` suffices, because whatever an earlier one could take, it can take too.
private struct Matcher {
    let pattern: Glob.Bytes
    let text: Glob.Bytes
    private var p = 0
    private var t = 0
    private var star: (pattern: Int, text: Int)?
    private var deepStar: (pattern: Int, text: Int, wholeDirectories: Bool)?

    init(pattern: Glob.Bytes, text: Glob.Bytes) {
        self.pattern = pattern
        self.text = text
    }

    mutating func run() -> Bool {
        while true {
            if p == pattern.count {
                if t == text.count { return true }
            } else if step() {
                continue
            }
            guard goBack() else { return false }
        }
    }

    /// Takes one element of the pattern. False where the text does not fit it.
    private mutating func step() -> Bool {
        switch pattern[p] {
        case .star:
            takeStar()
            return true
        case .question:
            guard t < text.count, text[t] != .slash else { return false }
            p += 1
            t += characterLength(text, t)
            return true
        case .bracket:
            if let end = classEnd() { return takeClass(end: end) }
        case .backslash where p + 1 < pattern.count:
            guard t < text.count, text[t] == pattern[p + 1] else { return false }
            p += 2
            t += 1
            return true
        default:
            break
        }
        guard t < text.count, text[t] == pattern[p] else { return false }
        p += 1
        t += 1
        return true
    }

    private mutating func takeStar() {
        guard p + 1 < pattern.count, pattern[p + 1] == .star else {
            p += 1
            star = (p, t)
            return
        }
        let startsComponent = p == 0 || pattern[p - 1] == .slash
        p += 2
        let wholeDirectories = startsComponent && p < pattern.count && pattern[p] == .slash
        if wholeDirectories { p += 1 }
        star = nil
        deepStar = (p, t, wholeDirectories)
    }

    /// Lets the last star take more. False where none can.
    private mutating func goBack() -> Bool {
        if let (resume, from) = star, from < text.count, text[from] != .slash {
            star = (resume, from + 1)
            p = resume
            t = from + 1
            return true
        }
        star = nil
        guard let (resume, from, wholeDirectories) = deepStar, from < text.count else {
            return false
        }
        var next = from + 1
        if wholeDirectories {
            while text[next - 1] != .slash {
                guard next < text.count else { return false }
                next += 1
            }
        }
        deepStar = (resume, next, wholeDirectories)
        p = resume
        t = next
        return true
    }

    /// The index of the `]` that closes the class at `p`. One that comes first is a member.
    private func classEnd() -> Int? {
        var index = p + 1
        if index < pattern.count, pattern[index] == .exclamation || pattern[index] == .caret {
            index += 1
        }
        index += 1
        while index < pattern.count {
            if pattern[index] == .bracketEnd { return index }
            index += 1
        }
        return nil
    }

    private mutating func takeClass(end: Int) -> Bool {
        guard t < text.count, text[t] != .slash else { return false }
        let length = characterLength(text, t)
        let character = value(text, t, length)
        var index = p + 1
        let negated = pattern[index] == .exclamation || pattern[index] == .caret
        if negated { index += 1 }
        var isMember = false
        while index < end {
            let lowLength = characterLength(pattern, index)
            let low = value(pattern, index, lowLength)
            index += lowLength
            var high = low
            if index + 1 < end, pattern[index] == .hyphen {
                let highLength = characterLength(pattern, index + 1)
                high = value(pattern, index + 1, highLength)
                index += 1 + highLength
            }
            if low <= character, character <= high { isMember = true }
        }
        guard isMember != negated else { return false }
        p = end + 1
        t += length
        return true
    }

    /// How many bytes the character at `index` has: 1 where it is not well-formed UTF-8.
    private func characterLength(_ bytes: Glob.Bytes, _ index: Int) -> Int {
        let length =
            switch bytes[index] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        guard length > 1, index + length <= bytes.count else { return 1 }
        for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 1 }
        return length
    }

    /// Orders characters by scalar value, for UTF-8 sorts as its scalars do.
    private func value(_ bytes: Glob.Bytes, _ index: Int, _ length: Int) -> UInt32 {
        var value: UInt32 = 0
        for offset in 0..<length { value = value << 8 | UInt32(bytes[index + offset]) }
        return value
    }
}

extension UInt8 {
    static let dot = UInt8(ascii: ".")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    fileprivate static let question = UInt8(ascii: "?")
    fileprivate static let bracket = UInt8(ascii: "[")
    fileprivate static let bracketEnd = UInt8(ascii: "]")
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let exclamation = UInt8(ascii: "!")
    fileprivate static let caret = UInt8(ascii: "^")
    fileprivate static let hyphen = UInt8(ascii: "-")
}
