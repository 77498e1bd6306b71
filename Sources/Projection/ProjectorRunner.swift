internal import Digests
internal import Events
internal import GRDB
package import Journal
package import Threads

/// Brings projectors up to the journal's head: each event exactly once, in one transaction.
///
/// ```
/// let runner = ProjectorRunner(journal: journal, readModel: readModel, projectors: projectors)
/// let report = try runner.catchUp()
/// print(report.eventCount, try runner.status().map(\.lag))
/// ```
package struct ProjectorRunner: Sendable {
    package let journal: Journal
    package let readModel: ReadModel
    /// In dependency order: each after all of its dependencies.
    package let projectors: [any Projector]
    /// For a model of the past: the journal is read as if this were its head.
    package let limit: Position?
    /// A cancelled run changes nothing.
    package let cancellation: Cancellation

    /// This many events touch so much of the database that a larger page cache pays off.
    private static let farBehindCount = 200_000

    package init(
        journal: Journal,
        readModel: ReadModel,
        projectors: [any Projector],
        limit: Position? = nil,
        cancellation: Cancellation = .never
    ) {
        self.journal = journal
        self.readModel = readModel
        self.projectors = projectors
        self.limit = limit
        self.cancellation = cancellation
    }

    /// Catches up the named projectors and all of their dependencies.
    ///
    /// Rebuilds a model whose version, settings or journal changed.
    ///
    /// - Parameter names: `nil` for all.
    /// - Throws: `ProjectionError`, `JournalError`, `DatabaseError`, `CancellationError`.
    package func catchUp(
        _ names: Set<String>? = nil,
        rebuilding policy: RebuildPolicy = .whereNeeded
    ) throws -> CatchUpReport {
        let selected = try select(names, including: dependencies(of:))
        let head = try recoveredHead()
        if try isCurrent(selected, head: head) {
            return CatchUpReport(projectors: [], damages: [])
        }
        return try readModel.write(isLarge: isFarBehind(selected, head)) { db in
            // While this process waited for the write lock, another may have gone further.
            let head = try recoveredHead(db)
            let run = try ProjectorRun(
                journal: journal,
                db: db,
                head: head,
                registry: projectors,
                policy: policy,
                cancellation: cancellation
            )
            return try run.catchUp(selected, rebuilding: [])
        }
    }

    /// Discards the named models and their dependents, and replays the journal into them.
    ///
    /// One transaction: readers see the old rows until it commits.
    ///
    /// - Throws: `ProjectionError.damagedJournal` if the journal has lost events and is not
    ///   repaired: the tables may hold the last copy of them.
    package func rebuild(_ names: Set<String>? = nil) throws -> RebuildReport {
        let rebuilt = try select(names, including: dependents(of:))
        let selected = try select(Set(rebuilt.map(\.name)), including: dependencies(of:))
        // Projectors without dependencies have most of the rows; the others write theirs in order.
        let isLarge = rebuilt.contains { $0.dependencies.isEmpty }
        return try readModel.write(isLarge: isLarge) { db in
            let head = try recoveredHead(db)
            let run = try ProjectorRun(
                journal: journal,
                db: db,
                head: head,
                registry: projectors
            )
            let before = DigestsBefore(of: rebuilt, in: readModel.path)
            let report = try run.catchUp(
                selected,
                rebuilding: Set(rebuilt.map(\.name)),
                before: before
            )
            let digests = try before.values()
            let models = try rebuilt.map { projector in
                RebuildReport.Model(
                    name: projector.name,
                    before: digests[projector.name],
                    after: try report.digests[projector.name]
                        ?? TableDigest.digest(of: projector.schema, db)
                )
            }
            return RebuildReport(
                models: models,
                eventCount: report.eventCount,
                damages: report.damages
            )
        }
    }

    /// The digest of a projector's current tables; `nil` if it never ran.
    package func digest(of name: String) throws -> UInt64? {
        guard let projector = projectors.first(where: { $0.name == name }) else {
            throw ProjectionError.unknownProjector(name, known: projectors.map(\.name))
        }
        return try readModel.read { db in
            guard try db.tableExists("projectors"), try Checkpoint.load(name, db) != nil else {
                return nil
            }
            return try TableDigest.digest(of: projector.schema, db)
        }
    }

    /// The furthest checkpoint of any projector in this journal.
    package func furthestCheckpoint() throws -> Position {
        let journalID = try journal.identity()?.description
        return try readModel.read { db in
            guard try db.tableExists("projectors") else { return .zero }
            return try projectors.compactMap { try Checkpoint.load($0.name, db) }
                .filter { $0.journalID == journalID }.map(\.position).max() ?? .zero
        }
    }

    /// The checkpoint, lag and state of each projector. Moves none of them.
    ///
    /// - Throws: `ProjectionError.missingJournal` if the tables were built from one that is gone.
    package func status() throws -> [ProjectorStatus] {
        let head = try limited(journal.head().position)
        return try readModel.read { db in
            try requireJournal(db)
            let hasRun = try db.tableExists("projectors")
            return try projectors.map { projector in
                ProjectorStatus(
                    name: projector.name,
                    version: projector.version,
                    checkpoint: hasRun ? try Checkpoint.load(projector.name, db) : nil,
                    head: head
                )
            }
        }
    }

    /// The head. A checkpoint beyond it means that a crash left the stored head out of date; the
    /// journal then recovers first.
    private func recoveredHead() throws -> Position {
        try readModel.read { try recoveredHead($0) }
    }

    private func recoveredHead(_ db: Database) throws -> Position {
        try limited(recoveredJournalHead(db))
    }

    private func limited(_ head: Position) -> Position {
        limit.map { min($0, head) } ?? head
    }

    private func recoveredJournalHead(_ db: Database) throws -> Position {
        let head = try journal.head().position
        if try Self.furthestCheckpoint(db) <= Int64(head.rawValue) { return head }
        try requireJournal(db)
        try journal.recover()
        return try journal.head().position
    }

    /// Whether the tables were built from a journal that is gone: only they still hold its events,
    /// and a replay must not overwrite them.
    ///
    /// - Throws: `ProjectionError.missingJournal` if so.
    package func requireJournal() throws {
        try readModel.read { try requireJournal($0) }
    }

    private func requireJournal(_ db: Database) throws {
        if try Self.furthestCheckpoint(db) > 0, try journal.identity() == nil {
            throw ProjectionError.missingJournal(journal.directory)
        }
    }

    /// In whatever journal; 0 if no projector ever ran.
    private static func furthestCheckpoint(_ db: Database) throws -> Int64 {
        guard try db.tableExists("projectors") else { return 0 }
        let statement = try db.cachedStatement(sql: "SELECT max(checkpoint) FROM projectors")
        return try Int64.fetchOne(statement) ?? 0
    }

    // MARK: Selection

    /// Whether the named projectors and all of their dependencies are up to date.
    package func isCurrent(_ names: Set<String>) throws -> Bool {
        try isCurrent(select(names, including: dependencies(of:)), head: recoveredHead())
    }

    private func isCurrent(_ selected: [any Projector], head: Position) throws -> Bool {
        let journalID = try journal.identity()?.description ?? ""
        return try readModel.read { db in
            guard try db.tableExists("projectors") else { return false }
            return try selected.allSatisfy { projector in
                guard let checkpoint = try Checkpoint.load(projector.name, db) else { return false }
                return checkpoint.version == projector.version
                    && checkpoint.fingerprint == projector.fingerprint
                    && checkpoint.position == head
                    && checkpoint.journalID == journalID
                    && checkpoint.state == .running
            }
        }
    }

    private func isFarBehind(_ selected: [any Projector], _ head: Position) throws -> Bool {
        let floor = head.retreated(by: Self.farBehindCount)
        return try readModel.read { db in
            guard try db.tableExists("projectors") else { return floor > .zero }
            return try selected.contains { projector in
                try (Checkpoint.load(projector.name, db)?.position ?? .zero) < floor
            }
        }
    }

    private func select(
        _ names: Set<String>?,
        including related: (any Projector) -> [any Projector]
    ) throws -> [any Projector] {
        guard let names else { return projectors }
        var selected = Set<String>()
        for name in names {
            guard let projector = projectors.first(where: { $0.name == name }) else {
                throw ProjectionError.unknownProjector(name, known: projectors.map(\.name))
            }
            var pending = [projector]
            while let next = pending.popLast() {
                if selected.insert(next.name).inserted { pending += related(next) }
            }
        }
        return projectors.filter { selected.contains($0.name) }
    }

    private func dependencies(of projector: any Projector) -> [any Projector] {
        projectors.filter { projector.dependencies.contains($0.name) }
    }

    private func dependents(of projector: any Projector) -> [any Projector] {
        projectors.filter { $0.dependencies.contains(projector.name) }
    }
}
