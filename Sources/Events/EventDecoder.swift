internal import FoundationEssentials
package import Journal
internal import SwiftProtobuf

/// Decodes the payloads of the journal in sequence.
///
/// Successive events have much in common. The decoder remembers the strings of the last one and
/// reuses them if the bytes are equal, which saves half of the allocations. The result depends only
/// on the payload.
///
/// ```
/// var decoder = EventDecoder()
/// try journal.read(from: .zero, damage: { print($0) }) { append in
///     try append.forEachRecord { position, payload in
///         print(try decoder.decode(payload, at: position).summary)
///     }
///     return .continue
/// }
/// ```
package struct EventDecoder {
    private var files = FileEventDecoder()
    private let upcasters: Upcasters

    package init() {
        self.init(upcasters: .all)
    }

    init(upcasters: Upcasters) {
        self.upcasters = upcasters
    }

    /// Keeps types and fields unknown to this version in the event's unknown fields, and converts
    /// former versions of events to the current ones.
    ///
    /// - Throws: `EventError.undecodable` if the payload is not an event.
    package mutating func decode(
        _ payload: UnsafeRawBufferPointer,
        at position: Position
    ) throws -> Event {
        guard let base = payload.baseAddress, payload.count > 0 else {
            throw EventError.undecodable(position)
        }
        var event = Event()
        if let number = files.decode(payload, into: &event) {
            upcasters.upcast(&event, number: number)
            return event
        }
        // The decoder copies what it keeps, so the buffer need not outlive this call.
        let data = Data(
            bytesNoCopy: UnsafeMutableRawPointer(mutating: base),
            count: payload.count,
            deallocator: .none
        )
        do {
            event = try Event(serializedBytes: data)
        } catch {
            throw EventError.undecodable(position)
        }
        upcasters.upcast(&event)
        return event
    }
}
