/// Records to be appended together, as one frame: all of them or none.
///
/// The payloads lie in one buffer, each behind its length as a varint (base 128, lowest seven
/// bits first), which is how they go into the frame.
package struct RecordBatch: Equatable, Sendable {
    private(set) var bytes: [UInt8] = []
    package private(set) var count = 0

    package init() {}

    /// Bytes that the batch takes in a frame before compression.
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

/// The payloads of a frame, one after the other. Never reads outside `bytes`, whatever is there.
struct RecordCursor {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The next payload; `nil` at the end, or where what follows is no payload.
    @inline(__always)
    mutating func next() -> UnsafeRawBufferPointer? {
        guard offset < bytes.count, let length = Varint.read(bytes, at: &offset),
            length <= UInt64(bytes.count - offset)
        else { return nil }
        let start = offset
        offset += Int(length)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
    }

    /// Whether `bytes` is exactly `count` payloads.
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

    /// The number at `offset`, which moves behind it; `nil` where it does not end or overflows.
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
