#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc
import SystemPackage

/// The watches of ``InotifySource``.
extension InotifyWatcher {
    /// All changes of a directory's entries, and its own removal. `IN_MODIFY` is left out: a file
    /// is looked at when it is closed.
    static let directoryMask = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
            | IN_DELETE_SELF | IN_MOVE_SELF | IN_EXCL_UNLINK | IN_ONLYDIR
    )

    /// Watches `subdirectory` (relative to the root; empty is the root itself) and all directories
    /// below it. Each is watched before it is listed, so no new one is missed.
    ///
    /// - Parameter parent: what its top lies in.
    @discardableResult
    func register(root: Int, subdirectory: [UInt8], in parent: WatchTable.Parent)
        -> RegistrationResult
    {
        var registration = Registration(watcher: self, root: root, parent: parent)
        do throws(FileError) {
            try DirectoryWalk.walk(
                root: roots[root].path,
                from: subdirectory,
                followSymlinks: options.followSymlinks,
                visitor: &registration
            )
        } catch {
            noteUnwatchable(path(root, subdirectory), error)
            return error.isNotFound ? .removed : .unwatchable
        }
        if let top = registration.top { return .watched(top) }
        return registration.isTopRemoved ? .removed : .unwatchable
    }

    /// Watches one directory, without looking into it.
    func watch(_ path: [UInt8], in parent: WatchTable.Parent, name: [UInt8]) throws(FileError)
        -> Int32
    {
        var mask = Self.directoryMask
        if case .watch = parent, !options.followSymlinks { mask |= UInt32(IN_DONT_FOLLOW) }
        let watch = try notifier.add(path: path, mask: mask)
        table.add(watch, parent: parent, name: name)
        if let former = links.note(watch, at: Link(parent: parent, name: name)) {
            leave(former, parent, name)
        }
        return watch
    }

    func noteUnwatchable(_ directory: FilePath, _ error: FileError) {
        // A removal is reported by an event of its own.
        if error.isNotFound { return }
        if error.isWatchLimit {
            noteShortage(of: directory)
            poll(directory)
            return
        }
        queue.offer(.unwatchable(directory: directory, reason: error.errno))
        // What cannot be read cannot be polled either. Its directory reports when that changes.
        if error.errno != .permissionDenied { poll(directory) }
    }

    func noteShortage(of directory: FilePath) {
        shortage = shortage ?? Shortage(directory: directory, missingCount: 0)
        shortage?.missingCount += 1
    }

    /// Polls a directory on a file system whose changes inotify does not report.
    func noteSilent(_ directory: FilePath, _ type: String) {
        guard silent.insert(directory).inserted else { return }
        queue.offer(.silentFileSystem(directory: directory, type: type))
        if !options.pollsUnwatched { silent.remove(directory) }
    }

    /// Events were lost: finds what they would have reported, and forgets directories that no
    /// longer exist.
    func recoverFromOverflow() {
        hasOverflowed = false
        noteTrouble()
        queue.offer(.queueOverflowed)
        halfMoves = [:]
        unclosed = [:]
        table.beginGeneration()
        for index in roots.indices { registerRoot(index, isFirst: false) }
        for watch in table.removeUnseen() { notifier.remove(watch) }
        hints += roots.map { .directory($0.path) }
    }

    /// Ends the watch of a directory and forgets it.
    func drop(_ watch: Int32) {
        notifier.remove(watch)
        table.remove(watch)
    }

    /// A directory is no longer where it was. If no other way leads to it, its watch and those below
    /// it end with this round of events: some of them may be entered elsewhere meanwhile.
    func leave(_ watch: Int32, _ parent: WatchTable.Parent, _ name: [UInt8]) {
        table.remove(watch, parent: parent, name: name)
        left.insert(watch)
        mayHaveUnreachable = true
    }

    func dropUnreachable() {
        guard mayHaveUnreachable else { return }
        mayHaveUnreachable = false
        let homeless = left.filter { !table.contains($0) }
        left = []
        for watch in homeless.union(table.removeUnreachable()) { notifier.remove(watch) }
    }

    func path(_ root: Int, _ relative: [UInt8]) -> FilePath {
        FilePath(bytes: absolute(root, relative))
    }

    func absolute(_ root: Int, _ relative: some Collection<UInt8>) -> [UInt8] {
        relative.isEmpty ? roots[root].bytes : roots[root].bytes + [.slash] + relative
    }
}

