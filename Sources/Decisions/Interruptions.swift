package import Events
package import Journal

/// Records in the journal what kept the watcher from noticing changes.
///
/// It computes nothing from a read model, so it needs no decision lock.
package enum Interruptions {
    /// - Throws: `JournalError`.
    package static func record(_ interruption: WatchInterruption, in journal: Journal) throws {
        var batch = RecordBatch()
        try EventCodec.encode(.watchInterrupted(interruption), into: &batch)
        _ = try journal.append(batch)
    }
}
