/// Makes ID3v2 tags.
struct ID3Song {
    enum Encoding: UInt8 {
        case utf16 = 1
        case utf16BigEndian = 2
        case utf8 = 3
    }

    var version = 4
    var encoding = Encoding.utf8
    var isUnsynchronised = false
    /// Sizes of eight bits a byte in version 4, as old iTunes writes them.
    var hasPlainSizes = false
    var hasExtendedHeader = false
    var paddingBytes = 0

    static let names: [SongField: (short: String, long: String)] = [
        .title: ("TT2", "TIT2"), .artist: ("TP1", "TPE1"), .album: ("TAL", "TALB"),
        .albumArtist: ("TP2", "TPE2"), .date: ("TYE", "TDRC"), .track: ("TRK", "TRCK"),
        .disc: ("TPA", "TPOS"), .genre: ("TCO", "TCON"), .isrc: ("TRC", "TSRC"),
        .compilation: ("TCP", "TCMP"), .recording: ("UFI", "UFID"),
    ]

    func tag(_ items: [SongItem]) -> [UInt8] { tag(frames: items.flatMap(frame)) }

    func tag(frames: [UInt8]) -> [UInt8] {
        var content = frames + .zeros(paddingBytes)
        var flags: UInt8 = isUnsynchronised ? 0x80 : 0
        if hasExtendedHeader {
            flags |= 0x40
            content = (version == 4 ? [0, 0, 0, 6, 1, 0] : [0, 0, 0, 6] + .zeros(6)) + content
        }
        if isUnsynchronised, version < 4 { content = Self.unsynchronised(content) }
        return .ascii("ID3") + [UInt8(version), 0, flags] + Self.synchsafe(content.count) + content
    }

    func frame(_ item: SongItem) -> [UInt8] {
        switch item {
        case .text(.recording, let values):
            return frame(name(.recording), .ascii("http://musicbrainz.org\0" + values[0]))
        case .text(let field, let values):
            return frame(name(field), [encoding.rawValue] + text(values))
        case .picture(let count):
            let start: [UInt8] =
                version == 2
                ? [0] + .ascii("JPG") + [3, 0] : [0] + .ascii("image/jpeg\0") + [3, 0]
            return frame(version == 2 ? "PIC" : "APIC", start + pictureBytes(count))
        case .lyrics(let count):
            return frame(version == 2 ? "ULT" : "USLT", [0] + .ascii("eng\0") + lyricsBytes(count))
        }
    }

    func frame(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var content = content
        var flags: UInt8 = 0
        if version == 4, isUnsynchronised {
            content = Self.synchsafe(content.count) + Self.unsynchronised(content)
            flags = 3
        }
        let size =
            switch version {
            case 2: [UInt8].bigEndian(content.count, 3)
            case 4 where !hasPlainSizes: Self.synchsafe(content.count)
            default: [UInt8].bigEndian(content.count, 4)
            }
        return .ascii(name) + size + (version == 2 ? [] : [0, flags]) + content
    }

    private func name(_ field: SongField) -> String {
        let (short, long) = Self.names[field]!
        if version == 2 { return short }
        return version == 3 && field == .date ? "TYER" : long
    }

    private func text(_ values: [String]) -> [UInt8] {
        let texts: [[UInt8]] = values.map { value in
            switch encoding {
            case .utf8: Array(value.utf8)
            case .utf16: [0xFF, 0xFE] + .utf16(value)
            case .utf16BigEndian: .utf16(value, isBigEndian: true)
            }
        }
        return Array(texts.joined(separator: encoding == .utf8 ? [0] : [0, 0]))
    }

    static func synchsafe(_ number: Int) -> [UInt8] {
        [21, 14, 7, 0].map { UInt8(number >> $0 & 0x7F) }
    }

    static func unsynchronised(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            result.append(byte)
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == 0xFF, next == 0 || next >= 0xE0 { result.append(0) }
        }
        return result
    }

    /// The tag of version 1.
    static func oldTag(title: String = "", artist: String = "", album: String = "") -> [UInt8] {
        func field(_ text: String, _ count: Int) -> [UInt8] {
            let bytes = [UInt8].ascii(text).prefix(count)
            return bytes + .zeros(count - bytes.count)
        }
        return .ascii("TAG") + field(title, 30) + field(artist, 30) + field(album, 30)
            + field("1997", 4) + field("", 28) + [0, 5, 0]
    }

    /// Frames of MPEG audio, silent, 32 kbit/s, with a Xing header that says how many there are.
    static func audio(frameCount: Int = 100) -> [UInt8] {
        let frameBytes = 104
        let header: [UInt8] = [0xFF, 0xFB, 0x10, 0x00]
        var first = header + .zeros(32) + .ascii("Xing") + .bigEndian(3, 4)
        first += .bigEndian(frameCount, 4) + .bigEndian(frameCount * frameBytes, 4)
        first += .zeros(frameBytes - first.count)
        let silent = header + .zeros(frameBytes - header.count)
        return first + (0..<frameCount).flatMap { _ in silent }
    }
}
