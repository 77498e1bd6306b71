import Foundation

/// A page of the documentation, taken apart as far as the rules ask for it.
struct Markdown {
    struct Piece: Equatable {
        /// The first is 1.
        let line: Int
        var text: String
    }

    struct CodeBlock: Equatable {
        /// What stands behind the fence: `sh`, or nothing.
        let language: String
        let lines: [Piece]
    }

    /// Relative to the repository.
    let path: String
    private(set) var headings: [Piece] = []
    private(set) var codeBlocks: [CodeBlock] = []
    /// What stands between backticks.
    private(set) var codeSpans: [Piece] = []
    /// Where links and images lead.
    private(set) var linkTargets: [Piece] = []
    /// All lines outside of code blocks.
    private(set) var prose: [Piece] = []

    init(_ path: String, _ text: String) {
        self.path = path
        var fence: Substring?
        var block = CodeBlock(language: "", lines: [])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let piece = Piece(line: index + 1, text: String(line))
            let trimmed = line.drop { $0 == " " }
            if let open = fence {
                if trimmed.hasPrefix(open), trimmed.allSatisfy({ $0 == open.first || $0 == " " }) {
                    codeBlocks.append(block)
                    fence = nil
                } else {
                    block = CodeBlock(language: block.language, lines: block.lines + [piece])
                }
            } else if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
                fence = trimmed.prefix { $0 == trimmed.first }
                let language = trimmed.drop { $0 == trimmed.first }.prefix { $0 != " " }
                block = CodeBlock(language: String(language), lines: [])
            } else {
                takeProse(piece)
            }
        }
        if fence != nil { codeBlocks.append(block) }
    }

    /// `README.md` and all of `docs`.
    static func pages(of repository: Repository) throws -> [Markdown] {
        let paths = ["README.md"] + repository.files(below: "docs").filter { $0.hasSuffix(".md") }
        return try paths.map { Markdown($0, try repository.text($0)) }
    }

    private mutating func takeProse(_ piece: Piece) {
        prose.append(piece)
        let level = piece.text.prefix { $0 == "#" }
        if (1...6).contains(level.count), piece.text.dropFirst(level.count).hasPrefix(" ") {
            let text = piece.text.dropFirst(level.count).drop { $0 == " " }
            headings.append(Piece(line: piece.line, text: String(text)))
        }
        let (spans, rest) = Self.codeSpans(piece.text)
        codeSpans += spans.map { Piece(line: piece.line, text: $0) }
        linkTargets += Self.links(rest).map { Piece(line: piece.line, text: $0) }
    }

    /// What stands between backticks, and the line without that.
    private static func codeSpans(_ line: String) -> (spans: [String], rest: String) {
        var spans: [String] = []
        var rest = ""
        var place = line.startIndex
        while let tick = line[place...].firstIndex(of: "`") {
            rest += line[place..<tick]
            let fence = line[tick...].prefix { $0 == "`" }
            guard let end = closing(fence, in: line[fence.endIndex...]) else {
                return (spans, rest + line[tick...])
            }
            // In a table, where a bar would end the cell.
            let span = line[fence.endIndex..<end].split(
                separator: "\\|",
                omittingEmptySubsequences: false
            )
            .joined(separator: "|")
            spans.append(span)
            place = line.index(end, offsetBy: fence.count)
        }
        return (spans, rest + line[place...])
    }

    private static func closing(_ fence: Substring, in text: Substring) -> String.Index? {
        var place = text.startIndex
        while let tick = text[place...].firstIndex(of: "`") {
            let ticks = text[tick...].prefix { $0 == "`" }
            if ticks.count == fence.count { return tick }
            place = ticks.endIndex
        }
        return nil
    }

    /// `[text](target "title")`, and `[name]: target` at the beginning of a line.
    private static func links(_ line: String) -> [String] {
        var targets: [String] = []
        var rest = line[...]
        while let start = rest.range(of: "](") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: ")") else { break }
            targets.append(String(rest[..<end].prefix { $0 != " " }))
            rest = rest[end...]
        }
        if line.hasPrefix("["), let colon = line.range(of: "]: ") {
            targets.append(String(line[colon.upperBound...].prefix { $0 != " " }))
        }
        return targets
    }

    // MARK: Anchors

    /// What a link to a heading says behind the number sign, as GitHub makes it.
    var anchors: Set<String> {
        var counts: [String: Int] = [:]
        var anchors: Set<String> = []
        for heading in headings {
            let anchor = Self.anchor(heading.text)
            let count = counts[anchor, default: 0]
            counts[anchor] = count + 1
            anchors.insert(count == 0 ? anchor : "\(anchor)-\(count)")
        }
        return anchors
    }

    private static func anchor(_ heading: String) -> String {
        // Of a link its text stays.
        var text = heading
        while let middle = text.range(of: "]("),
            let end = text[middle.upperBound...].firstIndex(of: ")")
        {
            text.removeSubrange(middle.lowerBound...end)
        }
        return String(
            text.lowercased().compactMap { character -> Character? in
                if character == " " { return "-" }
                let stays = character.isLetter || character.isNumber || "-_".contains(character)
                return stays ? character : nil
            }
        )
    }
}
