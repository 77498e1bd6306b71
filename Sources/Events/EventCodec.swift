package import Journal
package import Messages
internal import SwiftProtobuf

/// Encodes events as payloads of the journal, and decodes them.
///
/// ```
/// var batch = RecordBatch()
/// try EventCodec.encode(event, into: &batch)
/// try journal.append(batch)
/// ```
package enum EventCodec {
    /// Encodes the event as one record of a batch.
    package static func encode(_ event: Event, into batch: inout RecordBatch) throws {
        if FileEventEncoder.append(event, to: &batch) { return }
        let bytes: [UInt8] = try event.serializedBytes()
        batch.append(bytes)
    }

    /// Decodes one payload. For many in sequence, use an `EventDecoder`.
    ///
    /// - Throws: `EventError.undecodable` if the payload is not an event.
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
