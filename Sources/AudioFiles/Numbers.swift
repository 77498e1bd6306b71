/// Numbers as containers hold them. A byte that is not there counts as zero, and a number that is
/// too large as the largest: sizes are compared with what remains before anything is done with them.
extension [UInt8] {
    func bigEndian(at start: Int, byteCount: Int) -> Int {
        var number: UInt64 = 0
        for index in start..<start + byteCount {
            number = number << 8 | UInt64(index < count ? self[index] : 0)
        }
        return Int(clamping: number)
    }

    func littleEndian(at start: Int, byteCount: Int) -> Int {
        var number: UInt64 = 0
        for index in (start..<start + byteCount).reversed() {
            number = number << 8 | UInt64(index < count ? self[index] : 0)
        }
        return Int(clamping: number)
    }

    mutating func appendBigEndian(_ number: Int, byteCount: Int) {
        for index in (0..<byteCount).reversed() {
            append(UInt8(truncatingIfNeeded: number >> (index * 8)))
        }
    }

    mutating func appendLittleEndian(_ number: Int, byteCount: Int) {
        for index in 0..<byteCount { append(UInt8(truncatingIfNeeded: number >> (index * 8))) }
    }

    /// Whether these bytes are there, from `start` on.
    func has(_ text: StaticString, at start: Int = 0) -> Bool {
        guard start >= 0, count - start >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { self[start..<start + $0.count].elementsEqual($0) }
    }
}

extension AudioFile {
    /// `count` bytes from `offset` on; fewer where the file, its budget or its disk ends.
    func bytes(at offset: Int, count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: min(count, max(0, sizeBytes - offset))) {
            $1 = read(at: offset, into: UnsafeMutableRawBufferPointer($0))
        }
    }

    func has(_ text: StaticString, at offset: Int) -> Bool {
        bytes(at: offset, count: text.utf8CodeUnitCount).has(text)
    }
}
