internal import Events
internal import FileIO
internal import SystemPackage
internal import Threads
internal import Watch

/// One root in one scan: is it present, is it the one that is known, and what does it hold?
struct RootVisit {
    private var scope: RootScope
    private let knownRoot: KnownRoot?
    private let knownMounts: [KnownRoot]
    private let request: ScanRequest
    private let settings: Scanner.Settings
    private let cancellation: Cancellation
    private let progress: @Sendable (ScanProgress) -> Void

    init(
        scope: RootScope,
        known: [KnownRoot],
        request: ScanRequest,
        settings: Scanner.Settings,
        cancellation: Cancellation,
        progress: @escaping @Sendable (ScanProgress) -> Void
    ) {
        self.scope = scope
        knownRoot = known.first { $0.mount.isEmpty }
        knownMounts = known.filter { !$0.mount.isEmpty }
        self.request = request
        self.settings = settings
        self.cancellation = cancellation
        self.progress = progress
    }

    /// - Returns: the walk, or nil if the root is unavailable.
    mutating func run(_ known: any KnownFiles, into plan: inout ScanPlan) throws -> ScanWalk? {
        let finding = try RootGuard.look(at: scope.root, known: knownRoot)
        switch finding {
        case .unavailable(let loss):
            try planUnavailable(loss, known, into: &plan)
            return nil
        case .replaced, .new:
            widen()
        case .same:
            if knownRoot?.isUnavailable == true { widen() }
        }
        let mounts = knownMounts.filter { isConcerned($0) }
        for mount in mounts {
            if try isInPlace(mount), !mount.isUnavailable { continue }
            scope.directories.append(mount.mount)
        }
        scope.simplify()
        var walk = makeWalk(known)
        let isWalked = try look(&walk, &plan)
        if let loss = try loss(finding, isWalked: isWalked) {
            try planUnavailable(loss, known, into: &plan)
            return nil
        }
        guard try judge(finding, walk, known, into: &plan) else { return nil }
        for mount in mounts { try judge(mount, &walk, known, into: &plan) }
        noteWalked(mounts, into: &plan)
        planNewMounts(walk, into: &plan)
        return walk
    }

    private func noteWalked(_ mounts: [KnownRoot], into plan: inout ScanPlan) {
        for mount in [[]] + mounts.map(\.mount) {
            let path = LibraryPath.join(scope.root, mount)
            guard let identity = try? RootGuard.identity(of: path) else { continue }
            plan.walked.append(
                KnownRoot(root: scope.root, mount: mount, identity: identity, isUnavailable: false)
            )
        }
    }

    /// Only all of the root shows whether it is plausible.
    private mutating func widen() {
        scope.directories = [[]]
        scope.files = []
    }

    private func makeWalk(_ known: any KnownFiles) -> ScanWalk {
        ScanWalk(
            root: scope.root,
            known: known,
            knownFilms: settings.films,
            counted: knownMounts.map(\.mount),
            filter: settings.filter,
            isDeep: request.depth == .deep,
            cancellation: cancellation,
            progress: progress
        )
    }

    /// - Returns: whether the root itself could be walked, if that was asked for.
    private func look(_ walk: inout ScanWalk, _ plan: inout ScanPlan) throws -> Bool {
        var isWalked = true
        for directory in scope.directories {
            do {
                try walk.walk(directory, followSymlinks: settings.followSymlinks)
            } catch let error as FileError {
                walk.disregard(below: directory)
                if directory.isEmpty { isWalked = false }
                plan.errors.append(
                    ScanProblem(
                        path: FilePath(bytes: LibraryPath.join(scope.root, directory)),
                        message: error.description,
                        isUnread: !error.isNotFound
                    )
                )
            }
        }
        for file in scope.files {
            try walk.look(at: file, followSymlinks: settings.followSymlinks)
        }
        return isWalked
    }

    /// Why the walk proves nothing: the root became unavailable meanwhile, or another directory
    /// that cannot be read took its place.
    private func loss(_ finding: RootGuard.Finding, isWalked: Bool) throws -> RootLoss? {
        switch (finding, try RootGuard.look(at: scope.root, known: knownRoot)) {
        case (_, .unavailable(let loss)):
            return loss
        case (.same, .replaced):
            return .other("another directory took its place during the scan")
        case (.replaced, _) where !isWalked:
            return .other("another directory stands there, and it cannot be read")
        default:
            return nil
        }
    }
}

// MARK: The root itself

extension RootVisit {
    private func planUnavailable(
        _ loss: RootLoss,
        _ known: any KnownFiles,
        into plan: inout ScanPlan
    ) throws {
        guard let knownRoot else {
            let path = FilePath(bytes: scope.root)
            let kind = try? FileMetadata.of(path: scope.root, followSymlinks: true).kind
            plan.unavailable.append(.unusable(path, loss, isFile: kind == .regular))
            return
        }
        if request.acceptsRemovals {
            try plan.remove(knownRoot, mounts: knownMounts, known)
        } else {
            try plan.lose(knownRoot, loss, known)
        }
    }

