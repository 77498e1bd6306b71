package import Journal
package import Messages
internal import SwiftProtobuf

/// Events to and from the payloads of the journal.
package enum EventCodec {
    /// Appends the event to a batch as one record.
    package static func encode(_ event: Event, into batch: inout RecordBatch) throws {
        if FileEventEncoder.append(event, to: &batch) { return }
        let bytes: [UInt8] = try event.serializedBytes()
        batch.append(bytes)
    }

    /// Decodes one payload; many, one after the other, are for an `EventDecoder`.
    ///
    /// - Throws: `EventError.undecodable` where the payload is not an event at all.
    package static func decode(_ payload: UnsafeRawBufferPointer, at position: Position) throws
        -> Event
    {
        var decoder = EventDecoder()
        return try decoder.decode(payload, at: position)
    }
}

package enum EventError: ReportableError {
    case undecodable(Position)

    package var exitStatus: ExitStatus { .damagedData }

    package var description: String {
        switch self {
        case .undecodable(let position):
            "The record at position \(position) is not an event that psm can read."
        }
    }
}
