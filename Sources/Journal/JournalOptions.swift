import FileIO

/// When an append is safe on disk.
package enum SyncPolicy: Sendable {
    /// fdatasync before an append returns: nothing acknowledged is ever lost.
    case everyAppend
    /// Left to the kernel: nothing is lost if psm is killed, but power loss loses the last appends
    /// (about thirty seconds), although they were acknowledged. For tests and disposable journals.
    case never
}

package struct JournalOptions: Sendable {
    package var sync: SyncPolicy = .everyAppend
    /// A new segment is started before a frame would exceed this; one frame always fits.
    package var segmentLimitBytes = 32 << 20
    /// The limit of one batch before compression; at most 64 MiB.
    package var batchLimitBytes = FrameHeader.recordLimitBytes
    /// How long an append waits for an append of another process.
    package var appendLockTimeout: Duration = .seconds(10)
    /// How the next writer records damage in the journal, once; `nil`: damage is not recorded.
    package var gapCoding: GapCoding?
    /// Makes a new journal's id. Only golden files need one that is not random.
    var makeID: @Sendable () -> JournalID = { .random() }

    package init() {}
}

/// Wall time, in nanoseconds since 1970-01-01 UTC. Throws `.clockOutOfRange` if it cannot be counted.
package typealias JournalClock = @Sendable () throws(JournalError) -> Int64

package let systemJournalClock: JournalClock = { () throws(JournalError) in
    guard let now = WallClock.now() else { throw .clockOutOfRange }
    return now
}
