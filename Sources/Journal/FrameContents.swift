/// One append as its writer made it, independent of its framing.
struct AppendHeader: Hashable, Sendable {
    var firstPosition: Position
    var recordCount: Int
    var journalTime: JournalTime
    var wallTimeNanoseconds: Int64

    var endPosition: Position { firstPosition.advanced(by: recordCount) }
}

extension AppendHeader {
    /// The append that a frame of version 1 is.
    init(_ frame: FrameHeader) {
        self.init(
            firstPosition: frame.firstPosition,
            recordCount: frame.recordCount,
            journalTime: frame.journalTime,
            wallTimeNanoseconds: frame.wallTimeNanoseconds
        )
    }
}

/// A frame's block, checked and decompressed. Valid as long as the bytes it was made from.
///
/// A frame of version 1 is one append, and its block is the records. A packed frame (version 2)
/// holds whole appends, with a table of them before the records:
///
/// ```
/// varint  count of appends, at least 1
/// for each append:
///   varint  count of its records
///   varint  bytes of its records
///   varint  its journal time, less the one before it (the frame's, for the first): nanoseconds
///   varint  its wall time, less its journal time: nanoseconds, zigzag
/// the records of all appends
/// ```
struct FrameContents {
    let header: FrameHeader
    let block: UnsafeRawBufferPointer

    func appends() -> AppendCursor {
        AppendCursor(header, block)
    }

    /// Whether the block matches its header exactly.
    var isWellFormed: Bool {
        var cursor = appends()
        var position = header.firstPosition
        while let (append, records) = cursor.next() {
            guard RecordCursor.isWellFormed(records, count: append.recordCount) else {
                return false
            }
            position = append.endPosition
        }
        return cursor.isAtEnd && position == header.endPosition
    }
}

/// The appends of a frame, one after the other. Never reads outside the block, whatever it holds.
struct AppendCursor {
    private let block: UnsafeRawBufferPointer
    private var remaining: Int
    private var append: AppendHeader
    private var tableOffset = 0
    private var recordsOffset = 0
    private let isPacked: Bool

    init(_ header: FrameHeader, _ block: UnsafeRawBufferPointer) {
        self.block = block
        isPacked = header.isPacked
        append = AppendHeader(header)
        remaining = 1
        guard isPacked else { return }
        remaining = Int(clamping: Varint.read(block, at: &tableOffset) ?? 0)
        recordsOffset = Self.skip(remaining, entriesOf: block, from: tableOffset) ?? block.count + 1
    }

    /// How many are still to come.
    var count: Int { remaining }

    /// Whether everything was read, with nothing left over.
    var isAtEnd: Bool { remaining == 0 && recordsOffset == block.count }

    /// - Returns: the append and its records; `nil` at the end, or if the block is malformed.
    mutating func next() -> (AppendHeader, UnsafeRawBufferPointer)? {
        guard remaining > 0, recordsOffset <= block.count else { return nil }
        guard isPacked else {
            remaining = 0
            recordsOffset = block.count
            return (append, block)
        }
        guard let byteCount = readEntry() else { return nil }
        let records = UnsafeRawBufferPointer(
            rebasing: block[recordsOffset..<recordsOffset + byteCount]
        )
        remaining -= 1
        recordsOffset += byteCount
        defer { append.firstPosition = append.endPosition }
        return (append, records)
    }

    /// Reads the next append's header, and returns the byte count of its records.
    private mutating func readEntry() -> Int? {
        guard let count = Varint.read(block, at: &tableOffset),
            let byteCount = Varint.read(block, at: &tableOffset),
            let elapsed = Varint.read(block, at: &tableOffset),
            let wallOffset = Varint.read(block, at: &tableOffset),
            count > 0, count <= UInt64(FrameHeader.recordLimitBytes),
            byteCount <= UInt64(block.count - recordsOffset), elapsed <= UInt64(Int64.max)
        else { return nil }
        let (time, isBeyond) = append.journalTime.nanosecondsSinceEpoch
            .addingReportingOverflow(Int64(elapsed))
        if isBeyond { return nil }
        append.recordCount = Int(count)
        append.journalTime = JournalTime(nanosecondsSinceEpoch: time)
        append.wallTimeNanoseconds = time &+ Varint.signed(wallOffset)
        return Int(byteCount)
    }

    /// Where the table ends; `nil` if the block is shorter than its table.
    private static func skip(
        _ count: Int,
        entriesOf block: UnsafeRawBufferPointer,
        from start: Int
    ) -> Int? {
        // Four varints of at least a byte each.
        guard count > 0, count <= (block.count - start) / 4 else { return nil }
        var offset = start
        for _ in 0..<(count * 4) {
            guard Varint.read(block, at: &offset) != nil else { return nil }
        }
        return offset
    }
}
