import Projection
import Threads

/// The files of a projector that takes longer than all the rest, made on a thread of its own with a
/// view of the database of its own: nothing waits for them.
final class SlowPublishing {
    private let application: Application
    private let publisher: any PublishingProjector
    private let bell: Doorbell
    private var work: Background<PublishReport>?
    private var start = ContinuousClock.now
    private var wantedSince: ContinuousClock.Instant?
    /// How long the last ones took.
    private var lastDuration = Duration.zero

    private static let quiet = Duration.seconds(1)
    private static let longestWait = Duration.seconds(10)
    /// While files keep coming, they take at most this share of one core.
    private static let share = 10

    /// - Parameter bell: rung when they are made.
    init(_ publisher: any PublishingProjector, _ application: Application, bell: Doorbell) {
        self.publisher = publisher
        self.application = application
        self.bell = bell
    }

    /// Nobody looks at them every second: when all was quiet for a moment, or has not been for long.
    func nextDue() -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        let since = wantedSince ?? now
        wantedSince = since
        return min(now + Self.quiet, since + max(Self.longestWait, lastDuration * Self.share))
    }

    var isUnderWay: Bool { work != nil }

    func begin() {
        wantedSince = nil
        start = .now
        work = Background(ringing: bell) { [application, publisher] in
            // SQLite gives a connection to one thread at a time.
            let readModel = try ReadModel(path: application.readModel.path)
            return try application.publish(publisher, from: readModel)
        }
    }

    /// What became of them, once; nil while they are not made.
    func takeResult() -> Result<PublishReport, any Error>? {
        guard let work, work.isDone else { return nil }
        self.work = nil
        lastDuration = .now - start
        return Result { try work.value() }
    }

    /// Returns when nothing is under way any more.
    func wait() {
        _ = try? work?.value()
        work = nil
    }
}
