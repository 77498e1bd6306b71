internal import Digests
internal import Events
internal import GRDB
internal import Journal
internal import Threads

/// One transaction of the runner: replay into every selected projector, then settle, then store the
/// checkpoints.
struct ProjectorRun {
    private let journal: Journal
    private let db: Database
    private let head: Position
    private let journalID: String
    private let registry: [any Projector]
    private let policy: RebuildPolicy
    private let cancellation: Cancellation

    /// The events decoded and applied between two savepoints. Each savepoint copies the pages that
    /// change in it, so a few large ones are cheaper than many small ones.
    private static let chunkCount = 4_096
    /// The same in bytes: of some events, such as those of long playlists, a few are enough.
    private static let chunkBytes = 2 << 20

    /// - Parameter registry: all projectors, in dependency order.
    init(
        journal: Journal,
        db: Database,
        head: Position,
        registry: [any Projector],
        policy: RebuildPolicy = .whereNeeded,
        cancellation: Cancellation = .never
    ) throws {
        self.journal = journal
        self.policy = policy
        self.cancellation = cancellation
        self.registry = registry
        self.db = db
        self.head = head
        journalID = try journal.identity()?.description ?? ""
        // Any CREATE invalidates SQLite's prepared statements.
        if try !db.tableExists("projectors") { try db.execute(sql: Checkpoint.tableSQL) }
    }

    /// - Parameter before: the digests of the tables before the run, if requested.
    func catchUp(
        _ selected: [any Projector],
        rebuilding: Set<String>,
        before: DigestsBefore? = nil
    ) throws -> CatchUpReport {
        var report = CatchUpReport(projectors: [], damages: [])
        let workers = try makeWorkers(selected, rebuilding: rebuilding, &report)
        try unsettleDependents(of: workers)
        try replay(into: workers, report: &report)
        // If there were no tables, continuing without the lost events loses nothing more.
        let isReplaced = workers.contains { $0.rebuildReason != nil }
        if isReplaced, !report.openDamages.isEmpty {
            throw ProjectionError.damagedJournal(report.openDamages)
        }
        for worker in workers where worker.isRebuilding {
            try worker.projector.schema.createIndexes(db)
        }
        for worker in workers {
            try cancellation.check()
            try settle(worker, among: workers)
        }
        try markForPublishing(workers, before: before, &report)
        for worker in workers {
            try worker.checkpoint.store(worker.projector.name, db)
            report.projectors.append(worker.report)
        }
        try pruneChangeLogs(of: selected)
        return report
    }

    /// Files whose tables a replay reproduced are up to date. All others are marked to be written
    /// again.
    private func markForPublishing(
        _ workers: [ProjectorWorker],
        before: DigestsBefore?,
        _ report: inout CatchUpReport
    ) throws {
        var changed = Set<String>()
        let isAsked = before != nil
        let before = try before?.values() ?? [:]
        for worker in workers where worker.isRebuilding {
            let name = worker.projector.name
            let after =
                !isAsked ? nil : try TableDigest.digest(of: worker.projector.schema, db)
            report.digests[name] = after
            if after == nil || after != before[name] { changed.insert(name) }
            guard let publisher = worker.projector as? any PublishingProjector else { continue }
            if changed.contains(name) || publisher.dependencies.contains(where: changed.contains) {
                try publisher.markAll(db)
            }
        }
    }