    /// - Returns: whether what the walk found counts.
    private func judge(
        _ finding: RootGuard.Finding,
        _ walk: ScanWalk,
        _ known: any KnownFiles,
        into plan: inout ScanPlan
    ) throws -> Bool {
        switch finding {
        case .unavailable:
            return false
        case .new(let identity):
            plan.rootEvents.append(.rootAdded(scope.root, [], identity))
        case .same:
            if let knownRoot, knownRoot.isUnavailable {
                plan.rootEvents.append(knownRoot.returned(knownRoot.identity))
            }
        case .replaced(let identity):
            guard let knownRoot else { return true }
            let count = walk.seenCount(below: [])
            let knownCount = try known.fileCount(root: scope.root, below: [])
            if !request.acceptsRemovals,
                !RootGuard.isPlausible(found: count, known: knownCount)
            {
                try plan.lose(knownRoot, .replaced(found: count, known: knownCount), known)
                return false
            }
            plan.rootEvents.append(
                knownRoot.isUnavailable ? knownRoot.returned(identity) : knownRoot.changed(identity)
            )
        }
        return true
    }
}

// MARK: Mount points below it

extension RootVisit {
    private func isConcerned(_ mount: KnownRoot) -> Bool {
        scope.directories.contains {
            PathPrefix.contains($0, mount.mount) || PathPrefix.contains(mount.mount, $0)
        } || scope.files.contains { PathPrefix.contains(mount.mount, $0) }
    }

    private func isInPlace(_ mount: KnownRoot) throws -> Bool {
        let path = LibraryPath.join(mount.root, mount.mount)
        if case .same = try RootGuard.look(at: path, known: mount) { return true }
        return false
    }

    private func judge(
        _ mount: KnownRoot,
        _ walk: inout ScanWalk,
        _ known: any KnownFiles,
        into plan: inout ScanPlan
    ) throws {
        let path = LibraryPath.join(mount.root, mount.mount)
        switch try RootGuard.look(at: path, known: mount) {
        case .new, .same:
            if mount.isUnavailable { plan.rootEvents.append(mount.returned(mount.identity)) }
        case .unavailable(let loss):
            try lose(mount, loss, known, &walk, into: &plan)
        case .replaced(let identity):
            let count = walk.seenCount(below: mount.mount)
            let knownCount = try known.fileCount(root: scope.root, below: mount.mount)
            if RootGuard.isPlausible(found: count, known: knownCount) {
                plan.rootEvents.append(
                    mount.isUnavailable ? mount.returned(identity) : mount.changed(identity)
                )
            } else {
                try lose(
                    mount,
                    .notMounted(found: count, known: knownCount),
                    known,
                    &walk,
                    into: &plan
                )
            }
        }
    }

    private func lose(
        _ mount: KnownRoot,
        _ loss: RootLoss,
        _ known: any KnownFiles,
        _ walk: inout ScanWalk,
        into plan: inout ScanPlan
    ) throws {
        if request.acceptsRemovals {
            // The files below it that are not there now count as removed, like any others.
            plan.endedRoots.append(.rootRemoved(mount.root, mount.mount))
        } else {
            walk.disregard(below: mount.mount)
            try plan.lose(mount, loss, known)
        }
    }

    private func planNewMounts(_ walk: ScanWalk, into plan: inout ScanPlan) {
        let known = Set(knownMounts.map(\.mount))
        let found = Set(walk.mounts.map(\.path) + mountsOutside()).subtracting(known)
        for mount in found.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let path = LibraryPath.join(scope.root, mount)
            guard let identity = try? RootGuard.identity(of: path) else { continue }
            plan.rootEvents.append(.rootAdded(scope.root, mount, identity))
        }
    }

    /// The mount points that the walk begins at or below, so that it did not come across them.
    private func mountsOutside() -> [[UInt8]] {
        var devices: [[UInt8]: UInt64] = [:]
        func device(_ directory: [UInt8]) -> UInt64? {
            if let device = devices[directory] { return device }
            let path = LibraryPath.join(scope.root, directory)
            // A link to another file system is no mount.
            guard
                let found = try? FileMetadata.of(path: path, followSymlinks: directory.isEmpty),
                found.kind == .directory
            else { return nil }
            devices[directory] = found.device
            return found.device
        }
        var mounts: [[UInt8]] = []
        for start in scope.directories {
            var directory = start
            while !directory.isEmpty {
                let parent = PathPrefix.parent(of: directory)
                if let own = device(directory), let above = device(parent), own != above {
                    mounts.append(directory)
                }
                directory = parent
            }
        }
        return mounts
    }
}

extension KnownRoot {
    fileprivate func returned(_ identity: DirectoryIdentity) -> Event {
        .rootReturned(root, mount, identity)
    }

    fileprivate func changed(_ identity: DirectoryIdentity) -> Event {
        .rootChanged(root, mount, identity)
    }
}
