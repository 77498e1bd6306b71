#if os(Linux) && !PSM_PORTABLE
internal import CGlibc
internal import Glibc

/// Wakes the one thread that waits, from any thread, and from a signal handler too: ``Doorbell`` by
/// an eventfd.
///
/// A ring while nobody waits is kept: the next wait returns at once. Several rings before a wait
/// count as one. Source: eventfd(2), poll(2).
///
/// ```
/// let bell = Doorbell()
/// let work = Background(ringing: bell) { try slowWork() }
/// bell.wait(until: ContinuousClock.now + .seconds(5))
/// if work.isDone { print(try work.value()) }
/// ```
package final class Doorbell: Sendable {
    private let descriptor: Int32

    package init() {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        precondition(descriptor >= 0, "eventfd(2) is refused: too many open files")
    }

    deinit {
        close(descriptor)
    }

    /// Async-signal-safe once the object exists.
    package func ring() {
        var one: UInt64 = 1
        // It fails only after 2^64 unanswered rings.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Returns after a ring or at the deadline; without a deadline it waits forever. A handled
    /// signal also ends the wait.
    package func wait(until deadline: ContinuousClock.Instant?) {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let timeout = deadline.map(Self.milliseconds) ?? -1
        guard poll(&polled, 1, timeout) > 0 else { return }
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }

    /// Rounded up: waking early would only mean waiting again.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = max(.zero, deadline - .now).components
        let milliseconds = left.attoseconds / 1_000_000_000_000_000
        return Int32(clamping: left.seconds * 1_000 + milliseconds + (left.attoseconds > 0 ? 1 : 0))
    }
}
#endif
