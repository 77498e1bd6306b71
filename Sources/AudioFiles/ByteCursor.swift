/// Reads on in bytes that need not lie together in a file.
protocol ByteCursor {
    /// How many bytes are left at most.
    var remaining: Int { get }
    /// The next bytes; fewer at the end.
    mutating func read(_ count: Int) -> [UInt8]
    /// Passes over bytes, without reading them where that is possible.
    ///
    /// - Returns: whether there were so many.
    mutating func skip(_ count: Int) -> Bool
    /// Bytes further on, where they can be had without reading up to them.
    func peek(_ count: Int, after distance: Int) -> [UInt8]
}

/// The bytes of a range.
struct FileCursor: ByteCursor {
    let file: AudioFile
    private(set) var position: Int
    let end: Int

    init(_ file: AudioFile, _ range: Range<Int>) {
        self.file = file
        position = range.lowerBound
        end = range.upperBound
    }

    var remaining: Int { end - position }

    mutating func read(_ count: Int) -> [UInt8] {
        let bytes = file.bytes(at: position, count: min(count, remaining))
        position += bytes.count
        return bytes
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= remaining else {
            position = end
            return false
        }
        position += count
        return true
    }

    func peek(_ count: Int, after distance: Int) -> [UInt8] {
        guard distance <= remaining else { return [] }
        return file.bytes(at: position + distance, count: min(count, remaining - distance))
    }
}

/// An ID3v2 tag in which a zero follows each 0xFF, so that nothing in it looks like a frame of audio.
/// Where something ends is known only from reading up to it.
///
/// Source: id3.org, "ID3 tag version 2.3.0", section 5.
struct UnsynchronisedCursor: ByteCursor {
    private static let chunkBytes = 8 << 10

    private var raw: FileCursor
    private var decoded: [UInt8] = []
    private var position = 0
    private var isAfterMark = false

    init(_ file: AudioFile, _ range: Range<Int>) {
        raw = FileCursor(file, range)
    }

    var remaining: Int { decoded.count - position + raw.remaining }

    mutating func read(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        pass(count) { bytes += $0 }
        return bytes
    }

    mutating func skip(_ count: Int) -> Bool {
        pass(count) { _ in } == count
    }

    func peek(_ count: Int, after distance: Int) -> [UInt8] { [] }

    @discardableResult
    private mutating func pass(_ count: Int, _ body: (ArraySlice<UInt8>) -> Void) -> Int {
        var passed = 0
        while passed < count {
            if position == decoded.count {
                guard decodeChunk() else { break }
            }
            let end = min(decoded.count, position + count - passed)
            body(decoded[position..<end])
            passed += end - position
            position = end
        }
        return passed
    }

    private mutating func decodeChunk() -> Bool {
        let chunk = raw.read(Self.chunkBytes)
        decoded.removeAll(keepingCapacity: true)
        position = 0
        for byte in chunk {
            if !(isAfterMark && byte == 0) { decoded.append(byte) }
            isAfterMark = byte == 0xFF
        }
        // A chunk may be the one zero that is left out.
        return !decoded.isEmpty || (!chunk.isEmpty && decodeChunk())
    }
}
