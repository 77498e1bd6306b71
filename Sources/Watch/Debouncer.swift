package import SystemPackage

/// Collects hints until the place they concern has been quiet for a while, or has waited for too
/// long.
///
/// A pure value: each call passes the time in, which must not run backwards. Hints group by
/// directory, and each group has its own quiet period, so that one album being copied does not hold
/// up another. The two ends of a rename join their groups. Removed names come last, once no other
/// group is pending or their time is up, so that a file that moved is found at its new place first.
/// Memory is bounded: a directory with too many paths becomes one hint for the directory, too many
/// directories become one hint for their root, and hints that another one covers are dropped.
package struct Debouncer: Sendable {
    package typealias Instant = ContinuousClock.Instant

    /// How many paths are kept separately before they are merged.
    package struct Limits: Sendable {
        package var filesPerDirectory = 256
        package var directories = 1_024
        package var files = 8_192

        package init() {}
    }

    private struct Group {
        var first: Instant
        var last: Instant
        /// Directories whose files are in the group.
        var directories: Set<TreePath> = []
        /// Whether a name in it was removed.
        var hasRemoval = false
    }

    /// What is pending beneath one directory.
    private struct Place {
        var group: Int
        /// Names in the directory; unused once the whole subtree is to be compared.
        var files: Set<TreePath> = []
        var isSubtree = false
    }

    private let quiet: Duration
    private let maximumDelay: Duration
    private let roots: [TreePath]
    private let limits: Limits
    private var groups: [Int: Group] = [:]
    private var places: [TreePath: Place] = [:]
    /// Which names files had before, by their new ones: as many as files at most.
    private var formerNames: [TreePath: TreePath] = [:]
    private var nextGroup = 0
    private var fileCount = 0

    /// - Parameters:
    ///   - quiet: how long a directory must be still; 0 hands out every hint at once.
    ///   - maximumDelay: how long a hint may wait at most; never less than `quiet`.
    ///   - roots: the directories that hints lie in. A hint outside of them is dropped, because
    ///     nothing there belongs to the library.
    package init(
        quiet: Duration,
        maximumDelay: Duration = .seconds(10),
        roots: [FilePath],
        limits: Limits = Limits()
    ) {
        self.quiet = quiet
        self.maximumDelay = max(quiet, maximumDelay)
        self.roots = roots.map(TreePath.init)
        self.limits = limits
    }

    package var isEmpty: Bool { places.isEmpty }

    /// How many paths are kept now; at most `limits.files + limits.directories` (or as many roots).
    package var pathCount: Int { fileCount + places.count }

    /// When the next hints are due; `nil` if there are none.
    package var nextDeadline: Instant? {
        let latest = groups.values.lazy.map(quietDeadline).max()
        return groups.values.lazy.map { deadline($0, latest: latest) }.min()
    }

    package mutating func add(_ hint: FileHint, at now: Instant) {
        if case .removed(let path) = hint { formerNames[TreePath(path)] = nil }
        guard let directory = place(hint, at: now) else { return }
        collapse(directory, at: now)
    }

    /// Adds both ends of a rename; the same ``takeDue(at:)`` returns them. They wait for no other
    /// hint, because the new place of the old name is known.
    package mutating func add(_ move: HintMove, at now: Instant) {
        var from = move.from
        if case .removed(let path) = from { from = .file(path) }
        let ends = [place(from, at: now), place(move.to, at: now)].compactMap { $0 }
        // The second may have swallowed the first.
        let groups = ends.compactMap { places[$0]?.group }
        if groups.count == 2 { join(groups[0], groups[1]) }
        for directory in ends { collapse(directory, at: now) }
        if case .file(let old) = from, case .file(let new) = move.to {
            noteRename(TreePath(old), to: TreePath(new))
        }
    }

    /// The hints whose directories were quiet long enough, or that waited too long.
    package mutating func takeDue(at now: Instant) -> [FileHint] {
        let latest = groups.values.lazy.map(quietDeadline).max()
        let due = groups.filter { deadline($0.value, latest: latest) <= now }
        var hints: [FileHint] = []
        for (id, group) in due {
            groups[id] = nil
            for directory in group.directories { take(directory, into: &hints) }
        }
        return hints
    }

    /// The renames whose hints were taken: from the first name to the last, each new name once.
    package mutating func takeRenames() -> [HintMove] {
        let taken = formerNames.filter { !isPending($0.key) }
        for name in taken.keys { formerNames[name] = nil }
        return taken.map { HintMove(from: .file($0.value.filePath), to: .file($0.key.filePath)) }
    }

    private mutating func noteRename(_ old: TreePath, to new: TreePath) {
        let first = formerNames.removeValue(forKey: old) ?? old
        formerNames[new] = first == new || formerNames.count >= limits.files ? nil : first
    }

    private func isPending(_ path: TreePath) -> Bool {
        guard let directory = path.parent else { return false }
        return coveringSubtree(of: directory) != nil
            || places[directory]?.files.contains(path) == true
    }
}

