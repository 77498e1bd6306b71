#if os(Linux) && !PSM_PORTABLE
import CGlibc
import Glibc
package import SystemPackage
import Threads

/// A ``HintSource`` that notices that the machine was asleep, and has everything looked at: what
/// others did meanwhile to a network drive or a disk that was plugged elsewhere, no kernel told.
///
/// A timer that will never expire is cancelled by the kernel when the clock is set, and waking up
/// sets it. Nothing wakes while nothing happens. Source: timerfd_create(2),
/// `TFD_TIMER_CANCEL_ON_SET`; clock_gettime(2): only `CLOCK_BOOTTIME` counts the time asleep.
package final class SuspensionSource: HintSource {
    /// How the machine reports it.
    protocol Sleeper: Sendable {
        /// Returns when the clock may have been set, or after `interrupt`.
        func waitForClockChange()
        func interrupt()
        /// How long the machine was asleep in all since it started.
        var timeAsleep: Duration { get }
    }

    /// Anything shorter does not count as sleep.
    private static let shortest = Duration.seconds(1)

    private let roots: [FilePath]
    private let sleeper: any Sleeper
    private let thread = SourceThread()

    package convenience init(roots: [FilePath]) throws(WatchError) {
        self.init(roots: roots, sleeper: try MachineSleep())
    }

    init(roots: [FilePath], sleeper: any Sleeper) {
        self.roots = roots
        self.sleeper = sleeper
    }

    package func start(into queue: HintQueue) throws(WatchError) {
        let before = sleeper.timeAsleep
        try thread.start { [self] in
            var known = before
            while !thread.isStopping {
                sleeper.waitForClockChange()
                let total = sleeper.timeAsleep
                let slept = total - known
                guard slept >= Self.shortest else { continue }
                known = total
                queue.offer(.resumed(after: slept))
                queue.offer(roots.map { .directory($0) })
            }
        }
    }

    package func stop() {
        thread.stop { sleeper.interrupt() }
    }
}

/// The kernel's timer and clocks.
private final class MachineSleep: SuspensionSource.Sleeper {
    private let timer: Int32
    private let wake: Int32

    init() throws(WatchError) {
        timer = timerfd_create(CLOCK_REALTIME, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
        guard timer >= 0 else { throw .notifierUnavailable(.current) }
        wake = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard wake >= 0 else {
            let error = Errno.current
            close(timer)
            throw .notifierUnavailable(error)
        }
    }

    deinit {
        close(timer)
        close(wake)
    }

    var timeAsleep: Duration { Self.time(CLOCK_BOOTTIME) - Self.time(CLOCK_MONOTONIC) }

    func waitForClockChange() {
        var never = itimerspec()
        never.it_value.tv_sec = .max
        let flags = Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET)
        _ = timerfd_settime(timer, flags, &never, nil)
        var polled = [
            pollfd(fd: timer, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&polled, 2, -1)
        // It fails with ECANCELED after a change, and that is the answer.
        var expirations: UInt64 = 0
        _ = read(timer, &expirations, MemoryLayout<UInt64>.size)
    }

    func interrupt() {
        var one: UInt64 = 1
        _ = write(wake, &one, MemoryLayout<UInt64>.size)
    }

    private static func time(_ clock: Int32) -> Duration {
        var time = timespec()
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

extension Errno {
    fileprivate static var current: Errno { Errno(rawValue: errno) }
}
#endif
