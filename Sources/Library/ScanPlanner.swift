internal import Events
internal import FileIO
internal import SystemPackage
internal import Threads
internal import Watch

/// Walks what the request names and compares it with what is known.
struct ScanPlanner {
    let settings: Scanner.Settings
    let request: ScanRequest
    let pool: TagPool
    let cancellation: Cancellation
    let progress: @Sendable (ScanProgress) -> Void

    func plan(_ known: any KnownFiles) throws -> ScanPlan {
        if settings.roots.isEmpty { throw ScanError.noRoots }
        var plan = ScanPlan()
        let knownRoots = try known.roots()
        var walks: [ScanWalk] = []
        for scope in try scopes(knownRoots, known) {
            let ownKnown = knownRoots.filter { $0.root == scope.root }
            var visit = RootVisit(
                scope: scope,
                known: ownKnown,
                request: request,
                settings: settings,
                cancellation: cancellation,
                progress: progress
            )
            if let walk = try visit.run(known, into: &plan) { walks.append(walk) }
            try cancellation.check()
        }
        if case .everything = request.scope {
            try planUnconfigured(knownRoots, known, into: &plan)
        }
        var identity = FileIdentity(
            of: walks,
            known: known,
            request: request,
            followSymlinks: settings.followSymlinks,
            witness: TagWitness(pool: pool, followSymlinks: settings.followSymlinks),
            roots: knownRoots
        )
        for (walk, outcome) in zip(walks, try identity.resolve()) {
            try plan.add(walk, outcome, known)
        }
        try planOtherNames(walks, known, into: &plan)
        return plan
    }

    /// Writing to a file through one of its names changes it under all of them, but only that name
    /// is hinted, and it may no longer exist.
    private func planOtherNames(
        _ walks: [ScanWalk],
        _ known: any KnownFiles,
        into plan: inout ScanPlan
    ) throws {
        if case .everything = request.scope { return }
        let moved = Set(plan.moves.map(\.file.id))
        let seen = Set(
            walks.flatMap { walk in
                walk.differences().map { LibraryPath.join(walk.root, $0.path) }
            }
        )
        for difference in walks.lazy.flatMap({ $0.differences() }) {
            for (path, file) in try known.files(inode: difference.inode) {
                if moved.contains(file.id) || seen.contains(path.absolute) { continue }
                if let stat = difference.stat, file.isUnchanged(stat) { continue }
                plan.otherNames.append(FilePath(bytes: path.absolute))
            }
        }
    }

    // MARK: Scope

    private func scopes(_ roots: [KnownRoot], _ known: any KnownFiles) throws -> [RootScope] {
        var scopes = settings.roots.map { RootScope(root: $0.bytes) }
        switch request.scope {
        case .everything:
            for index in scopes.indices { scopes[index].directories = [[]] }
        case .hints(let hints):
            for hint in hints { try add(hint, to: &scopes, known) }
        case .paths(let paths):
            for path in paths {
                if try !add(.file(path), to: &scopes, known) {
                    throw ScanError.outsideLibrary(path)
                }
                if !isThere(path), try !isKnown(path, scopes, known) {
                    throw ScanError.notFound(path)
                }
            }
        }
        for index in scopes.indices { scopes[index].simplify() }
        return scopes.filter { !$0.isEmpty }
    }

    /// - Returns: whether it concerns the library.
    @discardableResult
    private func add(
        _ hint: FileHint,
        to scopes: inout [RootScope],
        _ known: any KnownFiles
    ) throws -> Bool {
        let path = hint.path.bytes
        var isInside = false
        for index in scopes.indices {
            let root = scopes[index].root
            if let relative = LibraryPath.relative(path, to: root) {
                isInside = true
                // The path may be a directory now, or may have been one.
                let isTree =
                    try relative.isEmpty || isDirectory(path)
                    || known.hasFiles(root: root, below: relative)
                if case .directory = hint {
                    scopes[index].directories.append(relative)
                } else if isTree {
                    scopes[index].directories.append(relative)
                } else {
                    scopes[index].files.append(relative)
                }
            } else if LibraryPath.relative(root, to: path) != nil {
                // A hint above a root concerns all of it.
                isInside = true
                scopes[index].directories.append([])
            }
        }
        return isInside
    }

    private func isDirectory(_ path: [UInt8]) -> Bool {
        let metadata = try? FileMetadata.of(path: path, followSymlinks: settings.followSymlinks)
        return metadata?.kind == .directory
    }

    private func isThere(_ path: FilePath) -> Bool {
        (try? FileMetadata.of(path: path.bytes, followSymlinks: false)) != nil
    }

    private func isKnown(_ path: FilePath, _ scopes: [RootScope], _ known: any KnownFiles) throws
        -> Bool
    {
        if try known.file(atAbsolute: path.bytes) != nil { return true }
        return try scopes.contains { scope in
            try LibraryPath.relative(path.bytes, to: scope.root).map {
                try known.hasFiles(root: scope.root, below: $0)
            } ?? false
        }
    }

