import Foundation

/// What the docs must speak of: each setting, command, event and exit code.
struct MentionRule {
    let repository: Repository
    /// Decisions are no place to look for what psm does today.
    let pages: [Markdown]
    let files: [CodeFile]

    init(of repository: Repository, _ pages: [Markdown], _ files: [CodeFile]) {
        self.repository = repository
        self.pages = pages.filter { !$0.path.hasPrefix("docs/adr/") }
        self.files = files
    }

    /// Names of settings or events, which stand in the docs as they are.
    func violations(of kind: String, _ names: [String]) throws -> [Violation] {
        let texts = try pages.map { try repository.text($0.path) }
        return try names.filter { name in !texts.contains { $0.mentions(name) } }.map { name in
            try violation(for: "\"\(name)\"", "No document mentions the \(kind) “\(name)”.")
        }
    }

    /// Commands, each with the names of what it belongs to: some command line in the docs calls it.
    func violations(ofCommands commands: [NamedCommand], in lines: [DocumentedCommand]) throws
        -> [Violation]
    {
        let words = lines.flatMap(\.variants)
        return try commands.filter { command in !words.contains { $0.starts(with: command.words) } }
            .map { command in
                let name = command.words.joined(separator: " ")
                return try violation(
                    for: "struct \(command.type)",
                    "No command line in the docs calls “\(name)”."
                )
            }
    }

    /// Exit codes: the README has each where it speaks of them.
    func violations(ofExitCodes codes: [Int32]) throws -> [Violation] {
        let text = pages.filter { $0.path == "README.md" }.flatMap(\.prose).map(\.text)
            .filter { $0.lowercased().contains("exit code") }.joined(separator: "\n")
        return try codes.filter { !text.mentions("\($0)") }.map { code in
            try violation(for: "(\(code))", "The README's exit codes lack \(code).")
        }
    }

    /// At the first place in the sources that holds `text`.
    private func violation(for text: String, _ message: String) throws -> Violation {
        for file in files where !file.isTest {
            if try repository.text(file.path).contains(text) {
                return Violation(file.path, try repository.line(of: text, in: file.path), message)
            }
        }
        return Violation("README.md", 1, message)
    }
}

extension String {
    /// Whether it holds `name` as a whole: `export.mode` is no part of `export.mode_of_old`.
    func mentions(_ name: String) -> Bool {
        var rest = self[...]
        while let found = rest.range(of: name) {
            let before = self[..<found.lowerBound].last ?? " "
            let after = rest[found.upperBound...].prefix(2)
            if !before.isPartOfName && before != "." && !(after.first?.isPartOfName ?? false)
                && !(after.first == "." && after.last?.isPartOfName ?? false && after.count == 2)
            {
                return true
            }
            rest = rest[rest.index(after: found.lowerBound)...]
        }
        return false
    }
}

extension Character {
    fileprivate var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
