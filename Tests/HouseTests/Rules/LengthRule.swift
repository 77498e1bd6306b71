/// Functions of at most 70 lines, files of at most 400, tests included.
struct LengthRule {
    static let functionLines = 70
    static let fileLines = 400

    /// What nobody writes or reads: generated code, and data embedded as text. A name that ends in a
    /// slash is a folder.
    static let allowance = [
        "Sources/Events/Generated/",
        "Sources/psm/Demo/DemoAudio.swift",
        "Tests/TestSupport/AudioSamples.swift",
    ]

    var allowance = Self.allowance

    func violations(in files: [CodeFile]) -> [Violation] {
        files.filter { !isAllowed($0.path) }.flatMap(violations)
    }

    /// An allowance that is for nothing any more, so that the list stays true.
    func unused(in repository: Repository) -> [String] {
        allowance.filter { !repository.exists($0) }
    }

    private func isAllowed(_ path: String) -> Bool {
        allowance.contains { $0.hasSuffix("/") ? path.hasPrefix($0) : path == $0 }
    }

    private func violations(_ file: CodeFile) -> [Violation] {
        var violations: [Violation] = []
        if file.lineCount > Self.fileLines {
            let message = "The file has \(file.lineCount) lines; \(Self.fileLines) are the limit."
            violations.append(Violation(file.path, Self.fileLines + 1, message))
        }
        guard let bodies = file.bodies else {
            let message = "Its braces do not pair, so its functions cannot be measured."
            return violations + [Violation(file.path, 1, message)]
        }
        for body in bodies where body.lines.count > Self.functionLines {
            let message =
                "“\(body.name)” has \(body.lines.count) lines; \(Self.functionLines) are the limit."
            violations.append(Violation(file.path, body.lines.lowerBound, message))
        }
        return violations
    }
}
