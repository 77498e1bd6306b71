internal import Events
internal import Journal
internal import Library

/// Appends any number of events in batches of about a megabyte.
final class EventBatches: EventSink {
    private static let limitBytes = 1 << 20

    private let journal: Journal
    private let limitCount: Int
    private var batch = RecordBatch()
    /// The position after the last append; nil before the first.
    private(set) var end: Position?

    /// - Parameter limitCount: how many events share an append at most: what one flipped bit can
    ///   cost.
    init(_ journal: Journal, limitCount: Int = .max) {
        self.journal = journal
        self.limitCount = limitCount
    }

    func append(_ event: Event) throws {
        try EventCodec.encode(event, into: &batch)
        if batch.byteCount >= Self.limitBytes || batch.count >= limitCount { try finish() }
    }

    func appendTogether(_ events: [Event]) throws {
        if batch.count + events.count > limitCount { try finish() }
        for event in events { try EventCodec.encode(event, into: &batch) }
        if batch.byteCount >= Self.limitBytes || batch.count >= limitCount { try finish() }
    }

    /// Appends what is left.
    func finish() throws {
        if batch.isEmpty { return }
        end = try journal.append(batch).upperBound
        batch.removeAll(keepingCapacity: true)
    }
}
