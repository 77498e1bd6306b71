#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc
import Inotify
import SystemPackage

/// Roots of ``InotifySource`` that are not there at the start, go, and come back.
///
/// While a root is unavailable, the nearest directory above it that exists is watched for the next
/// one on the way. A mount over a directory gives no event of its own, so mounts are compared
/// whenever any changed, and each root's identity once an interval as well.
extension InotifyWatcher {
    private static let anchorMask = UInt32(
        IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_MASK_ADD
    )
    /// How often the way to a root may change under our hands before the interval has to do.
    private static let anchorTries = 32

    /// Watches a root and all below it, or waits for it.
    ///
    /// - Parameters:
    ///   - isFirst: at the start a root that is there is no news, and one that isn't is.
    ///   - mayRetry: whether to begin again if it is there after all. Where a drive that is away is
    ///     mounted on demand, it seems to be there and cannot be opened, again and again.
    func registerRoot(_ index: Int, isFirst: Bool, mayRetry: Bool = true) {
        let root = roots[index].path
        for _ in 0..<Self.anchorTries {
            guard let identity = identity(of: root) else { break }
            let wasWatched = roots[index].watch != nil || roots[index].isSilent
            roots[index].identity = identity
            roots[index].mounts = MountTable.mounts(below: root)
            switch watchRoot(index) {
            case .removed:
                noteTrouble()
                continue
            case .unwatchable: return roots[index].watch = nil
            case .watched(let watch):
                if let former = roots[index].watch, former != watch {
                    leave(former, .root(index), [])
                }
                roots[index].watch = watch
            case nil: roots[index].isSilent = true
            }
            dropAnchor(index)
            if !wasWatched, !isFirst {
                noteTrouble()
                queue.offer(.rootReturned(root))
                hints.append(.directory(root))
            }
            return
        }
        loseRoot(index, isNews: isFirst)
        anchorRoot(index, mayRegister: mayRetry)
    }

    /// - Returns: nil where nothing is watched, for the kernel would not tell.
    private func watchRoot(_ index: Int) -> RegistrationResult? {
        let root = roots[index].path
        if let type = options.silentType(root) {
            noteSilent(root, type)
            return nil
        }
        return register(root: index, subdirectory: [], in: .root(index))
    }

    /// Forgets all that was watched beneath a root.
    ///
    /// - Parameter isNews: told even where the root was not watched.
    func loseRoot(_ index: Int, isNews: Bool = false) {
        let wasWatched = roots[index].watch != nil || roots[index].isSilent
        if let watch = roots[index].watch { leave(watch, .root(index), []) }
        roots[index].watch = nil
        roots[index].isSilent = false
        roots[index].identity = nil
        silent = silent.filter { !$0.starts(with: roots[index].path) }
        guard isNews || wasWatched else { return }
        noteTrouble()
        queue.offer(.rootUnavailable(roots[index].path))
        hints.append(.directory(roots[index].path))
    }

    func noteTrouble() {
        nextRecheck = .now + options.recheckDelay
    }

    /// The second look after trouble.
    func recheckRoots() {
        nextRecheck = nil
        checkRoots()
        for index in roots.indices where roots[index].watch != nil {
            registerRoot(index, isFirst: false)
        }
        hints += roots.map { .directory($0.path) }
    }

    /// Compares each root with the directory that is watched for it.
    func checkRoots() {
        for index in roots.indices {
            let identity = identity(of: roots[index].path)
            let isSeen = roots[index].watch != nil || roots[index].isSilent
            let isSame = isSeen && identity == roots[index].identity
            if isSame { continue }
            if roots[index].identity != nil, identity != roots[index].identity { loseRoot(index) }
            if identity == nil, roots[index].anchor != nil { continue }
            registerRoot(index, isFirst: false)
        }
    }

    /// Something was mounted or unmounted: the roots it concerns are watched anew, and looked at
    /// where that was.
    func checkMounts() {
        checkRoots()
        var changed: Set<MountTable.Mount> = []
        for root in roots where root.watch != nil {
            changed.formUnion(MountTable.mounts(below: root.path).symmetricDifference(root.mounts))
        }
        if changed.isEmpty { return }
        table.beginGeneration()
        for index in roots.indices where roots[index].watch != nil {
            registerRoot(index, isFirst: false)
        }
        for watch in table.removeUnseen() { notifier.remove(watch) }
        hints += changed.map { .directory($0.path) }
    }

    /// Looks whether an event on the way to an unavailable root brought it closer.
    func noteAnchorEvent(_ event: InotifyEvent) {
        for (index, root) in roots.enumerated() {
            guard let anchor = root.anchor, anchor.watch == event.watch else { continue }
            guard event.name.isEmpty || event.name.elementsEqual(anchor.name) else { continue }
            // The kernel dropped a watch that it ignores from now on.
            if event.mask & UInt32(IN_IGNORED) != 0 { roots[index].anchor = nil }
            registerRoot(index, isFirst: false)
        }
    }

    private func anchorRoot(_ index: Int, mayRegister: Bool) {
        for _ in 0..<Self.anchorTries {
            dropAnchor(index)
            guard let (directory, name) = nearestAbove(roots[index].path) else { return }
            do throws(FileError) {
                let watch = try notifier.add(path: directory.bytes, mask: Self.anchorMask)
                roots[index].anchor = Root.Anchor(
                    watch: watch,
                    name: FilePath(root: nil, [name]).bytes
                )
            } catch {
                // Removed in between: look again. For anything else there is the interval.
                if error.isNotFound { continue }
                return
            }
            // Watched first, then looked at: it may have come meanwhile.
            let isStillMissing = identity(of: directory.appending(name)) == nil
            if isStillMissing { return }
            if identity(of: roots[index].path) != nil {
                if mayRegister { registerRoot(index, isFirst: false, mayRetry: false) }
                return
            }
        }
    }

    private func dropAnchor(_ index: Int) {
        guard let anchor = roots[index].anchor else { return }
        roots[index].anchor = nil
        let isShared = roots.contains { $0.anchor?.watch == anchor.watch }
        if !isShared, !table.contains(anchor.watch) { notifier.remove(anchor.watch) }
    }

    /// The nearest directory above `path` that exists, and the missing name in it.
    private func nearestAbove(_ path: FilePath) -> (directory: FilePath, name: FilePath.Component)?
    {
        var directory = path
        while let last = directory.lastComponent, directory.removeLastComponent() {
            if identity(of: directory) != nil { return (directory, last) }
        }
        return nil
    }

    /// Which directory `path` is; `nil` where there is none.
    private func identity(of path: FilePath) -> Root.Identity? {
        guard let metadata = try? FileMetadata.of(path: path.bytes), metadata.kind == .directory
        else { return nil }
        return Root.Identity(device: metadata.device, inode: metadata.inode)
    }
}
#endif
