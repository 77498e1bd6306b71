internal import Events
internal import FileIO
internal import Journal
internal import SystemPackage
internal import Tags
internal import Watch

/// Appends what a scan planned, as far as it still holds under the decision lock.
struct ScanRecorder {
    struct Counts {
        var added = 0
        var returned = 0
        var changed = 0
        var moved = 0
        var removed = 0
        var unchanged = 0
        var passedOver = PassedOver()
        var films: Films = [:]
        var errors = ScanProblems()
    }

    /// How many files are read and recorded at a time: a crash loses at most that much work.
    static let chunkCount = 2_048
    private static let removalsPerFrame = 32_768

    private(set) var counts = Counts()
    /// Paths that changed since they were looked at, or that were not looked at.
    private(set) var again: [FilePath] = []
    /// Whether only the tags can show how they changed.
    private(set) var needsTagsAgain = false
    /// Names that their files did not leave after all: files that would take them must wait.
    private var kept: Set<[UInt8]> = []
    /// Files that moved, and whose content is still to be told.
    private var rewrittenIDs: Set<UInt64> = []
    /// Inodes of those files: other places where they were seen may be outdated.
    private var keptInodes: Set<UInt64> = []

    /// Where another file arrives, the old one has left although its name exists.
    private lazy var arrivals = Set(
        plan.moves.map(\.to.absolute) + plan.readings.map(\.path.absolute)
    )
    private var toldUnavailable: Set<FilePath> = []

    private var plan: ScanPlan
    private let settings: Scanner.Settings
    private let ledger: any LibraryLedger
    /// While this is the head, nobody else has appended, and what was known still holds. It becomes
    /// nil once somebody has: the rest of the plan is then outdated.
    private var expectedHead: Position?

    init(
        plan: ScanPlan,
        head: Position,
        settings: Scanner.Settings,
        ledger: any LibraryLedger
    ) {
        self.plan = plan
        self.settings = settings
        self.ledger = ledger
        expectedHead = head
        again = plan.otherNames
    }

    // MARK: Steps

    /// Roots, removals, moves and touches. Moves that depend on one another share a frame, so that they apply
    /// as a set.
    mutating func recordStructure() throws {
        var removals = plan.removals.chunks(of: Self.removalsPerFrame)
        let last = removals.popLast() ?? []
        var rootEvents = plan.rootEvents
        for chunk in removals {
            try decide { recorder, known, sink in
                try rootEvents.forEach(sink.append)
                rootEvents = []
                try recorder.addRemovals(chunk, known, sink)
            }
        }
        var touches = plan.touches.chunks(of: Self.removalsPerFrame)
        let first = touches.isEmpty ? [] : touches.removeFirst()
        if rootEvents.isEmpty, last.isEmpty, plan.moves.isEmpty, first.isEmpty { return }
        try decide { recorder, known, sink in
            try rootEvents.forEach(sink.append)
            try recorder.addRemovals(last, known, sink)
            try recorder.addMoves(recorder.plan.moves, known, sink)
            try recorder.addTouches(first, known, sink)
        }
        for chunk in touches {
            try decide { recorder, known, sink in try recorder.addTouches(chunk, known, sink) }
        }
    }

    mutating func record(_ readings: ArraySlice<TagPool.Reading>) throws {
        try decide { recorder, known, sink in
            for reading in readings {
                let events = try recorder.events(reading, known)
                if events.count == 1 {
                    try sink.append(events[0])
                } else if !events.isEmpty {
                    try sink.appendTogether(events)
                }
            }
        }
    }

    /// Roots that end, after all their files did.
    mutating func recordRoots() throws {
        if plan.endedRoots.isEmpty { return }
        try decide { recorder, _, sink in try recorder.plan.endedRoots.forEach(sink.append) }
    }

    /// All is recorded.
    mutating func forgetPlan() {
        plan = ScanPlan()
        arrivals = []
    }

    private mutating func decide(
        _ body: (inout ScanRecorder, (any KnownFiles)?, any EventSink) throws -> Void
    ) throws {
        let ledger = ledger
        var isCurrent = true
        let head = try ledger.decide(knowing: expectedHead) { known, sink in
            isCurrent = known == nil
            try body(&self, known, sink)
        }
        expectedHead = isCurrent ? head : nil
    }

    // MARK: Events

