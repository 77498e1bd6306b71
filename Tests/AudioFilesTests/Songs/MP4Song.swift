/// Makes MP4 files.
struct MP4Song {
    var isMovieFirst = false
    var hasLongSizes = false
    var isQuickTime = false
    /// As large as those of an album side.
    var sampleTableBytes = 40_000
    var dataBytes = 40_000
    /// Without, TagLib takes the bit rate from the data's size.
    var bitrate = 0
    var entry: [UInt8]?
    /// Of a track of pictures, if there is one.
    var pictureTrackID: Int?
    /// Of the tracks with chapters.
    var chapterTrackIDs: [Int] = []

    private static let names: [SongField: String] = [
        .title: "\u{A9}nam", .artist: "\u{A9}ART", .album: "\u{A9}alb", .albumArtist: "aART",
        .date: "\u{A9}day", .genre: "\u{A9}gen", .track: "trkn", .disc: "disk",
        .compilation: "cpil",
    ]
    private static let freeForm: [SongField: String] = [
        .isrc: "ISRC", .recording: "MusicBrainz Track Id",
    ]

    func file(_ items: [SongItem]) -> [UInt8] { file(list: items.flatMap(item)) }

    func file(list: [UInt8]) -> [UInt8] {
        let fileType = atom("ftyp", .ascii("M4A \0\0\0\0M4A mp42isom"))
        let data = atom("mdat", [UInt8](repeating: 0x5A, count: dataBytes))
        let handler = atom("hdlr", .zeros(8) + .ascii("mdirappl") + .zeros(9))
        let metadata = atom(
            "meta",
            (isQuickTime ? [] : .zeros(4)) + handler + atom("ilst", list)
        )
        let movie = atom(
            "moov",
            atom("mvhd", .zeros(100)) + pictureTrack + track + atom("udta", metadata)
        )
        let free = atom("free", .zeros(64))
        return isMovieFirst
            ? fileType + movie + free + data : fileType + free + data + movie + free
    }

    func item(_ item: SongItem) -> [UInt8] {
        switch item {
        case .picture(let count): return atom("covr", value(13, pictureBytes(count)))
        case .lyrics(let count): return atom("\u{A9}lyr", value(1, lyricsBytes(count)))
        case .text(let field, let values):
            if let name = Self.freeForm[field] {
                return atom(
                    "----",
                    atom("mean", .zeros(4) + .ascii("com.apple.iTunes"))
                        + atom("name", .zeros(4) + .ascii(name))
                        + values.flatMap { value(1, Array($0.utf8)) }
                )
            }
            let name = Self.names[field]!
            switch field {
            case .track, .disc:
                return atom(name, value(0, [0, 0] + .bigEndian(Int(values[0])!, 2) + .zeros(4)))
            case .compilation: return atom(name, value(21, [1]))
            default: return atom(name, values.flatMap { value(1, Array($0.utf8)) })
            }
        }
    }

    func atom(_ name: String, _ content: [UInt8]) -> [UInt8] {
        // TagLib takes a size of 64 bits in containers alone.
        guard hasLongSizes, ["mdat", "moov", "udta", "meta", "ilst"].contains(name) else {
            return .bigEndian(8 + content.count, 4) + .ascii(name) + content
        }
        return .bigEndian(1, 4) + .ascii(name) + .bigEndian(16 + content.count, 8) + content
    }

    private func value(_ kind: Int, _ content: [UInt8]) -> [UInt8] {
        atom("data", .bigEndian(kind, 4) + .zeros(4) + content)
    }

    private var track: [UInt8] {
        let mediaHeader = atom(
            "mdhd",
            .zeros(12) + .bigEndian(44_100, 4) + .bigEndian(44_100 * 20, 4) + .zeros(4)
        )
        let handler = atom("hdlr", .zeros(8) + .ascii("soun") + .zeros(13))
        let description = atom("stsd", .zeros(4) + .bigEndian(1, 4) + (entry ?? advancedEntry))
        let table = atom("stbl", description + atom("stsz", .zeros(sampleTableBytes)))
        let media = atom(
            "mdia",
            mediaHeader + handler + atom("minf", atom("smhd", .zeros(8)) + table)
        )
        let chapters = chapterTrackIDs.flatMap { [UInt8].bigEndian($0, 4) }
        let references = chapters.isEmpty ? [] : atom("tref", atom("chap", chapters))
        return atom("trak", trackHeader(1) + references + media)
    }

    private var pictureTrack: [UInt8] {
        guard let pictureTrackID else { return [] }
        let handler = atom("hdlr", .zeros(8) + .ascii("vide") + .zeros(13))
        return atom("trak", trackHeader(pictureTrackID) + atom("mdia", handler))
    }

    private func trackHeader(_ id: Int) -> [UInt8] {
        atom("tkhd", .zeros(12) + .bigEndian(id, 4) + .zeros(68))
    }

    private var advancedEntry: [UInt8] {
        let descriptor: [UInt8] =
            [3, 0x19, 0, 0, 0, 4, 0x11, 0x40, 0x15, 0, 0, 0] + .bigEndian(bitrate, 4)
            + .bigEndian(bitrate, 4) + [5, 2, 0x12, 0x10, 6, 1, 2]
        return soundEntry("mp4a", boxes: atom("esds", .zeros(4) + descriptor))
    }

    func soundEntry(_ name: String, rate: Int = 44_100, channels: Int = 2, boxes: [UInt8])
        -> [UInt8]
    {
        atom(
            name,
            .zeros(6) + [0, 1] + .zeros(8) + .bigEndian(channels, 2) + .bigEndian(16, 2) + .zeros(4)
                + .bigEndian(rate & 0xFFFF, 2) + .zeros(2) + boxes
        )
    }
}
