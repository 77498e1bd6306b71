/// Writes numbers, little-endian, and texts with their lengths.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    mutating func add(_ texts: [String]) {
        add(UInt32(texts.count))
        for text in texts { add(text) }
    }

    mutating func add(_ block: UnsafeRawBufferPointer) {
        add(UInt32(block.count))
        bytes.append(contentsOf: block)
    }

    /// Puts the length of what `body` adds in front of it.
    mutating func addFrame(_ body: (inout MessageWriter) -> Void) {
        let start = bytes.count
        add(UInt32(0))
        body(&self)
        let length = UInt32(bytes.count - start - MemoryLayout<UInt32>.size)
        withUnsafeBytes(of: length.littleEndian) { length in
            for (offset, byte) in length.enumerated() { bytes[start + offset] = byte }
        }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }
}

/// The other side broke the protocol.
struct MalformedMessage: Error {}

/// Reads what a `MessageWriter` wrote, whoever sent it.
struct MessageReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func number<Number: FixedWidthInteger>(
        _: Number.Type = Number.self
    ) throws(MalformedMessage) -> Number {
        let size = MemoryLayout<Number>.size
        guard bytes.count - offset >= size else { throw MalformedMessage() }
        defer { offset += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    mutating func block() throws(MalformedMessage) -> UnsafeRawBufferPointer {
        let count = Int(try number(UInt32.self))
        guard bytes.count - offset >= count else { throw MalformedMessage() }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    mutating func text() throws(MalformedMessage) -> String {
        String(decoding: try block(), as: UTF8.self)
    }

    mutating func texts() throws(MalformedMessage) -> [String] {
        let count = Int(try number(UInt32.self))
        // Each has a length.
        guard count <= (bytes.count - offset) / MemoryLayout<UInt32>.size else {
            throw MalformedMessage()
        }
        var texts: [String] = []
        texts.reserveCapacity(count)
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }
}
