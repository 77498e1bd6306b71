/// The four bytes that name an atom.
struct FourCC: Hashable {
    let code: UInt32

    init(_ bytes: ArraySlice<UInt8>) {
        code = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Each character is one byte of Latin-1.
    init(_ name: String) {
        code = name.unicodeScalars.reduce(0) { $0 << 8 | $1.value & 0xFF }
    }
}

/// An atom of an MP4 file: where its content lies.
///
/// Source: ISO/IEC 14496-12, section 4.2.
struct MP4Atom {
    static let headerBytes = 8

    let name: FourCC
    let start: Int
    let content: Range<Int>
    /// Whether all of it lies before the end.
    let isWhole: Bool

    /// The atom at `start`, as far as it lies before `end`; nil where none is.
    init?(_ file: AudioFile, at start: Int, before end: Int) {
        guard end - start >= Self.headerBytes else { return nil }
        let header = file.bytes(at: start, count: min(2 * Self.headerBytes, end - start))
        guard header.count >= Self.headerBytes else { return nil }
        name = FourCC(header[4..<8])
        self.start = start
        let short = header.bigEndian(at: 0, byteCount: 4)
        switch short {
        case 0:
            content = start + Self.headerBytes..<end
            isWhole = true
        case 1:
            let size = header.bigEndian(at: Self.headerBytes, byteCount: 8)
            guard header.count == 2 * Self.headerBytes, size >= header.count else { return nil }
            content = start + header.count..<start + min(size, end - start)
            isWhole = size <= end - start
        default:
            guard short >= Self.headerBytes else { return nil }
            content = start + Self.headerBytes..<start + min(short, end - start)
            isWhole = short <= end - start
        }
    }

    /// The atom with another content.
    static func rendered(_ name: FourCC, _ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headerBytes + content.count)
        bytes.appendBigEndian(headerBytes + content.count, byteCount: 4)
        bytes.appendBigEndian(Int(name.code), byteCount: 4)
        return bytes + content
    }
}
