internal import Events

/// Which roots and mount points are there, and which of them are one file system.
struct RootPresence {
    private let roots: [KnownRoot]
    private let present: [KnownRoot]

    init(_ roots: [KnownRoot]) {
        self.roots = roots
        present = roots.filter { root in
            if root.isUnavailable { return false }
            let path = LibraryPath.join(root.root, root.mount)
            if case .same = try? RootGuard.look(at: path, known: root) { return true }
            return false
        }
    }

    /// Whether what is missing at a path has left it: absence is not departure where the root, or the
    /// mount point, is away.
    func isPresent(_ path: LibraryPath) -> Bool {
        let root = knownRoot(of: path)
        return present.contains { $0.root == root?.root && $0.mount == root?.mount }
    }

    /// Only within one does an inode number mean one file.
    func isSameFileSystem(_ left: LibraryPath, _ right: LibraryPath) -> Bool {
        let (one, other) = (knownRoot(of: left), knownRoot(of: right))
        if left.root == right.root, one?.mount == other?.mount { return true }
        guard let one, let other else { return false }
        return one.identity.fileSystem == other.identity.fileSystem
    }

    /// The root or the mount point that a path is on; nil if it is not known yet.
    private func knownRoot(of path: LibraryPath) -> KnownRoot? {
        roots.filter { $0.root == path.root && PathPrefix.contains($0.mount, path.path) }
            .max { $0.mount.count < $1.mount.count }
    }
}