    private mutating func addRemovals(
        _ removals: ArraySlice<ScanPlan.Removal>,
        _ known: (any KnownFiles)?,
        _ sink: any EventSink
    ) throws {
        if removals.isEmpty { return }
        let unavailable = unavailableRoots()
        for removal in removals {
            guard try isStill(removal.file, at: removal.path, known) else { continue }
            let absolute = removal.path.absolute
            if !removal.isAccepted, unavailable.contains(where: { $0.holds(removal.path) }) {
                kept.insert(absolute)
                continue
            }
            if !removal.isAccepted, !arrivals.contains(absolute), isThere(removal.path) {
                again.append(FilePath(bytes: absolute))
                continue
            }
            try sink.append(.fileRemoved(removal.file.id, from: removal.path))
            counts.removed += 1
        }
    }

    /// Absence is not deletion: a root that was unmounted after its walk shows no files either.
    private mutating func unavailableRoots() -> [KnownRoot] {
        let unavailable = plan.walked.filter { walked in
            let path = LibraryPath.join(walked.root, walked.mount)
            if case .same = try? RootGuard.look(at: path, known: walked) { return false }
            return true
        }
        for root in unavailable {
            let path = FilePath(bytes: LibraryPath.join(root.root, root.mount))
            guard toldUnavailable.insert(path).inserted else { continue }
            let message = "\(path.string) became unavailable during the scan; its files are kept."
            counts.errors.append(ScanProblem(path: path, message: message, isUnread: true))
        }
        return unavailable
    }

    /// Whether a walk would find the file now.
    private func isThere(_ path: LibraryPath) -> Bool {
        guard stat(path) != nil else { return false }
        let filter = settings.filter.scoped(to: FilePath(bytes: path.root))
        let isWanted = path.path.withUnsafeBytes { filter.wants(fileAt: $0) }
        return isWanted
            && ScanWalk.isReached(
                path.root,
                path.path,
                followSymlinks: settings.followSymlinks
            )
    }

    private mutating func addMoves(
        _ moves: [ScanPlan.Move],
        _ known: (any KnownFiles)?,
        _ sink: any EventSink
    ) throws {
        var confirmed: [(move: ScanPlan.Move, stat: FileStat)] = []
        for move in moves {
            guard try isStill(move.file, at: move.from, known) else { continue }
            if let stat = stat(move.to), stat.inode == move.stat.inode,
                move.isRewritten || move.file.hasSameSizeAndTime(stat)
            {
                confirmed.append((move, stat))
            } else {
                postpone(move)
            }
        }
        let held = MoveChains.heldBack(
            confirmed.map { ($0.move.from.absolute, $0.move.to.absolute) },
            by: kept
        )
        for index in held { postpone(confirmed[index].move) }
        let isHeld = Set(held)
        confirmed = confirmed.indices.filter { !isHeld.contains($0) }.map { confirmed[$0] }
        // Perhaps somebody wrote to it since and restored the old time.
        for (move, stat) in confirmed where stat != move.stat {
            again.append(FilePath(bytes: move.to.absolute))
            needsTagsAgain = true
        }
        counts.moved += confirmed.count
        rewrittenIDs.formUnion(confirmed.filter(\.move.isRewritten).map(\.move.file.id))
        for chain in MoveChains.chains(of: confirmed.map { ($0.move.from, $0.move.to) }) {
            try sink.appendTogether(
                chain.map { index in
                    let (move, stat) = confirmed[index]
                    // What is in it now is told by an event of its own; until then it looks unread.
                    let told = move.isRewritten ? move.file.stat(device: stat.device) : stat
                    return .fileMoved(move.file.id, from: move.from, to: move.to, told)
                }
            )
        }
    }

    private mutating func addTouches(
        _ touches: ArraySlice<ScanPlan.Touch>,
        _ known: (any KnownFiles)?,
        _ sink: any EventSink
    ) throws {
        for touch in touches {
            guard try isStill(touch.file, at: touch.path, known), stat(touch.path) == touch.stat
            else {
                again.append(FilePath(bytes: touch.path.absolute))
                continue
            }
            try sink.append(.fileTouched(touch.file.id, at: touch.path, touch.stat))
            counts.unchanged += 1
        }
    }

    private mutating func postpone(_ move: ScanPlan.Move) {
        kept.insert(move.from.absolute)
        keptInodes.insert(move.file.inode)
        again += [move.to, move.from].map { FilePath(bytes: $0.absolute) }
    }

