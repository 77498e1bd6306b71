import Testing

/// A place where a house rule is broken.
struct Violation: Hashable, Comparable, CustomStringConvertible {
    /// Relative to the repository.
    let path: String
    /// The first is 1.
    let line: Int
    let message: String

    init(_ path: String, _ line: Int, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String { "\(path):\(line): \(message)" }

    static func < (left: Violation, right: Violation) -> Bool {
        (left.path, left.line, left.message) < (right.path, right.line, right.message)
    }
}

extension [Violation] {
    /// Each is an issue of its own, at the place where the rule is broken and not in the test.
    func record(in repository: Repository) {
        for violation in sorted() {
            Issue.record(
                "\(violation)",
                sourceLocation: SourceLocation(
                    fileID: "psm/\(violation.path)",
                    filePath: "\(repository.root)/\(violation.path)",
                    line: violation.line,
                    column: 1
                )
            )
        }
    }
}
