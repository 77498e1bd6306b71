/// No `try!`, no force unwrap or cast, no `fatalError`, and `print(` only in the console and the
/// demo. Tests may: what ends them is a failed test.
struct TrapRule {
    /// Folders, wherever they lie, whose files may print.
    static let printingFolders: Set<Substring> = ["Console", "Demo"]

    func violations(in files: [CodeFile]) -> [Violation] {
        files.filter { !$0.isTest && $0.language == .swift }.flatMap(violations)
    }

    private func violations(_ file: CodeFile) -> [Violation] {
        let folders = file.path.split(separator: "/").dropLast()
        let mayPrint = folders.contains(where: Self.printingFolders.contains)
        let printsByItself = declaresPrint(file.tokens)
        return file.tokens.indices.compactMap { index in
            let token = file.tokens[index]
            let message =
                switch token.text {
                case "!": exclamation(index, file.tokens)
                case "fatalError": isCall(index, file.tokens) ? "fatalError ends psm." : nil
                case "print", "debugPrint":
                    !mayPrint && isGlobalPrint(index, file.tokens, printsByItself)
                        ? "Only the console and the demo print." : nil
                default: nil as String?
                }
            return message.map { Violation(file.path, token.line, $0) }
        }
    }

    /// What a `!` is that stands right behind an operand or a type.
    private func exclamation(_ index: Int, _ tokens: [CodeToken]) -> String? {
        guard index > 0, tokens[index].isGlued else { return nil }
        let before = tokens[index - 1]
        if index + 1 < tokens.count, tokens[index + 1].text == "=", tokens[index + 1].isGlued {
            return nil
        }
        switch before.text {
        case "try": return "try! ends psm where a sentence could be told."
        case "as": return "as! ends psm where the type is another one."
        case ")", "]", "}", "\"", "?", ">", "!": break
        default: guard before.isWord else { return nil }
        }
        return "A force unwrap, or a type that is unwrapped by itself, ends psm on nil."
    }

    private func isCall(_ index: Int, _ tokens: [CodeToken]) -> Bool {
        guard index + 1 < tokens.count, tokens[index + 1].text == "(" else { return false }
        return index == 0 || tokens[index - 1].text != "func"
    }

    /// In a type with a `print` of its own the bare name means that one, and the compiler takes the
    /// global one only as `Swift.print`.
    private func isGlobalPrint(
        _ index: Int,
        _ tokens: [CodeToken],
        _ printsByItself: Bool
    ) -> Bool {
        guard isCall(index, tokens) else { return false }
        guard index > 0, tokens[index - 1].text == "." else { return !printsByItself }
        return index > 1 && tokens[index - 2].text == "Swift"
    }

    private func declaresPrint(_ tokens: [CodeToken]) -> Bool {
        zip(tokens, tokens.dropFirst()).contains { $0.text == "func" && $1.text == "print" }
    }
}
