internal import Digests
internal import Events
internal import Journal
internal import Synchronization
internal import Threads

/// An event on its way into the projectors. A class, as each projector gets some of the events.
final class RecordedEvent: Sendable {
    let position: Position
    /// Of the payload it was decoded from.
    let digest: UInt64
    /// `nil` if unknown.
    let family: EventFamily?
    /// An error if psm cannot read it as an event; every projector then stops there.
    let event: Result<Event, EventError>

    init(
        position: Position,
        digest: UInt64,
        family: EventFamily?,
        event: Result<Event, EventError>
    ) {
        self.position = position
        self.digest = digest
        self.family = family
        self.event = event
    }
}

/// Payloads of some frames, copied out of the reader's buffer and decoded on all cores.
struct PayloadChunk: Sendable {
    private var bytes: [UInt8] = []
    private var records: [(position: Position, range: Range<Int>)] = []

    /// The records that one core decodes at a time; fewer are not worth another core.
    private static let sliceCount = 512

    var count: Int { records.count }
    var byteCount: Int { bytes.count }

    mutating func add(_ payload: UnsafeRawBufferPointer, at position: Position) {
        records.append((position, bytes.count..<bytes.count + payload.count))
        bytes.append(contentsOf: payload)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
    }

    /// - Returns: the events, in order.
    func decode() -> [RecordedEvent] {
        if count <= Self.sliceCount { return decode(0..<count) }
        let sliceCount = (count + Self.sliceCount - 1) / Self.sliceCount
        let slices = Mutex([[RecordedEvent]](repeating: [], count: sliceCount))
        Parallel.forEach(count: sliceCount) { slice in
            let start = slice * Self.sliceCount
            let range = start..<min(start + Self.sliceCount, count)
            let decoded = decode(range)
            slices.withLock { $0[slice] = decoded }
        }
        return slices.withLock { $0.flatMap(\.self) }
    }

    private func decode(_ range: Range<Int>) -> [RecordedEvent] {
        var decoder = EventDecoder()
        return bytes.withUnsafeBytes { bytes in
            records[range].map { record in
                let payload = UnsafeRawBufferPointer(rebasing: bytes[record.range])
                return RecordedEvent(
                    position: record.position,
                    digest: XXHash64.hash(payload),
                    family: EventFamily(of: payload),
                    event: Self.decode(payload, at: record.position, &decoder)
                )
            }
        }
    }

    private static func decode(
        _ payload: UnsafeRawBufferPointer,
        at position: Position,
        _ decoder: inout EventDecoder
    ) -> Result<Event, EventError> {
        do {
            return .success(try decoder.decode(payload, at: position))
        } catch {
            return .failure(.undecodable(position))
        }
    }
}
