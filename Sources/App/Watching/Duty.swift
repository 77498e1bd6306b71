/// When failed work may be retried: exponential backoff.
struct Backoff {
    typealias Instant = ContinuousClock.Instant

    private static let longestPauseSeconds = 60

    /// When the pause ends; nil if there is none.
    private(set) var deadline: Instant?
    private var failureCount = 0

    func isOver(at now: Instant) -> Bool {
        deadline.map { $0 <= now } ?? true
    }

    /// - Returns: the pause until the next try: a second, two, four, … a minute.
    mutating func fail(at now: Instant) -> Duration {
        let seconds = min(1 << min(failureCount, 6), Self.longestPauseSeconds)
        failureCount += 1
        deadline = now + .seconds(seconds)
        return .seconds(seconds)
    }

    mutating func succeed() {
        self = Backoff()
    }
}

/// One of a watcher's pieces of work: whether it is wanted, and when it may be done. Failed work
/// stays wanted.
struct Duty {
    typealias Instant = ContinuousClock.Instant

    private(set) var isWanted = false
    private var earliest: Instant?
    private var backoff = Backoff()

    /// When it may be done next; nil if it is not wanted.
    var deadline: Instant? {
        guard isWanted else { return nil }
        return [earliest, backoff.deadline].compactMap { $0 }.max() ?? .now
    }

    func isDue(at now: Instant) -> Bool {
        isWanted && backoff.isOver(at: now) && (earliest ?? now) <= now
    }

    /// - Parameter instant: the earliest time; nil for at once.
    mutating func request(at instant: Instant? = nil) {
        isWanted = true
        earliest = instant
    }

    /// Call when the work starts: a request from now on means to do it once more.
    mutating func begin() {
        isWanted = false
        earliest = nil
    }

    /// Call when the work succeeded.
    mutating func succeed() {
        backoff.succeed()
    }

    /// Call when the work failed; it stays wanted.
    ///
    /// - Returns: the pause until the next try.
    mutating func fail(at now: Instant) -> Duration {
        isWanted = true
        return backoff.fail(at: now)
    }
}
