internal import FoundationEssentials
package import Journal
internal import SwiftProtobuf

/// Events to and from the payloads of the journal.
package enum EventCodec {
    /// Appends the event to a batch as one record.
    package static func encode(_ event: Event, into batch: inout RecordBatch) throws {
        if FileEventEncoder.append(event, to: &batch) { return }
        let bytes: [UInt8] = try event.serializedBytes()
        batch.append(bytes)
    }

    /// Decodes one payload. Types and fields that this version does not know are kept in the
    /// event's unknown fields.
    ///
    /// - Throws: `EventError.undecodable` where the payload is not an event at all.
    package static func decode(_ payload: UnsafeRawBufferPointer, at position: Position) throws
        -> Event
    {
        guard let base = payload.baseAddress, payload.count > 0 else {
            throw EventError.undecodable(position)
        }
        if let event = FileEventDecoder.decode(payload) { return event }
        // The decoder copies what it keeps, so the buffer need not outlive this call.
        let data = Data(
            bytesNoCopy: UnsafeMutableRawPointer(mutating: base),
            count: payload.count,
            deallocator: .none
        )
        do {
            var event = try Event(serializedBytes: data)
            Upcasters.upcast(&event)
            return event
        } catch {
            throw EventError.undecodable(position)
        }
    }
}

package enum EventError: Error, CustomStringConvertible {
    case undecodable(Position)

    package var description: String {
        switch self {
        case .undecodable(let position):
            "The record at position \(position) is not an event that psm can read."
        }
    }
}
