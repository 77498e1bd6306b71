internal import FoundationEssentials

/// Writes the wire format of protocol buffers into bytes whose count was computed before.
struct WireWriter {
    private let bytes: UnsafeMutableRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeMutableRawBufferPointer) {
        self.bytes = bytes
    }

    // MARK: Sizes

    static func byteCount(of value: UInt64) -> Int {
        max(1, (64 - value.leadingZeroBitCount + 6) / 7)
    }

    /// Of a length and as many bytes behind it.
    static func byteCount(ofLength length: Int) -> Int {
        byteCount(of: UInt64(length)) + length
    }

    static func byteCount(ofTag number: UInt64) -> Int {
        byteCount(of: number << 3)
    }

    // MARK: Fields

    /// The fields of the message follow.
    mutating func beginMessage(_ number: UInt64, byteCount: Int) {
        appendVarint(number << 3 | WireReader.WireType.bytes.rawValue)
        appendVarint(UInt64(byteCount))
    }

    mutating func append(_ number: UInt64, _ value: UInt64) {
        appendVarint(number << 3)
        appendVarint(value)
    }

    mutating func appendIfPresent(_ number: UInt64, _ value: UInt64) {
        if value != 0 { append(number, value) }
    }

    mutating func appendIfPresent(_ number: UInt64, fixed value: Int64) {
        guard value != 0 else { return }
        appendVarint(number << 3 | WireReader.WireType.fixed64.rawValue)
        bytes.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Int64.self)
        offset += 8
    }

    mutating func appendIfPresent(_ number: UInt64, _ data: Data) {
        guard !data.isEmpty else { return }
        beginMessage(number, byteCount: data.count)
        data.withUnsafeBytes { appendBytes($0) }
    }

    mutating func append(_ number: UInt64, _ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            beginMessage(number, byteCount: utf8.count)
            appendBytes(UnsafeRawBufferPointer(utf8))
        }
    }

    private mutating func appendBytes(_ source: UnsafeRawBufferPointer) {
        let room = UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + source.count])
        room.copyMemory(from: source)
        offset += source.count
    }

    private mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes[offset] = UInt8(truncatingIfNeeded: rest) | 0x80
            offset += 1
            rest >>= 7
        }
        bytes[offset] = UInt8(truncatingIfNeeded: rest)
        offset += 1
    }
}
