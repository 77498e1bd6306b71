#if !os(Linux) || PSM_PORTABLE
import FileIO

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The grain of the clock that files are stamped with, where no clock shows it. Serves `TagPool`.
///
/// A file is looked at only once the longest tick has passed since it was written.
enum ClockTick {
    private static let longestNanoseconds: Int64 = 11_000_000
    private static let pauseMicroseconds: UInt32 = 250

    /// Waits until the tick of `ctimeNanoseconds` is over for sure: for most files not at all.
    static func pass(_ ctimeNanoseconds: Int64) {
        while isCurrent(ctimeNanoseconds) { usleep(pauseMicroseconds) }
    }

    /// A time further ahead is no reason to wait: that clock was wrong, then or now.
    private static func isCurrent(_ ctimeNanoseconds: Int64) -> Bool {
        guard let time = WallClock.now() else { return false }
        return (time - longestNanoseconds...time + longestNanoseconds).contains(ctimeNanoseconds)
    }
}
#endif
