internal import Events
package import SystemPackage

/// Something that a scan could not do, and where.
package struct ScanProblem: Sendable {
    /// Absolute.
    package let path: FilePath
    /// A sentence that names the path.
    package let message: String
    /// Whether something is left to do for the next scan, as it could not be read. A file that was
    /// read, and is broken, is done.
    var isUnread = false
}

/// All problems are counted, and the first of them are kept: a folder of a million broken files is
/// a number, not a million sentences.
package struct ScanProblems: Sendable {
    private static let limit = 1_000

    package private(set) var first: [ScanProblem] = []
    package private(set) var count = 0
    /// How many of them are of what could not be read.
    package private(set) var unreadCount = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }
    /// Where something could not be read; nil if those are more than are kept.
    package var unread: [FilePath]? {
        let unread = first.filter(\.isUnread).map(\.path)
        return unread.count == unreadCount ? unread : nil
    }
    /// How many are counted but not kept.
    package var furtherCount: Int { count - first.count }

    mutating func append(_ problem: ScanProblem) {
        count += 1
        if problem.isUnread { unreadCount += 1 }
        if first.count < Self.limit { first.append(problem) }
    }

    static func += (problems: inout ScanProblems, more: ScanProblems) {
        problems.first += more.first.prefix(max(0, limit - problems.first.count))
        problems.count += more.count
        problems.unreadCount += more.unreadCount
    }

    static func += (problems: inout ScanProblems, more: [ScanProblem]) {
        for problem in more { problems.append(problem) }
    }
}

extension ScanProblem {
    /// A root, or a mount point below one, whose files are kept until it returns.
    static func unavailable(_ path: FilePath, _ loss: RootLoss, fileCount: Int) -> ScanProblem {
        let files = fileCount == 1 ? "Its file is" : "Its \(fileCount) files are"
        let what =
            switch loss {
            case .notInSettings:
                "\(path.string) is no longer in library.paths. \(files) kept, but not watched."
            case .missing:
                "\(path.string) is unavailable: it does not exist. Is the drive mounted? "
                    + "\(files) kept in the library until it returns."
            case .notMounted(let found, let known):
                "\(path.string) is unavailable: it is not mounted (\(found) of \(known) files are "
                    + "there). \(files) kept in the library until it returns."
            case .unreadable, .replaced, .other:
                "\(path.string) is unavailable: \(loss.sentence). "
                    + "\(files) kept in the library until it returns."
            }
        return ScanProblem(
            path: path,
            message: what + " To forget \(fileCount == 1 ? "it" : "them"): "
                + "psm scan --accept-removals"
        )
    }

    /// A music folder in the settings that psm has never seen.
    static func unusable(_ path: FilePath, _ loss: RootLoss, isFile: Bool) -> ScanProblem {
        let message =
            if isFile {
                "\(path.string) in library.paths is a file; name the folder that holds it."
            } else if loss == .missing {
                "The music folder \(path.string) does not exist. Is the drive mounted, and "
                    + "library.paths spelled right?"
            } else {
                "The music folder \(path.string) cannot be scanned: \(loss.sentence)."
            }
        return ScanProblem(path: path, message: message)
    }
}
