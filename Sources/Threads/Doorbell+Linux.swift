#if os(Linux) && !PSM_PORTABLE
internal import CGlibc
internal import Glibc

/// Wakes the one thread that waits, from any thread, and from a signal handler too: ``Doorbell`` by
/// a semaphore, which takes nothing that a process may have too few of.
///
/// A ring while nobody waits is kept: the next wait returns at once. Several rings before a wait
/// count as one. Source: sem_post(3), sem_clockwait(3).
///
/// ```
/// let bell = Doorbell()
/// let work = Background(ringing: bell) { try slowWork() }
/// bell.wait(until: ContinuousClock.now + .seconds(5))
/// if work.isDone { print(try work.value()) }
/// ```
package final class Doorbell: @unchecked Sendable {
    /// A semaphore must stay where it is. Its functions may be called by several threads at once.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    package init() {
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Async-signal-safe once the object exists.
    package func ring() {
        sem_post(semaphore)
    }

    /// Returns after a ring or at the deadline; without a deadline it waits forever. A signal
    /// handler that is to end the wait must ring.
    package func wait(until deadline: ContinuousClock.Instant?) {
        let result =
            if let deadline {
                psm_semaphore_wait(semaphore, Self.nanoseconds(max(.zero, deadline - .now)))
            } else {
                sem_wait(semaphore)
            }
        guard result == 0 else { return }
        while sem_trywait(semaphore) == 0 {}
    }

    private static func nanoseconds(_ pause: Duration) -> Int64 {
        let (seconds, attoseconds) = pause.components
        // A century is far enough for any deadline.
        return min(seconds, 3_155_760_000) * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
#endif
