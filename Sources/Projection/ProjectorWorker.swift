internal import Journal

/// One projector's part in a run.
final class ProjectorWorker {
    struct Failure {
        let position: Position
        let reason: String
    }

    let projector: any Projector
    var session: any ProjectorSession
    var checkpoint: Checkpoint
    let startPosition: Position
    /// Whether it began with empty tables.
    let isRebuilding: Bool
    let rebuildReason: String?
    var eventCount = 0

    init(
        projector: any Projector,
        session: any ProjectorSession,
        checkpoint: Checkpoint,
        isRebuilding: Bool,
        rebuildReason: String?
    ) {
        self.projector = projector
        self.session = session
        self.checkpoint = checkpoint
        self.isRebuilding = isRebuilding
        self.rebuildReason = rebuildReason
        startPosition = checkpoint.position
        // One that was stopped tries again from where it stood.
        self.checkpoint.state = .running
        self.checkpoint.error = ""
    }

    func stop(at failure: Failure) {
        checkpoint.state = .stopped
        checkpoint.error = "at position \(failure.position): \(failure.reason)"
    }

    func wait(at position: Position) {
        checkpoint.state = .waiting
        checkpoint.error = "what it depends on stopped at position \(position)"
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
            rebuildReason: rebuildReason,
            error: checkpoint.error.isEmpty ? nil : checkpoint.error
        )
    }
}
