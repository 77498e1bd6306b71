#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc

/// The grain of the clock that the kernel stamps files with. Serves `TagPool`.
///
/// Within one tick two writes carry the same times, so the second could not be told from the first.
/// A file is looked at only once the tick it was written in is over: any later write shows.
///
/// Source: clock_gettime(2). File times are taken from `CLOCK_REALTIME_COARSE`, or lie ahead of it
/// by less than a tick.
enum ClockTick {
    /// More than the tick of any kernel configuration (1 to 10 ms).
    private static let longestNanoseconds: Int64 = 11_000_000
    private static let pauseMicroseconds: UInt32 = 250

    /// Waits until the tick of `ctimeNanoseconds` is over: for most files not at all.
    static func pass(_ ctimeNanoseconds: Int64) {
        while isCurrent(ctimeNanoseconds) { usleep(pauseMicroseconds) }
    }

    /// A time further ahead is no reason to wait: that clock was wrong, then or now.
    private static func isCurrent(_ ctimeNanoseconds: Int64) -> Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        guard let tick = WallClock.nanoseconds(now.tv_sec, now.tv_nsec) else { return false }
        return (tick...tick + longestNanoseconds).contains(ctimeNanoseconds)
    }
}
#endif
