#if os(Linux) && !PSM_PORTABLE
import FileIO
import SystemPackage

/// The file that this process runs: another one in its place is an update. Serves ``Watcher``.
struct RunningExecutable {
    private let path = FilePath.ofRunningExecutable()
    private let inode: UInt64?

    init() {
        inode = Self.inode(of: path)
    }

    /// Whether its path holds another file than at the start.
    var isReplaced: Bool {
        guard let inode, let current = Self.inode(of: path) else { return false }
        return current != inode
    }

    private static func inode(of path: FilePath) -> UInt64? {
        (try? PosixFileSystem().metadata(at: path, followSymlinks: true))??.inode
    }
}
#endif
