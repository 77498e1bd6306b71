internal import Events
package import Journal

/// Lets the journal's time follow the clock again after that was wrong.
///
/// It computes nothing from a read model, so it needs no decision lock.
package enum ClockRepairs {
    /// - Returns: `nil` if the journal's time is not ahead of the clock.
    /// - Throws: `JournalError`.
    package static func repair(_ journal: Journal) throws -> ClockRepair? {
        try journal.beginStretch(recording: Event.encodedClockRepair)
    }
}
