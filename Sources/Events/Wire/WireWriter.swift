internal import FoundationEssentials

/// Writes the wire format of protocol buffers from its end to its beginning: so the length of a
/// message is known when its turn comes, and nothing is measured before.
///
/// Fields are given by descending number; those that are empty or 0 are left out. It never writes
/// outside `bytes`: where they do not suffice, nothing is `finished`.
struct WireWriter {
    private let bytes: UnsafeMutableRawBufferPointer
    /// Where what is written begins.
    private var start: Int
    private var isFull = false

    init(_ bytes: UnsafeMutableRawBufferPointer) {
        self.bytes = bytes
        start = bytes.count
    }

    /// All that was written; `nil` where there was no room for it.
    var finished: UnsafeRawBufferPointer? {
        isFull ? nil : UnsafeRawBufferPointer(rebasing: bytes[start...])
    }

    // MARK: Messages

    /// Where the message ends whose fields come next.
    func begin() -> Int { start }

    /// Puts number and length before a message that ends at `end`.
    mutating func end(_ number: UInt64, _ end: Int) {
        prependVarint(UInt64(end - start))
        prependVarint(number << 3 | WireReader.WireType.bytes.rawValue)
    }

    // MARK: Fields

    mutating func prepend(_ number: UInt64, _ value: UInt64) {
        guard value != 0 else { return }
        prependVarint(value)
        prependVarint(number << 3)
    }

    mutating func prepend(_ number: UInt64, fixed value: Int64) {
        guard value != 0, reserve(8) else { return }
        bytes.storeBytes(of: value.littleEndian, toByteOffset: start, as: Int64.self)
        prependVarint(number << 3 | WireReader.WireType.fixed64.rawValue)
    }

    mutating func prepend(_ number: UInt64, _ data: Data) {
        guard !data.isEmpty else { return }
        data.withUnsafeBytes { prepend(number, $0) }
    }

    mutating func prepend(_ number: UInt64, _ text: String) {
        if text.isEmpty { return }
        prependAlways(number, text)
    }

    mutating func prepend(_ number: UInt64, _ texts: [String]) {
        for text in texts.reversed() { prependAlways(number, text) }
    }

    private mutating func prependAlways(_ number: UInt64, _ text: String) {
        var text = text
        text.withUTF8 { prepend(number, UnsafeRawBufferPointer($0)) }
    }

    private mutating func prepend(_ number: UInt64, _ source: UnsafeRawBufferPointer) {
        let end = start
        guard reserve(source.count) else { return }
        UnsafeMutableRawBufferPointer(rebasing: bytes[start..<end]).copyMemory(from: source)
        self.end(number, end)
    }

    private mutating func prependVarint(_ value: UInt64) {
        let count = max(1, (70 - value.leadingZeroBitCount) / 7)
        guard reserve(count) else { return }
        var rest = value
        for index in start..<start + count - 1 {
            bytes[index] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest >>= 7
        }
        bytes[start + count - 1] = UInt8(truncatingIfNeeded: rest)
    }

    private mutating func reserve(_ count: Int) -> Bool {
        guard count <= start, !isFull else {
            isFull = true
            return false
        }
        start -= count
        return true
    }
}
