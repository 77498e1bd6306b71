/// A file of source, read once for all rules.
struct CodeFile {
    /// Relative to the repository.
    let path: String
    let language: CodeText.Language
    let lineCount: Int
    let tokens: [CodeToken]

    /// Nil if `path` is neither Swift nor C nor C++.
    init?(_ path: String, in repository: Repository) throws {
        guard let language = Self.language(path) else { return nil }
        self.init(path, language, try repository.bytes(path))
    }

    init(_ path: String, _ language: CodeText.Language, _ source: [UInt8]) {
        self.path = path
        self.language = language
        let breaks = source.count { $0 == .newline }
        lineCount = source.last == .newline ? breaks : breaks + 1
        tokens = CodeText(source, language).tokens
    }

    /// All source of Sources and Tests, and `Package.swift`.
    static func all(of repository: Repository) throws -> [CodeFile] {
        let paths = ["Sources", "Tests"].flatMap(repository.files(below:)) + ["Package.swift"]
        return try paths.compactMap { try CodeFile($0, in: repository) }
    }

    private static func language(_ path: String) -> CodeText.Language? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        return switch path[dot...] {
        case ".swift": .swift
        case ".c", ".cc", ".cpp", ".h", ".hpp": .c
        default: nil
        }
    }

    var isTest: Bool { path.hasPrefix("Tests/") }
}
