/// Reads the protocol buffers wire format without building a message. Never reads outside `bytes`,
/// whatever they hold.
struct WireReader {
    enum WireType: UInt64 {
        case varint = 0
        case fixed64 = 1
        case bytes = 2
        case fixed32 = 5
    }

    private let bytes: UnsafeRawBufferPointer
    private let count: Int
    private var offset = 0
    /// Whether every varint so far was encoded in as few bytes as possible.
    private(set) var isMinimal = true

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        count = bytes.count
    }

    var isAtEnd: Bool { offset == count }

    /// A field's number and type; `nil` if there is none, or if its wire type is obsolete.
    @inline(__always)
    mutating func tag() -> (number: UInt64, type: WireType)? {
        let start = offset
        // A tag of more than 32 bits, or more than five bytes, is malformed.
        guard let tag = varint(), tag <= UInt64(UInt32.max), offset &- start <= 5 else {
            return nil
        }
        // A switch, as a raw value's initialiser is not inlined.
        switch tag & 7 {
        case 0: return (tag >> 3, .varint)
        case 1: return (tag >> 3, .fixed64)
        case 2: return (tag >> 3, .bytes)
        case 5: return (tag >> 3, .fixed32)
        default: return nil
        }
    }

    /// Nearly all tags, lengths and numbers take one byte.
    @inline(__always)
    mutating func varint() -> UInt64? {
        guard offset < count else { return nil }
        let byte = bytes[offset]
        guard byte < 0x80 else { return longVarint() }
        offset &+= 1
        return UInt64(byte)
    }

    private mutating func longVarint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < count, shift < 64 {
            let byte = bytes[offset]
            // The tenth byte holds the last bit.
            if shift == 63, byte > 1 { return nil }
            offset &+= 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 {
                if byte == 0 { isMinimal = false }
                return value
            }
            shift &+= 7
        }
        return nil
    }

    @inline(__always)
    mutating func fixed64() -> UInt64? {
        guard count &- offset >= 8 else { return nil }
        let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        offset &+= 8
        return UInt64(littleEndian: value)
    }

    @inline(__always)
    mutating func slice() -> UnsafeRawBufferPointer? {
        guard let length = varint(), length <= UInt64(truncatingIfNeeded: count &- offset) else {
            return nil
        }
        let start = offset
        offset &+= Int(truncatingIfNeeded: length)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
    }

    mutating func skip(_ type: WireType) -> Bool {
        switch type {
        case .varint: return varint() != nil
        case .fixed64: return fixed64() != nil
        case .bytes: return slice() != nil
        case .fixed32:
            guard count &- offset >= 4 else { return false }
            offset += 4
            return true
        }
    }

    /// Advances to the next field if it has this number and type.
    mutating func take(_ number: UInt64, _ type: WireType) -> Bool {
        var ahead = self
        guard let next = ahead.tag(), next == (number, type) else { return false }
        self = ahead
        return true
    }
}
