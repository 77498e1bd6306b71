/// One append as a reader receives it. Valid only during the call that receives it.
package struct JournalAppend: ~Copyable {
    let header: AppendHeader
    let records: UnsafeRawBufferPointer
    /// The number of records at the beginning that were not requested.
    let skipped: Int
    /// The number of records at the end that were not requested.
    let omitted: Int

    /// The segment's first position, which is its name.
    package let segment: Position
    /// The offset of its frame in the segment, in bytes; valid until the segment is packed.
    package let offsetBytes: Int64

    /// The first position of the whole append, even if it was not requested.
    package var appendPosition: Position { header.firstPosition }
    /// The first position that `forEachRecord` visits.
    package var firstPosition: Position { header.firstPosition.advanced(by: skipped) }
    /// How many records `forEachRecord` visits.
    package var count: Int { header.recordCount - skipped - omitted }
    package var journalTime: JournalTime { header.journalTime }
    package var wallTimeNanoseconds: Int64 { header.wallTimeNanoseconds }

    /// Calls `body` with each record's position and payload. The payload is valid during the call.
    package func forEachRecord(
        _ body: (Position, UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        var cursor = RecordCursor(records)
        for index in 0..<(header.recordCount - omitted) {
            guard let payload = cursor.next() else { return }
            if index < skipped { continue }
            try body(header.firstPosition.advanced(by: index), payload)
        }
    }
}

/// Whether a read continues after an append.
package enum ReadStep: Sendable {
    case `continue`
    case stop
}
