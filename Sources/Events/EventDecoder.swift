internal import FoundationEssentials
package import Journal
internal import SwiftProtobuf

/// Decodes the payloads of the journal, one after the other.
///
/// Events that follow one another have much in common. It remembers the last one's texts and hands
/// them out again where the bytes are the same, which saves half of the allocations. What it gives
/// depends on the payload only.
package struct EventDecoder {
    private var files = FileEventDecoder()
    private let upcasters: Upcasters

    package init() {
        self.init(upcasters: .all)
    }

    init(upcasters: Upcasters) {
        self.upcasters = upcasters
    }

    /// Types and fields that this version does not know are kept in the event's unknown fields;
    /// former ways of saying something are read as today's.
    ///
    /// - Throws: `EventError.undecodable` where the payload is not an event at all.
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
