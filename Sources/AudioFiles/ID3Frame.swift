/// One frame of an ID3v2 tag.
struct ID3Frame {
    let version: Int
    /// Three letters or digits in version 2, else four.
    let id: [UInt8]
    let sizeBytes: Int
    var content: [UInt8] = []
    private(set) var isCompressed = false
    var isUnsynchronised = false
    private var isEncrypted = false
    private var isGrouped = false
    private var hasLength = false

    /// Reads the next frame's header; nil where no frame is. Empty frames, which are not allowed,
    /// are passed over.
    init?(at cursor: inout some ByteCursor, version: Int) {
        self.version = version
        let isShort = version == 2
        let header = cursor.read(isShort ? 6 : 10)
        guard header.count == (isShort ? 6 : 10) else { return nil }
        id = Array(header[..<(isShort ? 3 : 4)])
        guard id[..<3].allSatisfy(ID3Frames.isIDByte) else { return nil }
        guard isShort || ID3Frames.isIDByte(id[3]) || (version == 3 && id[3] == 0) else {
            return nil
        }
        switch version {
        case 2: sizeBytes = header.bigEndian(at: 3, byteCount: 3)
        case 3:
            sizeBytes = header.bigEndian(at: 4, byteCount: 4)
            isCompressed = header[9] & 0x80 != 0
            isEncrypted = header[9] & 0x40 != 0
            isGrouped = header[9] & 0x20 != 0
            hasLength = isCompressed
        default:
            sizeBytes = Self.size(in: header, cursor)
            isGrouped = header[9] & 0x40 != 0
            isCompressed = header[9] & 0x08 != 0
            isEncrypted = header[9] & 0x04 != 0
            isUnsynchronised = header[9] & 0x02 != 0
            hasLength = header[9] & 0x01 != 0 || isCompressed
        }
    }

    /// The size of a frame of version 4: seven bits a byte, as it must be, or eight, as old iTunes
    /// writes it. It is the one after which a frame, padding or the end follows.
    private static func size(in header: [UInt8], _ cursor: some ByteCursor) -> Int {
        let right = header.synchsafe(at: 4)
        let plain = header.bigEndian(at: 4, byteCount: 4)
        guard right != plain else { return right }
        if header[4..<8].contains(where: { $0 >= 0x80 }) { return plain }
        if isBoundary(cursor, after: right) { return right }
        return isBoundary(cursor, after: plain) ? plain : right
    }

    private static func isBoundary(_ cursor: some ByteCursor, after distance: Int) -> Bool {
        guard distance < cursor.remaining else { return distance == cursor.remaining }
        let next = cursor.peek(10, after: distance)
        return ID3Frames.isID(next) || next.allSatisfy { $0 == 0 }
    }

    /// Takes off what lies around the content.
    ///
    /// - Returns: whether anybody can read what is left.
    mutating func simplify() -> Bool {
        guard !isEncrypted else { return false }
        if isUnsynchronised { content = Self.synchronised(content) }
        isUnsynchronised = false
        if isGrouped {
            guard !isCompressed, !content.isEmpty else { return false }
            content.removeFirst()
        }
        guard !isCompressed else { return content.count > 4 }
        if hasLength {
            guard content.count > 4 else { return false }
            let length = content.synchsafe(at: 0)
            content.removeFirst(4)
            if length < content.count { content.removeLast(content.count - length) }
        }
        if id[0] == UInt8(ascii: "T") { mark() }
        return !content.isEmpty
    }

    /// Whether psm reads what the content is about, where that has a name of its own.
    var isRead: Bool {
        if id.starts(with: "TXX".utf8) { return FieldName.field(ID3Text.name(in: content)) != nil }
        if id.starts(with: "UFI".utf8) { return content.has("http://musicbrainz.org\0") }
        return true
    }

    func append(to tag: inout [UInt8]) {
        tag += id
        switch version {
        case 2: tag.appendBigEndian(content.count, byteCount: 3)
        case 3:
            tag.appendBigEndian(content.count, byteCount: 4)
            tag += [0, isCompressed ? 0x80 : 0]
        default:
            tag.appendSynchsafe(content.count)
            tag += [0, isCompressed ? 0x09 : 0]
        }
        tag += content
    }

    private static func synchronised(_ bytes: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var isAfterMark = false
        for byte in bytes {
            if !(isAfterMark && byte == 0) { plain.append(byte) }
            isAfterMark = byte == 0xFF
        }
        return plain
    }

    /// TagLib drops UTF-16 that lacks its byte-order mark.
    private mutating func mark() {
        guard let mark = ID3Text.missingMark(of: content) else { return }
        content.insert(contentsOf: mark, at: 1)
    }
}

/// Text as frames hold it: a byte for its encoding, then strings with zeros between them.
enum ID3Text {
    private static let nameLimitBytes = 64

    /// The first string, if it is ASCII: the name of a text that somebody else defined.
    static func name(in content: [UInt8]) -> [UInt8] {
        guard let encoding = content.first else { return [] }
        let isWide = encoding == 1 || encoding == 2
        let text = content.dropFirst().prefix(nameLimitBytes)
        guard isWide else { return Array(text.prefix { $0 != 0 }) }
        var name: [UInt8] = []
        let isBigEndian = encoding == 2 || text.starts(with: [0xFE, 0xFF])
        let hasMark = text.starts(with: [0xFE, 0xFF]) || text.starts(with: [0xFF, 0xFE])
        var index = text.startIndex + (hasMark ? 2 : 0)
        while index + 1 < text.endIndex {
            let (high, low) =
                isBigEndian ? (text[index], text[index + 1]) : (text[index + 1], text[index])
            guard high == 0, low != 0 else { break }
            name.append(low)
            index += 2
        }
        return name
    }

    /// The byte-order mark that UTF-16 must begin with, where it does not. Of most texts every other
    /// byte is zero: the high one.
    static func missingMark(of content: [UInt8]) -> [UInt8]? {
        guard content.count > 2, content[0] == 1 else { return nil }
        let text = content[1...]
        if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) { return nil }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in text.enumerated() where byte == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        return zeros.even > zeros.odd ? [0xFE, 0xFF] : [0xFF, 0xFE]
    }
}
