package import SystemPackage
package import Watch

/// Where a scan looks, and how thoroughly.
package struct ScanRequest: Sendable {
    package enum Scope: Sendable {
        /// All roots.
        case everything
        /// What a watcher saw. Hints may be wrong: those outside the library are skipped.
        case hints([FileHint])
        /// What the user named: absolute paths of files and directories. They must be in the
        /// library.
        case paths([FilePath])

        package var isEverything: Bool {
            if case .everything = self { true } else { false }
        }
    }

    package enum Depth: Sendable {
        /// Reads the tags of files whose size, mtime, ctime or inode differ from what is known.
        case quick
        /// Reads the tags of every file.
        case deep
    }

    package var scope: Scope
    package var depth: Depth
    /// Renames that the kernel reported, in the order in which they happened; each path at most once
    /// as the new one.
    package var renames: [HintMove] = []
    /// The user confirms that the files of an unavailable root are to be removed.
    package var acceptsRemovals: Bool

    package init(
        scope: Scope = .everything,
        depth: Depth = .quick,
        acceptsRemovals: Bool = false
    ) {
        self.scope = scope
        self.depth = depth
        self.acceptsRemovals = acceptsRemovals
    }
}

/// What a scan found, in numbers and sentences.
package struct ScanSummary: Sendable {
    package var added = 0
    package var returned = 0
    package var changed = 0
    package var moved = 0
    package var removed = 0
    package var unchanged = 0
    package var errors = ScanProblems()
    /// Roots, or mount points below them, that are unavailable: their files are kept.
    package var unavailable: [ScanProblem] = []
    /// What looks like music and does not count.
    package var passedOver = PassedOver()
    /// The films that the scan came across.
    package var films: Films = [:]
    /// Files that changed each time they were looked at: scan them again.
    package var stillChanging: [FilePath] = []

    package init() {}

    package var hasChanges: Bool { added + returned + changed + moved + removed > 0 }
}

/// How far a scan has come, for a progress bar.
package enum ScanProgress: Sendable {
    case walking(fileCount: Int)
    case reading(done: Int, of: Int)
}
