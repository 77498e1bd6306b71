/// The header of a page of an Ogg stream.
///
/// Source: RFC 3533, section 6.
struct OggPage {
    enum Flag {
        static let continued: UInt8 = 1
        static let first: UInt8 = 2
    }

    private static let fixedBytes = 27
    static let segmentBytes = 255
    static let segmentLimit = 255

    let start: Int
    /// Everything before the segment table.
    let fixed: [UInt8]
    /// The segment table. A packet ends with the first segment that is shorter than 255 bytes.
    let segments: [UInt8]
    let dataBytes: Int

    init?(_ file: AudioFile, at start: Int) {
        fixed = file.bytes(at: start, count: Self.fixedBytes)
        guard fixed.count == Self.fixedBytes, fixed.has("OggS"), fixed[4] == 0 else { return nil }
        let count = Int(fixed[26])
        segments = file.bytes(at: start + Self.fixedBytes, count: count)
        guard segments.count == count else { return nil }
        self.start = start
        dataBytes = segments.reduce(0) { $0 + Int($1) }
    }

    var isContinued: Bool { fixed[5] & Flag.continued != 0 }
    var isFirst: Bool { fixed[5] & Flag.first != 0 }
    var serial: ArraySlice<UInt8> { fixed[14..<18] }
    var sequence: Int { fixed.littleEndian(at: 18, byteCount: 4) }
    var dataStart: Int { start + Self.fixedBytes + segments.count }
    var end: Int { dataStart + dataBytes }

    /// Whether no packet ends on the page, so that the next one may well look the same.
    var isFull: Bool {
        !segments.isEmpty && dataBytes == segments.count * Self.segmentBytes
    }

    /// Whether this page goes on with a packet that `page` begins or goes on with, `distance` pages
    /// before.
    func continues(_ page: OggPage, distance: Int) -> Bool {
        isContinued && !segments.isEmpty && serial == page.serial
            && sequence == (page.sequence + distance) & 0xFFFF_FFFF
    }

    /// A page's header, with no checksum: TagLib compares none.
    ///
    /// - Parameter fixed: as the header of another page of the stream has it.
    static func header(_ fixed: [UInt8], isContinued: Bool, segments: [UInt8]) -> [UInt8] {
        var bytes = fixed
        if isContinued {
            bytes[5] |= Flag.continued
        } else {
            bytes[5] &= ~Flag.continued
        }
        bytes[26] = UInt8(truncatingIfNeeded: segments.count)
        return bytes + segments
    }

    /// The segment table's entries of a packet, up to and with the one that ends it.
    static func lacing(_ packetBytes: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(segmentBytes), count: packetBytes / segmentBytes)
            + [UInt8(packetBytes % segmentBytes)]
    }
}
