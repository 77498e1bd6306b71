internal import FoundationEssentials

/// Writes the protocol buffers wire format back to front, so that a message's length is known when
/// it has to be written, without a measuring pass.
///
/// Fields are written by descending number; those that are empty or 0 are omitted. It never writes
/// outside its buffer: if that is too small, `finished` is `nil`.
struct WireWriter {
    /// The most bytes that a tag with a number or length takes. The room is checked once, before
    /// they are written without further checks.
    private static let numbersBytes = 20

    private let front: UnsafeMutableRawPointer
    private let back: UnsafeMutableRawPointer
    /// The start of the bytes written so far.
    private var start: UnsafeMutableRawPointer
    private var isFull = false

    /// - Parameter room: must not be empty.
    init?(_ room: UnsafeMutableRawBufferPointer) {
        guard let base = room.baseAddress else { return nil }
        front = base
        back = base + room.count
        start = back
    }

    /// The bytes written; `nil` if they did not fit.
    var finished: UnsafeRawBufferPointer? {
        isFull ? nil : UnsafeRawBufferPointer(start: start, count: start.distance(to: back))
    }

    // MARK: Messages

    /// The end of the message whose fields are written next. Afterwards it also shows whether the
    /// message is empty.
    func begin() -> UnsafeMutableRawPointer { start }

    /// Writes the tag and length of a message that ends at `end`.
    @inline(__always)
    mutating func end(_ number: UInt64, _ end: UnsafeMutableRawPointer) {
        guard hasRoom(Self.numbersBytes) else { return }
        put(UInt64(truncatingIfNeeded: start.distance(to: end)))
        put(number << 3 | WireReader.WireType.bytes.rawValue)
    }

    // MARK: Fields

    @inline(__always)
    mutating func prepend(_ number: UInt64, _ value: UInt64) {
        guard value != 0, hasRoom(Self.numbersBytes) else { return }
        put(value)
        put(number << 3)
    }

    @inline(__always)
    mutating func prepend(_ number: UInt64, fixed value: Int64) {
        guard value != 0, hasRoom(Self.numbersBytes) else { return }
        start -= 8
        start.storeBytes(of: value.littleEndian, as: Int64.self)
        put(number << 3 | WireReader.WireType.fixed64.rawValue)
    }

    @inline(__always)
    mutating func prepend(_ number: UInt64, _ data: Data) {
        guard !data.isEmpty else { return }
        data.withUnsafeBytes { prepend(number, $0) }
    }

    @inline(__always)
    mutating func prepend(_ number: UInt64, _ text: String) {
        if text.isEmpty { return }
        prependAlways(number, text)
    }

    @inline(__always)
    mutating func prepend(_ number: UInt64, _ texts: [String]) {
        for text in texts.reversed() { prependAlways(number, text) }
    }

    private mutating func prependAlways(_ number: UInt64, _ text: String) {
        // `withUTF8` would need a mutable copy. All of psm's strings are contiguous.
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
            prepend(number, UnsafeRawBufferPointer($0))
        }
        if isDone == nil { isFull = true }
    }

    @inline(__always)
    private mutating func prepend(_ number: UInt64, _ source: UnsafeRawBufferPointer) {
        guard hasRoom(source.count + Self.numbersBytes) else { return }
        if let bytes = source.baseAddress {
            start -= source.count
            start.copyMemory(from: bytes, byteCount: source.count)
        }
        put(UInt64(truncatingIfNeeded: source.count))
        put(number << 3 | WireReader.WireType.bytes.rawValue)
    }

    // MARK: Bytes

    @inline(__always)
    private mutating func hasRoom(_ count: Int) -> Bool {
        if front.distance(to: start) >= count { return true }
        isFull = true
        return false
    }

    /// Writes a varint without a check. Nearly all tags, lengths and numbers take one byte.
    @inline(__always)
    private mutating func put(_ value: UInt64) {
        guard value < 0x80 else { return putLong(value) }
        start -= 1
        start.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
    }

    private mutating func putLong(_ value: UInt64) {
        // The number of 7-bit groups, rounded up.
        start -= (70 &- value.leadingZeroBitCount) / 7
        var next = start
        var rest = value
        while rest >= 0x80 {
            next.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
            next += 1
            rest >>= 7
        }
        next.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    }
}
