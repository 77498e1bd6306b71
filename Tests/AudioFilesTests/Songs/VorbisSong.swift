/// Makes Vorbis comments, FLAC, and what lies in Ogg.
enum VorbisSong {
    static let names: [SongField: String] = [
        .title: "TITLE", .artist: "Artist", .album: "ALBUM", .albumArtist: "ALBUMARTIST",
        .date: "DATE", .track: "TRACKNUMBER", .disc: "DISCNUMBER", .genre: "GENRE",
        .isrc: "ISRC", .recording: "MUSICBRAINZ_TRACKID", .compilation: "COMPILATION",
    ]

    static func comment(_ items: [SongItem], picturesToo: Bool) -> [UInt8] {
        var entries: [[UInt8]] = [.ascii("ENCODER=psm tests")]
        for item in items {
            switch item {
            case .text(let field, let values):
                entries += values.map { .ascii(names[field]! + "=") + Array($0.utf8) }
            case .picture(let count):
                guard picturesToo else { continue }
                let name = [UInt8].ascii("METADATA_BLOCK_PICTURE=")
                // Base64 has four letters for three bytes.
                entries.append(name + [UInt8](repeating: UInt8(ascii: "A"), count: count / 3 * 4))
            case .lyrics(let count):
                entries.append(.ascii("LYRICS=") + lyricsBytes(count))
            }
        }
        return comment(entries: entries)
    }

    static func comment(entries: [[UInt8]], count: Int? = nil) -> [UInt8] {
        let vendor = [UInt8].ascii("psm")
        return .littleEndian(vendor.count, 4) + vendor
            + .littleEndian(count ?? entries.count, 4)
            + entries.flatMap { .littleEndian($0.count, 4) + $0 }
    }

    // MARK: - FLAC

    static let streamInfo: [UInt8] =
        .bigEndian(4_096, 2) + .bigEndian(4_096, 2) + .zeros(6)
        + .bigEndian(44_100 << 44 | 1 << 41 | 15 << 36 | 44_100 * 20, 8) + .zeros(16)

    static func flac(_ items: [SongItem], paddingBytes: Int = 0, audioBytes: Int = 20_000)
        -> [UInt8]
    {
        var blocks: [(UInt8, [UInt8])] = [(0, streamInfo), (3, .zeros(18 * 20))]
        // Pictures before the first text stand before the comment.
        let early = items.prefix { !$0.isText }
        blocks += pictures(Array(early))
        blocks.append((4, comment(items, picturesToo: false)))
        blocks += pictures(Array(items.dropFirst(early.count)))
        if paddingBytes > 0 { blocks.append((1, .zeros(paddingBytes))) }
        return flac(blocks: blocks) + [UInt8](repeating: 0x5A, count: audioBytes)
    }

    static func flac(blocks: [(UInt8, [UInt8])]) -> [UInt8] {
        var bytes = [UInt8].ascii("fLaC")
        for (index, (type, content)) in blocks.enumerated() {
            let isLast = index == blocks.count - 1
            bytes += block(type, content, isLast: isLast)
        }
        return bytes
    }

    static func block(_ type: UInt8, _ content: [UInt8], isLast: Bool) -> [UInt8] {
        [type | (isLast ? 0x80 : 0)] + .bigEndian(content.count, 3) + content
    }

    static func pictures(_ items: [SongItem]) -> [(UInt8, [UInt8])] {
        items.compactMap { item in
            guard case .picture(let count) = item else { return nil }
            let mime = [UInt8].ascii("image/jpeg")
            var content: [UInt8] = .bigEndian(3, 4) + .bigEndian(mime.count, 4) + mime
            content += .zeros(20) + .bigEndian(count, 4) + pictureBytes(count)
            return (6, content)
        }
    }
}
