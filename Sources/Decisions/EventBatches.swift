internal import Events
internal import Journal
internal import Library

/// Appends any number of events in batches of at most a few megabytes.
final class EventBatches: EventSink {
    private static let limitBytes = 16 << 20

    private let journal: Journal
    private var batch = RecordBatch()
    /// The position after the last append; nil before the first.
    private(set) var end: Position?

    init(_ journal: Journal) {
        self.journal = journal
    }

    func append(_ event: Event) throws {
        try EventCodec.encode(event, into: &batch)
        if batch.byteCount >= Self.limitBytes { try finish() }
    }

    /// Appends what is left.
    func finish() throws {
        if batch.isEmpty { return }
        end = try journal.append(batch).upperBound
        batch.removeAll(keepingCapacity: true)
    }
}
