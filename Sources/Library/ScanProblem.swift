package import SystemPackage

/// Something a scan could not do, and where.
package struct ScanProblem: Sendable {
    /// Absolute.
    package let path: FilePath
    /// A sentence that names the path.
    package let message: String
}

/// Problems, of which the first are kept and all are counted: a folder of a million broken files is
/// a number, not a million sentences.
package struct ScanProblems: Sendable {
    private static let limit = 1_000

    package private(set) var first: [ScanProblem] = []
    package private(set) var count = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }
    /// How many are counted and not kept.
    package var furtherCount: Int { count - first.count }

    mutating func append(_ problem: @autoclosure () -> ScanProblem) {
        count += 1
        if first.count < Self.limit { first.append(problem()) }
    }

    static func += (problems: inout ScanProblems, more: ScanProblems) {
        problems.first += more.first.prefix(max(0, limit - problems.first.count))
        problems.count += more.count
    }

    static func += (problems: inout ScanProblems, more: [ScanProblem]) {
        for problem in more { problems.append(problem) }
    }
}
