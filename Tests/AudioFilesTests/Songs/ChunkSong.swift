/// Makes WAV, AIFF, DSF and ASF.
enum ChunkSong {
    static func wav(tag: [UInt8], dataBytes: Int = 17_640, isTagFirst: Bool = false) -> [UInt8] {
        let format: [UInt8] =
            [1, 0, 2, 0] + .littleEndian(44_100, 4) + .littleEndian(176_400, 4) + [4, 0, 16, 0]
        let tagChunk = chunk("ID3 ", tag, isBigEndian: false)
        let data = chunk("data", .zeros(dataBytes), isBigEndian: false)
        let body =
            chunk("fmt ", format, isBigEndian: false) + (isTagFirst ? tagChunk : [])
            + chunk("junk", .zeros(301), isBigEndian: false) + data + (isTagFirst ? [] : tagChunk)
        return .ascii("RIFF") + .littleEndian(4 + body.count, 4) + .ascii("WAVE") + body
    }

    static func aiff(tag: [UInt8], dataBytes: Int = 17_640, isTagFirst: Bool = false) -> [UInt8] {
        let common: [UInt8] =
            [0, 2] + .bigEndian(dataBytes / 4, 4) + [0, 16, 0x40, 0x0E, 0xAC, 0x44] + .zeros(6)
        let tagChunk = chunk("ID3 ", tag, isBigEndian: true)
        let data = chunk("SSND", .zeros(dataBytes), isBigEndian: true)
        let body =
            chunk("COMM", common, isBigEndian: true) + (isTagFirst ? tagChunk : [])
            + data + (isTagFirst ? [] : tagChunk)
        return .ascii("FORM") + .bigEndian(4 + body.count, 4) + .ascii("AIFF") + body
    }

    private static func chunk(_ name: String, _ data: [UInt8], isBigEndian: Bool) -> [UInt8] {
        let size: [UInt8] =
            isBigEndian ? .bigEndian(data.count, 4) : .littleEndian(data.count, 4)
        return .ascii(name) + size + data + .zeros(data.count % 2)
    }

    static func dsf(tag: [UInt8], dataBytes: Int = 8_192) -> [UInt8] {
        let format: [UInt8] =
            .ascii("fmt ") + .littleEndian(52, 8) + .littleEndian(1, 4) + .zeros(4)
            + .littleEndian(2, 4) + .littleEndian(2, 4) + .littleEndian(2_822_400, 4)
            + .littleEndian(1, 4) + .littleEndian(2_822_400 * 20, 8) + .littleEndian(4_096, 4)
            + .zeros(4)
        let data = .ascii("data") + .littleEndian(12 + dataBytes, 8) + .zeros(dataBytes)
        let offset = 28 + format.count + data.count
        return .ascii("DSD ") + .littleEndian(28, 8) + .littleEndian(offset + tag.count, 8)
            + .littleEndian(tag.isEmpty ? 0 : offset, 8) + format + data + tag
    }

    static func trueAudio() -> [UInt8] {
        .ascii("TTA1") + [1, 0, 2, 0, 16, 0] + .littleEndian(44_100, 4)
            + .littleEndian(44_100 * 20, 4) + .zeros(4) + [UInt8](repeating: 0x5A, count: 30_000)
    }
}

/// Makes APEv2 tags.
enum APESong {
    private static let names: [SongField: String] = [
        .title: "Title", .artist: "Artist", .album: "Album", .albumArtist: "Album Artist",
        .date: "Year", .track: "Track", .disc: "Disc", .genre: "Genre", .isrc: "ISRC",
        .recording: "MUSICBRAINZ_TRACKID", .compilation: "Compilation",
    ]

    static func tag(_ items: [SongItem], hasHeader: Bool = true) -> [UInt8] {
        let items = items.map { item in
            switch item {
            case .text(let field, let values):
                self.item(names[field]!, 0, Array(values.joined(separator: "\0").utf8))
            case .picture(let count):
                self.item("Cover Art (Front)", 2, .ascii("cover.jpg\0") + pictureBytes(count))
            case .lyrics(let count): self.item("Lyrics", 0, lyricsBytes(count))
            }
        }
        let content = items.flatMap { $0 }
        let header = frame(content.count + 32, items.count, hasHeader ? 0xA000_0000 : 0)
        let footer = frame(content.count + 32, items.count, hasHeader ? 0x8000_0000 : 0)
        return (hasHeader ? header : []) + content + footer
    }

    static func item(_ name: String, _ flags: Int, _ value: [UInt8]) -> [UInt8] {
        .littleEndian(value.count, 4) + .littleEndian(flags, 4) + .ascii(name) + [0] + value
    }