// MARK: - Groups

extension Debouncer {
    private func quietDeadline(_ group: Group) -> Instant {
        min(group.last + quiet, group.first + maximumDelay)
    }

    /// - Parameter latest: the quiet deadline of the group that comes last.
    private func deadline(_ group: Group, latest: Instant?) -> Instant {
        let own = quietDeadline(group)
        guard group.hasRemoval, let latest else { return own }
        return min(max(own, latest), group.first + maximumDelay)
    }

    private mutating func take(_ directory: TreePath, into hints: inout [FileHint]) {
        guard let place = places.removeValue(forKey: directory) else { return }
        fileCount -= place.files.count
        if place.isSubtree {
            hints.append(.directory(directory.filePath))
        } else {
            hints += place.files.map { .file($0.filePath) }
        }
    }

    /// Notes the hint where it belongs and returns that place; `nil` where no root holds it.
    private mutating func place(_ hint: FileHint, at now: Instant) -> TreePath? {
        let path = TreePath(hint.path)
        guard let root = roots.first(where: { path.isWithin($0) }) else { return nil }
        if case .directory = hint { return placeSubtree(path, at: now) }
        guard path != root, let directory = path.parent else { return placeSubtree(path, at: now) }
        if let covering = coveringSubtree(of: directory) {
            touch(covering, at: now)
            noteRemoval(hint, in: covering)
            return covering
        }
        touch(directory, at: now)
        noteRemoval(hint, in: directory)
        if places[directory]?.files.insert(path).inserted == true { fileCount += 1 }
        return directory
    }

    private mutating func noteRemoval(_ hint: FileHint, in directory: TreePath) {
        guard case .removed = hint, let group = places[directory]?.group else { return }
        groups[group]?.hasRemoval = true
    }

    private mutating func placeSubtree(_ directory: TreePath, at now: Instant) -> TreePath {
        if let covering = coveringSubtree(of: directory) {
            touch(covering, at: now)
            return covering
        }
        touch(directory, at: now)
        becomeSubtree(directory)
        return directory
    }

    /// The pending subtree that `directory` is in.
    private func coveringSubtree(of directory: TreePath) -> TreePath? {
        var candidate: TreePath? = directory
        while let path = candidate {
            if places[path]?.isSubtree == true { return path }
            candidate = path.parent
        }
        return nil
    }

    private mutating func touch(_ directory: TreePath, at now: Instant) {
        if let group = places[directory]?.group {
            groups[group]?.last = now
            return
        }
        groups[nextGroup] = Group(first: now, last: now, directories: [directory])
        places[directory] = Place(group: nextGroup)
        nextGroup += 1
    }

    /// Makes one hint of `directory` and of all that is pending beneath it.
    private mutating func becomeSubtree(_ directory: TreePath) {
        guard let place = places[directory], !place.isSubtree else { return }
        fileCount -= place.files.count
        places[directory] = Place(group: place.group, isSubtree: true)
        for other in places.keys.filter({ $0 != directory && $0.isWithin(directory) }) {
            absorb(other, into: directory)
        }
    }

    private mutating func absorb(_ covered: TreePath, into directory: TreePath) {
        guard let place = places.removeValue(forKey: covered) else { return }
        fileCount -= place.files.count
        groups[place.group]?.directories.remove(covered)
        // What was renamed from or to there stays together with it.
        if let group = places[directory]?.group { join(group, place.group) }
    }

    /// Makes one group of two; it is as old as the older and as fresh as the fresher.
    private mutating func join(_ one: Int, _ other: Int) {
        guard one != other, let first = groups[one], let second = groups[other] else { return }
        let isFirstLarger = first.directories.count >= second.directories.count
        let (kept, dropped) = isFirstLarger ? (one, other) : (other, one)
        let moving = isFirstLarger ? second.directories : first.directories
        groups[dropped] = nil
        groups[kept]?.first = min(first.first, second.first)
        groups[kept]?.last = max(first.last, second.last)
        groups[kept]?.hasRemoval = first.hasRemoval || second.hasRemoval
        // One by one and in place: a union would copy the larger set each time.
        for directory in moving {
            groups[kept]?.directories.insert(directory)
            places[directory]?.group = kept
        }
    }

    /// Brings what is pending back under the limits, after `directory` grew.
    private mutating func collapse(_ directory: TreePath, at now: Instant) {
        if let place = places[directory], place.files.count > limits.filesPerDirectory {
            becomeSubtree(directory)
        }
        while fileCount > limits.files,
            let fullest = places.max(by: { $0.value.files.count < $1.value.files.count })
        {
            becomeSubtree(fullest.key)
        }
        while places.count > limits.directories {
            let crowds = roots.map { root in
                (root: root, count: places.keys.count { $0.isWithin(root) })
            }
            guard let crowd = crowds.max(by: { $0.count < $1.count }), crowd.count > 1 else {
                return
            }
            touch(crowd.root, at: now)
            becomeSubtree(crowd.root)
        }
    }
}
