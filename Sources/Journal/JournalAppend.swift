/// One append, as it is read. Valid only during the call that it is given to.
package struct JournalAppend: ~Copyable {
    let header: AppendHeader
    let records: UnsafeRawBufferPointer
    /// Records at the beginning that were not asked for.
    let skipped: Int
    /// Records at the end that were not asked for.
    let omitted: Int

    /// The segment's first position, which is its name.
    package let segment: Position
    /// Where its frame begins in the segment, in bytes; good until the segment is packed.
    package let offsetBytes: Int64

    /// The first position of the whole append, also where it was not asked for.
    package var appendPosition: Position { header.firstPosition }
    /// The first position that `forEachRecord` gives.
    package var firstPosition: Position { header.firstPosition.advanced(by: skipped) }
    /// How many records `forEachRecord` gives.
    package var count: Int { header.recordCount - skipped - omitted }
    package var journalTime: JournalTime { header.journalTime }
    package var wallTimeNanoseconds: Int64 { header.wallTimeNanoseconds }

    /// Calls `body` with each record's position and payload, which is valid during the call.
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

/// What a reader wants after an append.
package enum ReadStep: Sendable {
    case `continue`
    case stop
}
