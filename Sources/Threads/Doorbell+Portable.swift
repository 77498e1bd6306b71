#if !os(Linux) || PSM_PORTABLE
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// ``Doorbell`` by POSIX alone: a pipe, since a signal handler must not touch a condition variable.
///
/// Source: pipe(2), poll(2), signal-safety(7).
package final class Doorbell: Sendable {
    private let reader: Int32
    private let writer: Int32

    package init() {
        var ends: [Int32] = [-1, -1]
        let result = pipe(&ends)
        precondition(result == 0, "pipe(2) is refused: too many open files")
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// Async-signal-safe, once this object is there.
    package func ring() {
        var byte: UInt8 = 1
        // A full pipe holds a ring already.
        _ = write(writer, &byte, 1)
    }

    /// Returns after a ring, or at the deadline; without one it waits for ever. A signal that was
    /// handled ends the wait as well.
    package func wait(until deadline: ContinuousClock.Instant?) {
        var polled = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        let timeout = deadline.map(Self.milliseconds) ?? -1
        guard poll(&polled, 1, timeout) > 0 else { return }
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while read(reader, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }

    /// Rounded up: waking before the time would only mean waiting again.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = max(.zero, deadline - .now).components
        let milliseconds = left.attoseconds / 1_000_000_000_000_000
        return Int32(clamping: left.seconds * 1_000 + milliseconds + (left.attoseconds > 0 ? 1 : 0))
    }
}
#endif