    /// A projector without a checkpoint will start from the beginning and needs no change log.
    private func pruneChangeLogs(of projectors: [any Projector]) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT name, checkpoint FROM projectors")
        )
        let checkpoints = Dictionary(
            uniqueKeysWithValues: rows.map { ($0["name"] as String, $0["checkpoint"] as Int64) }
        )
        for table in projectors.flatMap(\.schema.tables) where table.isChangeLog {
            let needed = table.reader.map { checkpoints[$0] } ?? checkpoints.values.min()
            try db.cachedStatement(sql: "DELETE FROM \(table.name) WHERE position < ?")
                .execute(arguments: [needed ?? .max])
        }
    }

    // MARK: Starting

    private func makeWorkers(
        _ selected: [any Projector],
        rebuilding: Set<String>,
        _ report: inout CatchUpReport
    ) throws -> [ProjectorWorker] {
        var rebuilt = rebuilding
        var lastRecords = LastRecords(journal: journal)
        return try selected.map { projector in
            let stored = try Checkpoint.load(projector.name, db)
            var reason =
                try stored.map { try reasonToRebuild(projector, $0, &lastRecords, &report) } ?? nil
            if let dependency = projector.dependencies.first(where: rebuilt.contains) {
                reason = reason ?? .dependency(dependency)
            }
            if rebuilding.contains(projector.name) { reason = .askedFor }
            if policy == .never, let found = reason {
                guard !found.isOfAnotherJournal else {
                    throw ProjectionError.otherJournal(name: projector.name, reason: "\(found)")
                }
                reason = nil
            }
            if reason != nil { rebuilt.insert(projector.name) }
            // Empty tables are loaded without indexes, new or not.
            let isFresh = stored == nil || reason != nil || stored?.position == .zero
            if isFresh { try projector.schema.recreateTables(db) }
            let checkpoint =
                isFresh ? .start(of: projector, journalID: journalID) : stored
            guard let checkpoint else { preconditionFailure("a stored checkpoint is there") }
            return ProjectorWorker(
                projector: projector,
                session: try projector.session(db, isReplay: isFresh),
                checkpoint: checkpoint,
                isRebuilding: isFresh,
                rebuildReason: stored == nil ? nil : reason
            )
        }
    }

    /// A dependent of a rebuilt model that is not part of this run is rebuilt in its next run.
    private func unsettleDependents(of workers: [ProjectorWorker]) throws {
        let selected = Set(workers.map(\.projector.name))
        var rebuilt = Set(workers.filter { $0.rebuildReason != nil }.map(\.projector.name))
        for projector in registry where !selected.contains(projector.name) {
            guard let cause = projector.dependencies.first(where: rebuilt.contains),
                var checkpoint = try Checkpoint.load(projector.name, db)
            else { continue }
            rebuilt.insert(projector.name)
            checkpoint.state = .unsettled
            checkpoint.error = "\(cause) was rebuilt"
            try checkpoint.store(projector.name, db)
        }
    }

    private func reasonToRebuild(
        _ projector: any Projector,
        _ stored: Checkpoint,
        _ lastRecords: inout LastRecords,
        _ report: inout CatchUpReport
    ) throws -> RebuildReason? {
        if stored.position != .zero {
            if stored.journalID != journalID { return .otherJournal }
            // With the policy never to rebuild, a checkpoint beyond the head does no harm.
            if stored.position > head, policy != .never {
                throw ProjectionError.shorterJournal(journal.directory, head, stored.position)
            }
            if stored.position < head, try !lastRecords.hold(stored, &report) {
                return .otherHistory
            }
        }
        if stored.version > projector.version {
            throw ProjectionError.laterVersion(name: projector.name)
        }
        if stored.version != projector.version { return .version(projector.version) }
        if stored.fingerprint != projector.fingerprint { return .settings }
        if stored.state == .unsettled { return .halfDone(stored.error) }
        return nil
    }

    // MARK: Replaying

    private func replay(into workers: [ProjectorWorker], report: inout CatchUpReport) throws {
        guard let start = workers.map(\.checkpoint.position).min(), start < head else { return }
        var chunk = PayloadChunk()
        var damages = report.damages
        var repaired = RepairedGaps()
        var count = 0
        func applyChunk() throws {
            try cancellation.check()
            let events = chunk.decode()
            for recorded in events where recorded.family == .journal || recorded.family == nil {
                repaired.note(recorded.event)
            }
            try apply(events, to: workers)
            count += chunk.count
            chunk.removeAll()
        }
        let tell = { (damage: Damage) in
            if !damages.contains(damage) { damages.append(damage) }
            if !damage.positions.isEmpty { for worker in workers { worker.lose(damage.positions) } }
        }
        try journal.read(from: start, upTo: head, damage: tell) { frame in
            // An append may hold any number of events, so they are not all kept in memory.
            try frame.forEachRecord { position, payload in
                chunk.add(payload, at: position)
                if chunk.count >= Self.chunkCount || chunk.byteCount >= Self.chunkBytes {
                    try applyChunk()
                }
            }
            return .continue
        }
        try applyChunk()
        report.eventCount = count
        report.damages = damages
        report.openDamages = damages.filter { !repaired.cover($0) }
        for worker in workers where worker.checkpoint.state == .running {
            worker.loseRecords(upTo: head)
        }
    }

    private func apply(_ chunk: [RecordedEvent], to workers: [ProjectorWorker]) throws {
        for worker in workers where worker.checkpoint.state == .running {
            let events = chunk.drop { $0.position < worker.checkpoint.position }
            guard !events.isEmpty else { continue }
            let limit = positionToStopAt(worker, among: workers)
            let applicable = events.prefix { $0.position < limit }
            if let failure = try attempt(applicable, worker) {
                // Everything before the failed event is applied, and the checkpoint says so.
                _ = try attempt(applicable.prefix { $0.position < failure.position }, worker)
                worker.stop(at: failure)
            } else if applicable.count < events.count {
                worker.wait(at: limit)
            }
        }
    }

    /// The first position that `worker` may not apply, as a dependency stopped there.
    private func positionToStopAt(_ worker: ProjectorWorker, among workers: [ProjectorWorker])
        -> Position
    {
        workers.filter {
            worker.projector.dependencies.contains($0.projector.name)
                && $0.checkpoint.state != .running
        }.map(\.checkpoint.position).min() ?? Position(rawValue: .max)
    }

    private func attempt(_ events: ArraySlice<RecordedEvent>, _ worker: ProjectorWorker) throws
        -> ProjectorWorker.Failure?
    {
        let (checkpoint, eventCount) = (worker.checkpoint, worker.eventCount)
        var failure: ProjectorWorker.Failure?
        try db.inSavepoint {
            for recorded in events {
                do {
                    try worker.apply(recorded)
                } catch let error as DatabaseError where error.isOfStorage {
                    throw error
                } catch {
                    failure = .init(position: recorded.position, reason: "\(error)")
                    return .rollback
                }
                worker.checkpoint.advance(
                    over: recorded.digest,
                    to: recorded.position.advanced(by: 1)
                )
                worker.eventCount += 1
            }
            return .commit
        }
        if failure != nil {
            worker.eventCount = eventCount
            worker.checkpoint = checkpoint
            // The session's cache may no longer match the tables.
            try worker.replaceSession(db)
        }
        return failure
    }

    // MARK: Settling

    /// Derives rows up to the worker's own checkpoint: its dependencies have reached it or are
    /// ahead, even if either of them stopped on the way.
    private func settle(_ worker: ProjectorWorker, among workers: [ProjectorWorker]) throws {
        let isBlocked = workers.contains {
            worker.projector.dependencies.contains($0.projector.name)
                && $0.checkpoint.state == .unsettled
        }
        if isBlocked {
            return worker.unsettle("a projector it depends on could not be brought up to date")
        }
        let since = worker.isRebuilding ? nil : worker.startPosition
        var failure: (any Error)?
        try db.inSavepoint {
            do {
                try worker.session.settle(since: since, head: worker.checkpoint.position)
                return .commit
            } catch let error as DatabaseError where error.isOfStorage {
                throw error
            } catch let error as CancellationError {
                throw error
            } catch {
                failure = error
                return .rollback
            }
        }
        if let failure { worker.unsettle("\(failure)") }
    }
}

extension DatabaseError {
    /// A full disk or a damaged file is not the event's fault: the whole run ends and is rolled
    /// back.
    var isOfStorage: Bool {
        [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_READONLY, .SQLITE_CORRUPT,
            .SQLITE_NOTADB, .SQLITE_BUSY, .SQLITE_CANTOPEN,
        ].contains(resultCode)
    }
}
