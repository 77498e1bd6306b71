/// Records to append together, as one frame: all of them or none.
///
/// The payloads are in one buffer, each preceded by its length as a varint (base 128, lowest seven
/// bits first), as in the frame.
///
/// ```
/// var batch = RecordBatch()
/// for event in events { try EventCodec.encode(event, into: &batch) }
/// if !batch.isEmpty { try journal.append(batch) }
/// ```
package struct RecordBatch: Equatable, Sendable {
    private(set) var bytes: [UInt8] = []
    package private(set) var count = 0

    package init() {}

    /// The size of the batch in a frame before compression.
    package var byteCount: Int { bytes.count }

    package var isEmpty: Bool { count == 0 }

    package mutating func append(payload: UnsafeRawBufferPointer) {
        Varint.append(UInt64(payload.count), to: &bytes)
        bytes.append(contentsOf: payload)
        count += 1
    }

    package mutating func append(_ payload: [UInt8]) {
        payload.withUnsafeBytes { append(payload: $0) }
    }

    package mutating func removeAll(keepingCapacity: Bool = false) {
        bytes.removeAll(keepingCapacity: keepingCapacity)
        count = 0
    }
}

/// The payloads of a frame, one after the other. Never reads outside `bytes`, whatever they hold.
struct RecordCursor {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The next payload; `nil` at the end, or if what follows is not a payload.
    @inline(__always)
    mutating func next() -> UnsafeRawBufferPointer? {
        guard offset < bytes.count, let length = Varint.read(bytes, at: &offset),
            length <= UInt64(bytes.count - offset)
        else { return nil }
        let start = offset
        offset += Int(length)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
    }

    /// Whether `bytes` consists of exactly `count` payloads.
    static func isWellFormed(_ bytes: UnsafeRawBufferPointer, count: Int) -> Bool {
        var cursor = RecordCursor(bytes)
        var found = 0
        while cursor.next() != nil { found += 1 }
        return found == count && cursor.offset == bytes.count
    }
}

enum Varint {
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Zigzag: numbers near zero, of either sign, take few bytes.
    static func unsigned(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value << 1) ^ (value >> 63))
    }

    static func signed(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// The number at `offset`, which advances past it; `nil` if it is cut off or overflows.
    @inline(__always)
    static func read(_ bytes: UnsafeRawBufferPointer, at offset: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            if shift == 63, byte > 1 { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