    /// Roots that are no longer in the settings keep their files until the user says that they are
    /// not wanted: a mistyped setting must not empty the playlists.
    private func planUnconfigured(
        _ roots: [KnownRoot],
        _ known: any KnownFiles,
        into plan: inout ScanPlan
    ) throws {
        let configured = Set(settings.roots.map(\.bytes))
        for root in roots where root.mount.isEmpty && !configured.contains(root.root) {
            if request.acceptsRemovals {
                let mounts = roots.filter { $0.root == root.root && !$0.mount.isEmpty }
                try plan.remove(root, mounts: mounts, known)
            } else {
                try plan.lose(root, .notInSettings, known)
            }
        }
    }
}

/// The parts of one root that a scan looks at, relative to it.
struct RootScope {
    let root: [UInt8]
    var directories: [[UInt8]] = []
    var files: [[UInt8]] = []

    init(root: [UInt8]) {
        self.root = root
    }

    var isEmpty: Bool { directories.isEmpty && files.isEmpty }
    var isWhole: Bool { directories.contains([]) }

    /// Drops what lies inside another part, and what is named twice.
    mutating func simplify() {
        directories.sort { $0.lexicographicallyPrecedes($1) }
        var kept: [[UInt8]] = []
        for directory in directories
        where !kept.contains(where: { PathPrefix.contains($0, directory) }) {
            kept.append(directory)
        }
        directories = kept
        files = Set(files).filter { file in !kept.contains { PathPrefix.contains($0, file) } }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension ScanPlan {
    /// Reports a known root or mount point as unavailable, and keeps its files.
    mutating func lose(_ root: KnownRoot, _ loss: RootLoss, _ known: any KnownFiles) throws {
        let path = FilePath(bytes: LibraryPath.join(root.root, root.mount))
        let count = try known.fileCount(root: root.root, below: root.mount)
        unavailable.append(.unavailable(path, loss, fileCount: count))
        if root.isUnavailable { return }
        rootEvents.append(.rootLost(root.root, root.mount, loss))
    }

    /// Removes a root with all its files and the mount points below it.
    mutating func remove(
        _ root: KnownRoot,
        mounts: [KnownRoot],
        _ known: any KnownFiles
    ) throws {
        try known.forEachFile(root: root.root, below: root.mount) { path, file in
            removals.append(
                Removal(
                    file: file,
                    path: LibraryPath(root: root.root, path: Array(path)),
                    isAccepted: true
                )
            )
        }
        for mount in mounts { endedRoots.append(.rootRemoved(mount.root, mount.mount)) }
        endedRoots.append(.rootRemoved(root.root, root.mount))
    }

    mutating func add(
        _ walk: ScanWalk,
        _ outcome: FileIdentity.Outcome,
        _ known: any KnownFiles
    ) throws {
        unchangedCount += walk.unchangedCount
        isSlow = isSlow || walk.isSlow
        passedOver += walk.passedOver
        films.merge(walk.films) { $1 }
        // A storm may be large: growing arrays would double it for a moment.
        let moveCount = outcome.verdicts.values.count { $0.isMove }
        moves.reserveCapacity(moves.count + moveCount)
        var numbers: [Int32] = []
        var kinds: [Int32: Reading.Kind] = [:]
        numbers.reserveCapacity(walk.sightings.count - moveCount)
        for (index, sighting) in walk.sightings.enumerated() {
            let path = LibraryPath(root: walk.root, path: sighting.path)
            let number = Int32(index)
            switch outcome.verdicts[index] {
            case .moved(let file, let from):
                moves.append(Move(file: file, from: from, to: path, stat: sighting.stat))
                continue
            case .touched(let file):
                touches.append(Touch(file: file, path: path, stat: sighting.stat))
                continue
            case .rewritten(let file, let from):
                moves.append(
                    Move(
                        file: file,
                        from: from,
                        to: path,
                        stat: sighting.stat,
                        isRewritten: true
                    )
                )
                kinds[number] = .rewritten(file, try known.content(of: file.id))
            case .same(let file):
                kinds[number] = .suspected(file, try known.content(of: file.id))
            case .changed(let file):
                kinds[number] = .changed(file, try known.content(of: file.id))
            case .returned(let file):
                let isSame = file.hasSameContent(sighting.stat)
                let content = isSame ? nil : try known.content(of: file.id)
                kinds[number] = .returned(file, content)
            case nil: break
            }
            numbers.append(number)
        }
        readings.append(of: walk, numbers: numbers, kinds: kinds)
        removals += outcome.removed.map { Removal(file: $0.file, path: $0.path) }
        for part in walk.unreadable {
            let path = FilePath(bytes: LibraryPath.join(walk.root, part.path))
            errors.append(.init(path: path, message: part.error.description, isUnread: true))
        }
    }
}
