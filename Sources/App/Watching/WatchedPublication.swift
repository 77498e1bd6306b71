import Projection
import Threads

/// The published files of one projector, and when the watcher must publish again.
struct WatchedPublication {
    let publisher: any PublishingProjector
    var duty = Duty()
    var hasPublished = false
    /// For a slow publisher, which runs on its own thread; nil for one that runs in the loop.
    let background: SlowPublishing?

    init(_ publisher: any PublishingProjector, _ application: Application, bell: Doorbell) {
        self.publisher = publisher
        background =
            publisher.isSlow ? SlowPublishing(publisher, application, bell: bell) : nil
    }

    var deadline: ContinuousClock.Instant? {
        background?.isUnderWay == true ? nil : duty.deadline
    }
}
