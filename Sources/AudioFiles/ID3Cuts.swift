/// ID3v2 tags: a new tag of the frames that psm reads. Pictures, chapters, lyrics, ratings, padding
/// and whatever TagLib stops at are not in it.
///
/// Source: id3.org, "ID3 tag version 2.4.0 – Main Structure", "ID3 tag version 2.3.0", "ID3 tag
/// version 2".
enum ID3Cuts {
    struct Tag {
        /// The new tag.
        let bytes: [UInt8]
        /// Where the file's tag ends, and the tags that stand directly behind it.
        let end: Int
    }

    static let headerBytes = 10
    private static let repetitionLimit = 16

    /// The tag with which a range begins; nil if it begins with none, or one of an unknown version.
    static func tag(of file: AudioFile, in range: Range<Int>) -> Tag? {
        guard let header = Header(file, in: range) else { return nil }
        let isUnsynchronised = header.flags & Header.unsynchronised != 0
        var frames: [UInt8]
        if isUnsynchronised, header.version < 4 {
            var cursor = UnsynchronisedCursor(file, header.content)
            passExtendedHeader(of: header, &cursor)
            frames = ID3Frames.needed(
                from: &cursor,
                version: header.version,
                isTruncated: header.isTruncated
            )
        } else {
            // In version 4, sizes are those of what is written, so that frames can be passed over.
            var cursor = FileCursor(file, header.content)
            passExtendedHeader(of: header, &cursor)
            frames = ID3Frames.needed(
                from: &cursor,
                version: header.version,
                areUnsynchronised: isUnsynchronised,
                isTruncated: header.isTruncated
            )
        }

        var end = header.end
        // TagLib takes further tags for a part of the first.
        for _ in 0..<repetitionLimit {
            guard let next = Header(file, in: end..<range.upperBound) else { break }
            end = next.end
        }
        // A tag without frames is none: TagLib then reads what the file has beside it.
        if frames.isEmpty { return Tag(bytes: [], end: end) }
        frames.insert(contentsOf: rendered(header.version, sizeBytes: frames.count), at: 0)
        return Tag(bytes: frames, end: end)
    }

    private static func rendered(_ version: Int, sizeBytes: Int) -> [UInt8] {
        var bytes = Array("ID3".utf8) + [UInt8(version), 0, 0]
        bytes.appendSynchsafe(sizeBytes)
        return bytes
    }

    /// Its size counts itself in version 4 only, where it has seven bits a byte. Some taggers
    /// announce one and write none.
    private static func passExtendedHeader(of header: Header, _ cursor: inout some ByteCursor) {
        guard header.flags & Header.extended != 0, header.version > 2 else { return }
        let start = cursor
        let field = cursor.read(4)
        guard !ID3Frames.isID(field) else {
            cursor = start
            return
        }
        let size =
            header.version == 4
            ? field.synchsafe(at: 0) - 4 : field.bigEndian(at: 0, byteCount: 4)
        if size < 0 || !cursor.skip(size) { cursor = start }
    }

    private struct Header {
        static let unsynchronised: UInt8 = 0x80
        static let extended: UInt8 = 0x40
        static let footed: UInt8 = 0x10

        let version: Int
        let flags: UInt8
        let content: Range<Int>
        let end: Int
        /// Whether the file ends before the tag does.
        let isTruncated: Bool

        init?(_ file: AudioFile, in range: Range<Int>) {
            let bytes = FileCursor(file, range).peek(ID3Cuts.headerBytes, after: 0)
            guard bytes.count == ID3Cuts.headerBytes, bytes.has("ID3") else { return nil }
            version = Int(bytes[3])
            guard (2...4).contains(version), bytes[6...].allSatisfy({ $0 < 0x80 }) else {
                return nil
            }
            flags = bytes[5]
            let start = range.lowerBound + ID3Cuts.headerBytes
            let size = bytes.synchsafe(at: 6)
            content = start..<min(start + size, range.upperBound)
            isTruncated = size > content.count
            let footerBytes = flags & Self.footed != 0 ? ID3Cuts.headerBytes : 0
            end = min(start + size + footerBytes, range.upperBound)
        }
    }
}

extension [UInt8] {
    /// Seven bits a byte.
    func synchsafe(at start: Int) -> Int {
        (start..<start + 4).reduce(0) { $0 << 7 | Int(($1 < count ? self[$1] : 0) & 0x7F) }
    }

    mutating func appendSynchsafe(_ number: Int) {
        for shift in [21, 14, 7, 0] { append(UInt8(number >> shift & 0x7F)) }
    }
}
