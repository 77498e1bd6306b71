package import Events
package import Journal

/// What kept the watcher from hearing of changes, for the journal.
///
/// Nothing is computed for it, so it needs no decision lock.
package enum Interruptions {
    /// - Throws: `JournalError`.
    package static func record(_ interruption: WatchInterruption, in journal: Journal) throws {
        var batch = RecordBatch()
        try EventCodec.encode(.watchInterrupted(interruption), into: &batch)
        _ = try journal.append(batch)
    }
}
