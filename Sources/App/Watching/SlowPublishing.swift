import Projection
import Synchronization
import SystemPackage
import Threads

/// A connection of one's own to the database, as SQLite gives one to a thread at a time: opened when
/// it is needed first, and kept.
private final class Connection: Sendable {
    private let readModel = Mutex<ReadModel?>(nil)

    func opened(_ path: FilePath) throws -> ReadModel {
        try readModel.withLock { readModel in
            if let readModel { return readModel }
            let opened = try ReadModel(path: path)
            readModel = opened
            return opened
        }
    }
}

/// Publishes for a slow projector, on its own thread with its own database connection, so that
/// nothing waits for it.
final class SlowPublishing {
    private let application: Application
    private let publisher: any PublishingProjector
    private let bell: Doorbell
    private let connection = Connection()
    private var work: Background<PublishReport>?
    private var start = ContinuousClock.now
    private var wantedSince: ContinuousClock.Instant?
    /// How long the last publication took.
    private var lastDuration = Duration.zero

    private static let quiet = Duration.seconds(1)
    private static let longestWait = Duration.seconds(10)
    /// While changes keep coming, publishing takes at most one part in this many of one core.
    private static let share = 10

    /// - Parameter bell: rung when a publication is done.
    init(_ publisher: any PublishingProjector, _ application: Application, bell: Doorbell) {
        self.publisher = publisher
        self.application = application
        self.bell = bell
    }

    /// When to publish next: after a second of quiet, or, while changes keep coming, after a longer
    /// wait. Nobody reads these files every second.
    func nextDue() -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        let since = wantedSince ?? now
        wantedSince = since
        return min(now + Self.quiet, since + max(Self.longestWait, lastDuration * Self.share))
    }

    var isUnderWay: Bool { work != nil }

    /// - Parameter takesOver: whether `--take-over` still counts.
    func begin(takingOver takesOver: Bool) {
        wantedSince = nil
        start = .now
        work = Background(ringing: bell) { [application, publisher, connection] in
            let readModel = try connection.opened(application.readModel.path)
            defer { readModel.releaseMemory() }
            return try application.publish(
                publisher,
                from: readModel,
                takingOver: takesOver
            )
        }
    }

    /// The result of a publication, once; nil until it is done.
    func takeResult() -> Result<PublishReport, any Error>? {
        guard let work, work.isDone else { return nil }
        self.work = nil
        lastDuration = .now - start
        return Result { try work.value() }
    }

    /// Waits for the publication in progress, if any.
    func wait() {
        _ = try? work?.value()
        work = nil
    }
}
