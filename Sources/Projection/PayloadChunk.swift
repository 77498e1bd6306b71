internal import Digests
internal import Dispatch
internal import Events
internal import Journal
internal import Synchronization

/// An event on its way into the projectors.
struct RecordedEvent: Sendable {
    let position: Position
    /// Of the payload it was decoded from.
    let digest: UInt64
    let event: Event
}

/// Payloads of some frames, copied out of the reader's buffer and decoded on all cores.
struct PayloadChunk: Sendable {
    private var bytes: [UInt8] = []
    private var records: [(position: Position, range: Range<Int>)] = []

    /// Records that one core decodes at a time; fewer than that are not worth another core.
    private static let sliceCount = 512

    var count: Int { records.count }

    mutating func add(_ payload: UnsafeRawBufferPointer, at position: Position) {
        records.append((position, bytes.count..<bytes.count + payload.count))
        bytes.append(contentsOf: payload)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
    }

    /// - Returns: the events, in order.
    /// - Throws: `EventError` for the first payload that is no event.
    func decode() throws -> [RecordedEvent] {
        if count <= Self.sliceCount { return try decode(0..<count) }
        let sliceCount = (count + Self.sliceCount - 1) / Self.sliceCount
        let slices = Mutex([Result<[RecordedEvent], any Error>?](repeating: nil, count: sliceCount))
        DispatchQueue.concurrentPerform(iterations: sliceCount) { slice in
            let start = slice * Self.sliceCount
            let range = start..<min(start + Self.sliceCount, count)
            let decoded = Result { try decode(range) }
            slices.withLock { $0[slice] = decoded }
        }
        return try slices.withLock { slices in
            try slices.flatMap { try $0?.get() ?? [] }
        }
    }

    private func decode(_ range: Range<Int>) throws -> [RecordedEvent] {
        try bytes.withUnsafeBytes { bytes in
            try records[range].map { record in
                let payload = UnsafeRawBufferPointer(rebasing: bytes[record.range])
                return RecordedEvent(
                    position: record.position,
                    digest: XXHash64.hash(payload),
                    event: try EventCodec.decode(payload, at: record.position)
                )
            }
        }
    }
}