/// The outcome of watching a directory.
enum RegistrationResult {
    case watched(Int32)
    /// It does not exist, or did not for a moment.
    case removed
    case unwatchable
}

/// Adds a watch for each directory that a walk enters.
private struct Registration: DirectoryVisitor {
    let watcher: InotifyWatcher
    let root: Int
    /// What the walk's first directory lies in.
    let parent: WatchTable.Parent
    var top: Int32?
    var isTopRemoved = false
    /// The directories above the one being listed, with the lengths of their paths.
    private var above: [(pathCount: Int, watch: Int32)] = []
    private var hasBegun = false
    private var isFull = false
    private var silentMounts: [[UInt8]] = []

    init(watcher: InotifyWatcher, root: Int, parent: WatchTable.Parent) {
        self.watcher = watcher
        self.root = root
        self.parent = parent
    }

    func wants(file name: UnsafeRawBufferPointer, in directory: UnsafeRawBufferPointer) -> Bool {
        false
    }

    func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        !watcher.isStopping()
            && watcher.roots[root].filter.wants(directory: name, in: directory)
    }

    func visit(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    ) {}

    mutating func enter(
        directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    ) {
        let slash = directory.lastIndex(of: .slash)
        let parentCount = slash ?? 0
        while let last = above.last, last.pathCount > parentCount { above.removeLast() }
        let path = watcher.absolute(root, directory)
        // Nothing is watched below a parent that isn't: that one is polled with all it holds. How
        // many there are is of interest all the same.
        if hasBegun, above.last?.pathCount != parentCount {
            if isFull, !isBelowSilent(directory) {
                watcher.noteShortage(of: FilePath(bytes: path))
            }
            return
        }
        // Nor does the walk know whether its first directory is on another file system.
        let mayBeElsewhere = isMountPoint || (!hasBegun && parent.isDirectory)
        hasBegun = true
        if mayBeElsewhere, let type = watcher.options.silentType(FilePath(bytes: path)) {
            silentMounts.append([UInt8](directory))
            watcher.noteSilent(FilePath(bytes: path), type)
            return
        }
        let parent = above.last.map { WatchTable.Parent.watch($0.watch) } ?? parent
        let name = directory.isEmpty ? [] : [UInt8](directory[((slash ?? -1) + 1)...])
        do throws(FileError) {
            let watch = try watcher.watch(path, in: parent, name: name)
            above.append((directory.count, watch))
            if top == nil { top = watch }
        } catch {
            watcher.noteUnwatchable(FilePath(bytes: path), error)
            isFull = isFull || error.isWatchLimit
            if top == nil, above.isEmpty { isTopRemoved = isTopRemoved || error.isNotFound }
        }
    }

    private func isBelowSilent(_ directory: UnsafeRawBufferPointer) -> Bool {
        silentMounts.contains { directory.starts(with: $0 + [.slash]) }
    }

    mutating func follow(
        link name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) {
        // Where a directory is not watched, all it holds is polled.
        guard let parent = above.last, parent.pathCount == directory.count else { return }
        watcher.noteLink(Link(parent: .watch(parent.watch), name: [UInt8](name)), isNew: false)
    }

    func unreadable(_ path: UnsafeRawBufferPointer, isDirectory: Bool, _ error: FileError) {
        if isDirectory { watcher.noteUnwatchable(watcher.path(root, [UInt8](path)), error) }
    }
}
#endif
