internal import Digests

/// Puts right what a mutation of a journal's bytes is noticed by, so that the mutation itself gets
/// to those who read. `docs/journal-format.md` has the offsets.
enum SealedBytes {
    static let headBytes = 96
    private static let headerBytes = 64
    private static let footerBytes = 96
    private static let segmentMagic: [UInt8] = [0x89, 0x50, 0x53, 0x4D, 0x4A, 0x0D, 0x0A, 0x1A]
    private static let headMagic: [UInt8] = [0x70, 0x73, 0x6D, 0x68, 0x65, 0x61, 0x64, 0x00]
    /// That of the golden journals.
    private static let id = Array(UInt8(0)..<16)
    private static let segmentLimit = 4

    // MARK: Segments

    /// One segment from each magic on; what is before the first one is a segment too.
    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var starts = [0]
        var offset = 1
        while offset + segmentMagic.count <= bytes.count, starts.count < segmentLimit {
            if bytes[offset...].starts(with: segmentMagic) { starts.append(offset) }
            offset += 1
        }
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
            return Array(bytes[starts[index]..<end])
        }
    }

    static func firstPosition(_ segment: [UInt8]) -> UInt64? {
        segment.count >= headerBytes ? segment.integer(at: 32) : nil
    }

    static func sealSegment(_ bytes: inout [UInt8], named first: UInt64, _ mode: FrameFuzz.Mode) {
        guard bytes.count >= headerBytes else { return }
        let isPacked = mode.contains(.isPacked)
        bytes.put(segmentMagic, at: 0)
        bytes.put(UInt16(isPacked ? 2 : 1), at: 8)
        bytes.put(UInt16(headerBytes), at: 10)
        bytes.put(id, at: 16)
        bytes.put(first, at: 32)
        bytes.seal(0..<60)
        let end = isPacked ? max(headerBytes, bytes.count - footerBytes) : bytes.count
        sealFrames(&bytes, upTo: end, first, mode)
        guard isPacked, bytes.count >= end + footerBytes else { return }
        bytes.put([0xF0, 0x70, 0x73, 0x66, 2, 0, 0, 0], at: end)
        bytes.put(checksum(id[...]), at: end + 88)
        bytes.seal(end..<end + 92)
    }

    private static func sealFrames(
        _ bytes: inout [UInt8],
        upTo end: Int,
        _ first: UInt64,
        _ mode: FrameFuzz.Mode
    ) {
        var offset = headerBytes
        var position = first
        var chain = digest(bytes[0..<headerBytes])
        while offset + headerBytes <= end {
            bytes.put([0xF0, 0x70, 0x73, 0x6D], at: offset)
            bytes[offset + 4] = mode.contains(.isPacked) ? 2 : 1
            bytes.put(checksum(id[...]), at: offset + 56)
            var stored = Int(bytes.integer(at: offset + 40) as UInt32)
            let left = end - offset - headerBytes
            if mode.contains(.isPlaced) {
                stored = min(stored, left)
                bytes.put(UInt32(stored), at: offset + 40)
                if bytes[offset + 5] & 1 == 1 { bytes.put(UInt32(stored), at: offset + 36) }
                bytes.put(position, at: offset + 8)
                bytes.put(chain, at: offset + 48)
            }
            let blockEnd = offset + headerBytes + min(stored, left)
            bytes.put(checksum(bytes[offset + headerBytes..<blockEnd]), at: offset + 44)
            bytes.seal(offset..<offset + 60)
            position &+= UInt64(bytes.integer(at: offset + 32) as UInt32)
            chain = digest(bytes[offset..<offset + headerBytes])
            offset = blockEnd
        }
    }

    // MARK: Head

    /// - Parameter last: the segment whose end the head is put at; `nil`: it stays where it is.
    static func sealHead(
        _ slot: inout [UInt8],
        at last: [UInt8]?,
        number: Int,
        _ mode: FrameFuzz.Mode
    ) {
        slot += [UInt8](repeating: 0, count: headBytes - slot.count)
        slot.put(headMagic, at: 0)
        slot.put(UInt16(2), at: 8)
        slot.put(id, at: 24)
        if let last {
            let named = mode.contains(.isNumbered) ? nil : firstPosition(last)
            slot.put(named ?? UInt64(number), at: 48)
            slot.put(UInt64(last.count), at: 56)
        }
        slot.seal(0..<92)
    }

    // MARK: Sums

    private static func digest(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { XXHash64.hash($0) }
    }

    /// CRC-32C, bit by bit: there are few bytes, and it checks the one that is under test.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc: UInt32 = ~0
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
        }
        return ~crc
    }
}

extension [UInt8] {
    fileprivate func integer<T: FixedWidthInteger>(at offset: Int) -> T {
        withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: T.self)) }
    }

    fileprivate mutating func put(_ value: some FixedWidthInteger, at offset: Int) {
        Swift.withUnsafeBytes(of: value.littleEndian) { put(Array($0), at: offset) }
    }

    fileprivate mutating func put(_ bytes: [UInt8], at offset: Int) {
        replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }

    /// Puts the checksum of `range` behind it.
    fileprivate mutating func seal(_ range: Range<Int>) {
        put(SealedBytes.checksum(self[range]), at: range.upperBound)
    }
}
