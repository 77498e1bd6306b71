/// A file of source, read once for all rules.
struct CodeFile {
    /// Relative to the repository.
    let path: String
    /// Nil for a script.
    let language: CodeText.Language?
    let lineCount: Int
    /// Of a script none.
    let tokens: [CodeToken]
    /// The functions of the file, or nil where braces do not pair, so that a file is never passed
    /// over in silence.
    let bodies: [CodeBody]?

    /// Nil if `path` is neither Swift nor C nor C++ nor a script of Python or a shell.
    init?(_ path: String, in repository: Repository) throws {
        let source = try repository.bytes(path)
        if let language = Self.language(path) {
            self.init(path, language, source)
        } else if path.hasSuffix(".py") || source.starts(with: "#!".utf8) {
            self.init(script: path, source)
        } else {
            return nil
        }
    }

    init(_ path: String, _ language: CodeText.Language, _ source: [UInt8]) {
        self.path = path
        self.language = language
        lineCount = Self.lineCount(source)
        tokens = CodeText(source, language).tokens
        bodies = CodeBody.all(in: tokens, language)
    }

    init(script path: String, _ source: [UInt8]) {
        self.path = path
        language = nil
        lineCount = Self.lineCount(source)
        tokens = []
        bodies = CodeBody.all(inScript: String(decoding: source, as: UTF8.self))
    }

    private static func lineCount(_ source: [UInt8]) -> Int {
        let breaks = source.count { $0 == .newline }
        return source.last == .newline ? breaks : breaks + 1
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
