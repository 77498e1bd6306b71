internal import Events
internal import GRDB
internal import Journal

/// One projector's part in a run.
final class ProjectorWorker {
    struct Failure {
        let position: Position
        let reason: String
    }

    let projector: any Projector
    private let families: Set<EventFamily>
    var session: any ProjectorSession
    var checkpoint: Checkpoint
    let startPosition: Position
    /// Whether it started with empty tables.
    let isRebuilding: Bool
    let rebuildReason: RebuildReason?
    var eventCount = 0
    /// Positions that the journal lost, in order, and how many of them the session was told of.
    private var losses: [Range<Position>] = []
    private var toldLossCount = 0

    init(
        projector: any Projector,
        session: any ProjectorSession,
        checkpoint: Checkpoint,
        isRebuilding: Bool,
        rebuildReason: RebuildReason?
    ) {
        self.projector = projector
        families = projector.families
        self.session = session
        self.checkpoint = checkpoint
        self.isRebuilding = isRebuilding
        self.rebuildReason = rebuildReason
        startPosition = checkpoint.position
        // A stopped projector retries from its checkpoint.
        self.checkpoint.state = .running
        self.checkpoint.error = ""
    }

    func lose(_ positions: Range<Position>) {
        if positions.upperBound > checkpoint.position { losses.append(positions) }
    }

    /// Moves the checkpoint behind a loss at the very end: no event follows that would do so.
    func loseRecords(upTo head: Position) {
        guard checkpoint.position < head else { return }
        checkpoint.position = head
        checkpoint.lastRecord = Checkpoint.lostRecord
    }

    /// Applies an event, after telling the session what was lost before it.
    func apply(_ recorded: RecordedEvent) throws {
        if let family = recorded.family, !families.contains(family) { return }
        while toldLossCount < losses.count,
            losses[toldLossCount].lowerBound < recorded.position
        {
            session.skip(losses[toldLossCount])
            toldLossCount += 1
        }
        try session.apply(recorded.event.get(), at: recorded.position)
    }

    /// Continues with a new session, which knows only what is in the tables.
    func replaceSession(_ db: Database) throws {
        session = try projector.session(db, isReplay: isRebuilding)
        toldLossCount = 0
    }

    func stop(at failure: Failure) {
        checkpoint.state = .stopped
        checkpoint.error = "at position \(failure.position): \(failure.reason)"
    }

    func wait(at position: Position) {
        checkpoint.state = .waiting
        checkpoint.error = "a projector it depends on stopped at position \(position)"
    }

    func unsettle(_ reason: String) {
        checkpoint.state = .unsettled
        checkpoint.error = reason
    }

    var report: CatchUpReport.Projector {
        .init(
            name: projector.name,
            from: startPosition,
            to: checkpoint.position,
            eventCount: eventCount,
            changeCount: session.changeCount,
            rebuildReason: rebuildReason?.description,
            error: checkpoint.error.isEmpty ? nil : checkpoint.error
        )
    }
}
