package import SystemPackage
package import Watch

/// Where a scan looks, and how closely.
package struct ScanRequest: Sendable {
    package enum Scope: Sendable {
        /// All roots.
        case everything
        /// What a watcher saw. A hint may be wrong: what is outside the library is passed over.
        case hints([FileHint])
        /// What the user named: absolute paths of files and directories. They must be in the library.
        case paths([FilePath])
    }

    package enum Depth: Sendable {
        /// Reads the tags of files whose size, mtime, ctime or inode differ from what is known.
        case quick
        /// Reads the tags of every file.
        case deep
    }

    package var scope: Scope
    package var depth: Depth
    /// The user says that what is gone with its root is really gone.
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
    /// Roots, or mount points below them, that are lost: nothing under them is removed.
    package var unavailable: [ScanProblem] = []
    /// Files that changed whenever they were looked at: they are to be looked at again.
    package var stillChanging: [FilePath] = []

    package init() {}

    package var hasChanges: Bool { added + returned + changed + moved + removed > 0 }
}

/// How far a scan is, for a progress bar.
package enum ScanProgress: Sendable {
    case walking(fileCount: Int)
    case reading(done: Int, of: Int)
}
