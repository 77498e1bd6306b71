#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// When an append is safe on disk.
package enum SyncPolicy: Sendable {
    /// fdatasync before an append returns: loses nothing that was acknowledged, whatever happens.
    case everyAppend
    /// Left to the kernel: nothing is lost when psm is killed; power loss loses the last appends
    /// (some thirty seconds) although they were acknowledged. For tests and throw-away journals.
    case never
}

package struct JournalOptions: Sendable {
    package var sync: SyncPolicy = .everyAppend
    /// A segment rolls before the frame that would make it larger; one frame always fits.
    package var segmentLimitBytes = 32 << 20
    /// Limit on one batch before compression; at most 64 MiB.
    package var batchLimitBytes = FrameHeader.recordLimitBytes
    /// How long an append waits for another process's append.
    package var appendLockTimeout: Duration = .seconds(10)
    /// How the next writer records damage in the journal, once; `nil`: damage is not recorded.
    package var gapCoding: GapCoding?
    /// A new journal's id. Only golden files need one that is not random.
    var makeID: @Sendable () -> JournalID = { .random() }

    package init() {}
}

/// Wall time, in nanoseconds since 1970-01-01 UTC.
package typealias JournalClock = @Sendable () -> Int64

package let systemJournalClock: JournalClock = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
