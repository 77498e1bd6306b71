/// Source text in which everything that is not code is blank: comments, and what string and regex
/// literals hold. Line breaks stay, and so does the code in interpolations. Of a string its quotes
/// stay, so that it still looks like an operand.
struct CodeText {
    enum Language {
        case swift
        /// C and C++.
        case c
    }

    /// As many bytes as the source has.
    private(set) var bytes: [UInt8]
    private let source: [UInt8]
    private let language: Language
    private var index = 0

    init(_ source: [UInt8], _ language: Language) {
        self.source = source
        self.language = language
        bytes = source
        scanCode(isInterpolation: false)
    }

    /// Stops behind the last byte, or at the parenthesis that ends the interpolation.
    private mutating func scanCode(isInterpolation: Bool) {
        var depth = 0
        while index < source.count {
            switch source[index] {
            case .slash where byte(1) == .slash: blankLine()
            case .slash where byte(1) == .star: blankBlock()
            case .slash where isRegex(): scanRegex(pounds: 0)
            case .quote: scanString(pounds: 0)
            case .pound where language == .swift: scanPounds()
            case .pound: blankDirective()
            case .apostrophe where language == .c && !isDigitSeparator(): scanCharacter()
            case .openParenthesis:
                depth += 1
                index += 1
            case .closeParenthesis:
                if isInterpolation && depth == 0 { return }
                depth -= 1
                index += 1
            default: index += 1
            }
        }
    }

    private func byte(_ distance: Int) -> UInt8? {
        source.indices.contains(index + distance) ? source[index + distance] : nil
    }

    private mutating func blank(_ count: Int) {
        for place in index..<min(index + count, source.count) where source[place] != .newline {
            bytes[place] = .space
        }
        index = min(index + count, source.count)
    }

    // MARK: Comments

    private mutating func blankLine() {
        while let next = byte(0), next != .newline { blank(1) }
    }

    private mutating func blankBlock() {
        var depth = 0
        repeat {
            if byte(0) == .slash, byte(1) == .star, depth == 0 || language == .swift {
                depth += 1
                blank(2)
            } else if byte(0) == .star, byte(1) == .slash {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && index < source.count
    }

    /// A line of the preprocessor, with those that go on from it.
    private mutating func blankDirective() {
        while let next = byte(0), next != .newline { blank(next == .backslash ? 2 : 1) }
    }

    // MARK: Literals

    /// `#"…"#`, `#/…/#`, or a number sign of its own, as in `#if`.
    private mutating func scanPounds() {
        var pounds = 0
        while byte(pounds) == .pound { pounds += 1 }
        switch byte(pounds) {
        case .quote:
            blank(pounds)
            scanString(pounds: pounds)
        case .slash:
            blank(pounds)
            scanRegex(pounds: pounds)
        default: index += pounds
        }
    }

    private mutating func scanString(pounds: Int) {
        let isMultiline = language == .swift && byte(1) == .quote && byte(2) == .quote
        let quotes = isMultiline ? 3 : 1
        index += 1
        blank(quotes - 1)
        while let next = byte(0) {
            if next == .backslash, repeats(.pound, pounds, from: 1) {
                if language == .swift, byte(1 + pounds) == .openParenthesis {
                    blank(1 + pounds)
                    index += 1
                    scanCode(isInterpolation: true)
                    index = min(index + 1, source.count)
                } else {
                    blank(2 + pounds)
                }
            } else if repeats(.quote, quotes, from: 0), repeats(.pound, pounds, from: quotes) {
                index += 1
                blank(quotes - 1 + pounds)
                return
            } else if next == .newline && !isMultiline {
                return
            } else {
                blank(1)
            }
        }
    }

    private func repeats(_ wanted: UInt8, _ count: Int, from distance: Int) -> Bool {
        (0..<count).allSatisfy { byte(distance + $0) == wanted }
    }

    /// A literal of one character, in C.
    private mutating func scanCharacter() {
        repeat { blank(byte(0) == .backslash ? 2 : 1) } while byte(0).isLiteral
        blank(1)
    }

    /// `1'000`, in C++.
    private func isDigitSeparator() -> Bool {
        guard let before = byte(-1), let after = byte(1) else { return false }
        return before.isWord && after.isWord && byte(2) != .apostrophe
    }

    /// Whether this slash begins a regex: it stands where an operand may, and another slash ends it
    /// on the same line.
    private func isRegex() -> Bool {
        guard language == .swift, let next = byte(1), ![.space, .newline].contains(next),
            next != .closeParenthesis
        else { return false }
        var place = index - 1
        while place >= 0, source[place] == .space { place -= 1 }
        if place >= 0, !"(,=:[{;\n".utf8.contains(source[place]) { return false }
        let line = source[(index + 1)...].prefix { $0 != .newline }
        return line.contains(.slash)
    }

    private mutating func scanRegex(pounds: Int) {
        blank(1)
        while let next = byte(0), pounds > 0 || next != .newline {
            if next == .backslash {
                blank(2)
            } else if next == .slash, repeats(.pound, pounds, from: 1) {
                blank(1 + pounds)
                return
            } else {
                blank(1)
            }
        }
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let backslash = UInt8(ascii: "\\")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let pound = UInt8(ascii: "#")
    static let openParenthesis = UInt8(ascii: "(")
    static let closeParenthesis = UInt8(ascii: ")")

    /// Whether it may stand in an identifier, a keyword or a number.
    var isWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "`"), 0x80...:
            true
        default: false
        }
    }
}

extension UInt8? {
    /// Whether a literal of one character goes on here.
    fileprivate var isLiteral: Bool {
        switch self {
        case nil, .apostrophe, .newline: false
        default: true
        }
    }
}
