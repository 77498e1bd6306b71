#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The time of day as the machine has it, which may be wrong, and set to anything at any moment.
package enum WallClock {
    /// The time now, in nanoseconds since 1970-01-01 UTC; `nil` as for `nanoseconds`.
    package static func now() -> Int64? {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time.tv_sec, time.tv_nsec)
    }

    /// `nil` where 64 bits cannot count the time: outside the years 1678 to 2261, roughly.
    package static func nanoseconds(_ seconds: Int, _ nanoseconds: Int) -> Int64? {
        let (whole, isTooLarge) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflows) = whole.addingReportingOverflow(Int64(nanoseconds))
        return isTooLarge || overflows ? nil : sum
    }
}
