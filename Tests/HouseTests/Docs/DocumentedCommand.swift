/// A call of one of psm's programs in the docs, as a reader would type it.
struct DocumentedCommand {
    let path: String
    let line: Int
    /// As it stands there.
    let text: String
    /// Whether it stands in a sentence, where a command may be named without being called.
    let mayNameOnly: Bool
    /// What it stands for: the program and its arguments, once without anything optional, and once
    /// with each optional part. Placeholders are replaced.
    let variants: [[String]]

    /// All calls in a page: in its blocks of `sh`, behind `$ ` in blocks that show a terminal, and
    /// between backticks where the text begins with a program's name and goes on.
    static func all(in page: Markdown, of programs: Set<String>) -> [DocumentedCommand] {
        let reader = Reader(path: page.path, programs: programs)
        let blocks = page.codeBlocks.flatMap { block in
            Reader.shellLines(block).flatMap { reader.commands(in: $0, .shell) }
        }
        let spans = page.codeSpans.filter { span in
            programs.contains { span.text.hasPrefix($0 + " ") }
        }
        return blocks + spans.flatMap { reader.commands(in: $0, .synopsis) }
    }

    private struct Reader {
        let path: String
        let programs: Set<String>

        /// Lines that a shell gets, joined where a backslash ends them.
        static func shellLines(_ block: Markdown.CodeBlock) -> [Markdown.Piece] {
            var lines: [Markdown.Piece] = []
            var isContinued = false
            for piece in block.lines {
                var text = piece.text
                if text.hasPrefix("$ ") {
                    text.removeFirst(2)
                } else if !["sh", "bash", "shell"].contains(block.language) && !isContinued {
                    continue
                }
                if isContinued, let last = lines.popLast() {
                    lines.append(Markdown.Piece(line: last.line, text: last.text + text))
                } else {
                    lines.append(Markdown.Piece(line: piece.line, text: text))
                }
                isContinued = text.hasSuffix("\\")
                if isContinued { lines[lines.count - 1].text.removeLast() }
            }
            return lines
        }

        func commands(in piece: Markdown.Piece, _ form: Synopsis.Form) -> [DocumentedCommand] {
            Synopsis.commands(piece.text, form).compactMap { synopsis in
                let variants = synopsis.variants.compactMap(call)
                if variants.isEmpty { return nil }
                return DocumentedCommand(
                    path: path,
                    line: piece.line,
                    text: piece.text,
                    mayNameOnly: form == .synopsis,
                    variants: variants
                )
            }
        }

        /// The words from the program on; nil if it is another program's call. Variables and `sudo`
        /// may stand before it, `swift run` and folders too.
        private func call(_ words: [String]) -> [String]? {
            var words = words[...]
            while let first = words.first, first.isAssignment || first == "sudo" {
                words.removeFirst()
            }
            if words.starts(with: ["swift", "run"]) {
                guard let place = words.firstIndex(where: programs.contains) else { return nil }
                words = words[place...]
            }
            guard let name = words.first?.split(separator: "/").last.map(String.init),
                programs.contains(name)
            else { return nil }
            return [name] + words.dropFirst()
        }
    }
}

extension String {
    /// `NAME=value`.
    fileprivate var isAssignment: Bool {
        guard let equals = firstIndex(of: "="), equals != startIndex else { return false }
        return self[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