    private mutating func events(
        _ reading: TagPool.Reading,
        _ known: (any KnownFiles)?
    ) throws -> [Event] {
        let path = reading.planned.path
        guard try isStillAsPlanned(reading.planned, known) else {
            again.append(FilePath(bytes: path.absolute))
            return []
        }
        guard let stat = reading.stat else {
            again.append(FilePath(bytes: path.absolute))
            return []
        }
        let tags: FileTags?
        switch reading.content {
        case .tags(let found): tags = found
        case .film: tags = nil
        case .unread(let reason):
            recordUnread(reading.planned, reason)
            return []
        case .missing:
            again.append(FilePath(bytes: path.absolute))
            return []
        }
        if case .rewritten(let file, _) = reading.planned.kind, !rewrittenIDs.contains(file.id) {
            again.append(FilePath(bytes: path.absolute))
            return []
        }
        // Another inode is another file than the one that was planned: it may be known.
        guard stat.inode == reading.planned.stat.inode,
            self.stat(path) == stat, !keptInodes.contains(stat.inode),
            reading.planned.isKnown || !kept.contains(path.absolute)
        else {
            again.append(FilePath(bytes: path.absolute))
            return []
        }
        guard let tags else { return passOverFilm(reading.planned, stat) }
        let events = events(reading.planned, stat, AudioTags(tags))
        if !tags.error.isEmpty { addProblem(path, tags.error, isUnread: false) }
        return events
    }

    /// What was music at this path is gone.
    private mutating func passOverFilm(
        _ planned: ScanPlan.Reading,
        _ stat: FileStat
    ) -> [Event] {
        let path = planned.path.absolute
        counts.passedOver.films.add(FilePath(bytes: path))
        counts.films[path] = Film(stat)
        guard let file = planned.knownFile else { return [] }
        counts.removed += 1
        return [.fileRemoved(file.id, from: planned.path)]
    }

    /// Nothing is known of its content: what the library knows stays, and a file that it does not
    /// know is not in it yet. The next scan finds that it differs, and tries again.
    private mutating func recordUnread(_ planned: ScanPlan.Reading, _ reason: String) {
        if planned.isKnown { counts.unchanged += 1 }
        addProblem(planned.path, reason, isUnread: true)
    }

    private mutating func addProblem(_ path: LibraryPath, _ error: String, isUnread: Bool) {
        let file = FilePath(bytes: path.absolute)
        counts.errors.append(
            ScanProblem(path: file, message: "\(file.string): \(error)", isUnread: isUnread)
        )
    }

    private mutating func events(
        _ planned: ScanPlan.Reading,
        _ stat: FileStat,
        _ tags: AudioTags
    ) -> [Event] {
        let path = planned.path
        switch planned.kind {
        case .new: break
        case .returned(let file, let content):
            if content?.contradicts(TaggedContent(tags)) == true { break }
            counts.returned += 1
            return [.fileReturned(file.id, at: path, stat, tags)]
        case .suspected(let file, _) where file.hasSameSizeAndTime(stat) && file.hasSameTags(tags):
            counts.unchanged += 1
            return file.isUnchanged(stat) ? [] : [.fileTouched(file.id, at: path, stat)]
        case .changed(let file, let content), .rewritten(let file, let content),
            .suspected(let file, let content):
            if content?.contradicts(TaggedContent(tags)) == true {
                // Another recording has the name now.
                counts.removed += 1
                counts.added += 1
                return [.fileRemoved(file.id, from: path), .fileAdded(at: path, stat, tags)]
            }
            counts.changed += 1
            return [.fileChanged(file.id, at: path, stat, tags)]
        }
        counts.added += 1
        return [.fileAdded(at: path, stat, tags)]
    }

    // MARK: What still holds

    private func isStill(
        _ file: KnownFile,
        at path: LibraryPath,
        _ known: (any KnownFiles)?
    ) throws -> Bool {
        guard let known else { return true }
        return try known.file(atAbsolute: path.absolute)?.file.isStill(file) ?? false
    }

    private func isStillAsPlanned(
        _ planned: ScanPlan.Reading,
        _ known: (any KnownFiles)?
    ) throws -> Bool {
        guard let known else { return true }
        let found = try known.file(atAbsolute: planned.path.absolute)?.file
        switch planned.kind {
        case .new: return found == nil
        case .returned(let file, _): return try found == nil && known.isRemoved(file.id)
        case .changed(let file, _), .rewritten(let file, _), .suspected(let file, _):
            return found?.isStill(file) ?? false
        }
    }

    private func stat(_ path: LibraryPath) -> FileStat? {
        guard
            let metadata = try? FileMetadata.of(
                path: path.absolute,
                followSymlinks: settings.followSymlinks
            ),
            metadata.kind == .regular
        else { return nil }
        return FileStat(metadata)
    }
}

extension KnownRoot {
    fileprivate func holds(_ path: LibraryPath) -> Bool {
        path.root == root && PathPrefix.contains(mount, path.path)
    }
}