    static func frame(_ sizeBytes: Int, _ count: Int, _ flags: Int) -> [UInt8] {
        .ascii("APETAGEX") + .littleEndian(2_000, 4) + .littleEndian(sizeBytes, 4)
            + .littleEndian(count, 4) + .littleEndian(flags, 4) + .zeros(8)
    }
}

/// Makes ASF headers, as .wma files have them.
enum ASFSong {
    private static let names: [SongField: String] = [
        .album: "WM/AlbumTitle", .albumArtist: "WM/AlbumArtist", .date: "WM/Year",
        .track: "WM/TrackNumber", .disc: "WM/PartOfSet", .genre: "WM/Genre", .isrc: "WM/ISRC",
        .recording: "MusicBrainz/Track Id", .compilation: "WM/IsCompilation", .artist: "Author",
    ]

    static func file(_ items: [SongItem]) -> [UInt8] {
        var title = ""
        var author = ""
        var short: [[UInt8]] = []
        var long: [[UInt8]] = []
        for item in items {
            switch item {
            case .text(.title, let values): title = values[0]
            case .text(.track, let values):
                short.append(description("WM/TrackNumber", 3, .littleEndian(Int(values[0])!, 4)))
            case .text(let field, let values):
                if field == .artist { author = values[0] }
                short += values.map { description(names[field]!, 0, .utf16($0) + [0, 0]) }
            case .picture(let count):
                let picture =
                    [3] + .littleEndian(count, 4) + .utf16("image/jpeg\0\0")
                    + pictureBytes(count)
                if picture.count <= 0xFFFF {
                    short.append(description("WM/Picture", 1, picture))
                } else {
                    long.append(metadata("WM/Picture", 1, picture))
                }
            case .lyrics(let count):
                long.append(metadata("WM/Lyrics", 0, .utf16(String(repeating: "l", count: count))))
            }
        }
        let fileProperties: [UInt8] =
            .zeros(40) + .littleEndian(23 * 10_000_000, 8) + .zeros(8) + .littleEndian(3_000, 8)
            + .zeros(16)
        let streamProperties: [UInt8] =
            .zeros(54) + [0x61, 1, 2, 0] + .littleEndian(44_100, 4) + .littleEndian(16_000, 4)
            + [0, 0, 16, 0, 0, 0]
        let texts = [title, author].map { [UInt8].utf16($0) + [0, 0] }
        let content: [UInt8] =
            .littleEndian(texts[0].count, 2) + .littleEndian(texts[1].count, 2) + .zeros(6)
            + texts[0] + texts[1]
        let library = object("941C23449894D149A1411D134E457054", counted(long))
        let objects = [
            object("A1DCAB8C47A9CF118EE400C00C205365", fileProperties),
            object("9107DCB7B7A9CF118EE600C00C205365", streamProperties),
            object(
                "B503BF5F2EA9CF118EE300C00C205365",
                .zeros(16) + [6, 0] + .littleEndian(library.count, 4) + library
            ),
            object("3326B2758E66CF11A6D900AA0062CE6C", content),
            object("40A4D0D207E3D21197F000A0C95EA850", counted(short)),
        ]
        let header = objects.flatMap { $0 }
        return hex("3026B2758E66CF11A6D900AA0062CE6C") + .littleEndian(30 + header.count, 8)
            + .littleEndian(objects.count, 4) + [1, 2] + header
            + object("3626B2758E66CF11A6D900AA0062CE6C", .zeros(50_000))
    }

    private static func counted(_ values: [[UInt8]]) -> [UInt8] {
        .littleEndian(values.count, 2) + values.flatMap { $0 }
    }

    private static func description(_ name: String, _ kind: Int, _ value: [UInt8]) -> [UInt8] {
        let name = [UInt8].utf16(name) + [0, 0]
        return .littleEndian(name.count, 2) + name + .littleEndian(kind, 2)
            + .littleEndian(value.count, 2) + value
    }

    private static func metadata(_ name: String, _ kind: Int, _ value: [UInt8]) -> [UInt8] {
        let name = [UInt8].utf16(name) + [0, 0]
        return .zeros(4) + .littleEndian(name.count, 2) + .littleEndian(kind, 2)
            + .littleEndian(value.count, 4) + name + value
    }

    private static func object(_ name: String, _ content: [UInt8]) -> [UInt8] {
        hex(name) + .littleEndian(24 + content.count, 8) + content
    }

    private static func hex(_ text: String) -> [UInt8] {
        let digits = text.map { UInt8($0.hexDigitValue!) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
