/// Ogg with Vorbis, Opus, Speex or FLAC: the comment's packet without its pictures and what else is
/// long, on pages of its own; then the rest of the stream.
///
/// Where nothing is that long, TagLib reads the file as it is.
///
/// Source: RFC 3533; RFC 7845, section 5; xiph.org, "Ogg mapping for FLAC".
enum OggCuts: Cutter {
    static let followsID3 = false

    /// Shorter entries stay, needed or not, so that TagLib gets the same bit rate from what is left.
    private static let smallBytes = 512
    private static let blockLimit = 64

    private struct Codec {
        let identification: StaticString
        let comment: StaticString
        let trailer: [UInt8]
        let format: AudioFormat
    }

    private static let codecs = [
        Codec(
            identification: "\u{1}vorbis",
            comment: "\u{3}vorbis",
            // The framing bit.
            trailer: [1],
            format: .oggVorbis
        ),
        Codec(identification: "OpusHead", comment: "OpusTags", trailer: [], format: .oggOpus),
        Codec(identification: "Speex   ", comment: "", trailer: [], format: .oggSpeex),
        Codec(identification: "\u{7F}FLAC", comment: "", trailer: [], format: .oggFLAC),
    ]

    static func begins(_ head: [UInt8]) -> Bool { head.has("OggS") }

    static func cut(_ file: AudioFile, at start: Int) -> Cut {
        let whole = [Piece.file(start..<file.sizeBytes)]
        guard let first = OggPage(file, at: start), let codec = codec(of: file, first) else {
            return Cut(.oggVorbis, whole)
        }
        return Cut(codec.format, pieces(of: file, codec, first) ?? whole)
    }

    private static func pieces(of file: AudioFile, _ codec: Codec, _ first: OggPage) -> [Piece]? {
        guard first.isFirst,
            first.segments.firstIndex(where: { $0 < OggPage.segmentBytes })
                == first.segments.count - 1,
            let second = OggPage(file, at: first.end),
            second.serial == first.serial, !second.isContinued, !second.segments.isEmpty
        else { return nil }
        var cursor = OggPacketCursor(file, second)
        let comment: VorbisComment.Needed?
        if codec.format == .oggFLAC {
            comment = flacComment(file, &cursor)
        } else {
            comment = self.comment(codec, &cursor)
        }
        guard let comment, let rest = cursor.nextSegment,
            cursor.page.end <= file.sizeBytes
        else { return nil }
        guard comment.isShorter else { return nil }
        return [.file(first.start..<first.end)]
            + pages(of: comment.bytes, like: second, before: rest, of: cursor)
            + [.file(cursor.page.end..<file.sizeBytes)]
    }

    private static func codec(of file: AudioFile, _ page: OggPage) -> Codec? {
        codecs.first { file.has($0.identification, at: page.dataStart) }
    }

    private static func comment(
        _ codec: Codec,
        _ cursor: inout OggPacketCursor
    ) -> VorbisComment.Needed? {
        let mark = cursor.read(codec.comment.utf8CodeUnitCount)
        guard mark.has(codec.comment),
            var needed = VorbisComment.needed(from: &cursor, smallBytes: smallBytes),
            cursor.finish()
        else { return nil }
        needed.bytes = mark + needed.bytes + codec.trailer
        return needed
    }

    /// Each of FLAC's metadata blocks is a packet that begins a page. The comment is the first, and
    /// becomes the last.
    private static func flacComment(
        _ file: AudioFile,
        _ cursor: inout OggPacketCursor
    ) -> VorbisComment.Needed? {
        typealias BlockType = FLACCuts.BlockType
        var header = cursor.read(4)
        guard header.count == 4, header[0] & BlockType.mask == BlockType.comment,
            var needed = VorbisComment.needed(from: &cursor, smallBytes: smallBytes),
            cursor.finish()
        else { return nil }
        for _ in 0..<blockLimit where header[0] & BlockType.last == 0 {
            guard cursor.end == cursor.page.end, let page = OggPage(file, at: cursor.page.end),
                page.serial == cursor.page.serial, !page.isContinued, !page.segments.isEmpty
            else { return nil }
            cursor = OggPacketCursor(file, page)
            header = cursor.read(4)
            guard header.count == 4,
                cursor.skip(header.bigEndian(at: 1, byteCount: 3)), cursor.finish()
            else { return nil }
            needed.isShorter = true
        }
        guard header[0] & BlockType.last != 0 else { return nil }
        var block: [UInt8] = [BlockType.comment | BlockType.last]
        block.appendBigEndian(needed.bytes.count, byteCount: 3)
        needed.bytes = block + needed.bytes
        return needed
    }

    /// The comment's packet, then what follows it on its last page.
    private static func pages(
        of packet: [UInt8],
        like page: OggPage,
        before rest: Int,
        of cursor: OggPacketCursor
    ) -> [Piece] {
        let following = cursor.page.segments[rest...]
        var lacing = OggPage.lacing(packet.count)
        var pieces: [Piece] = []
        var start = 0
        while lacing.count > OggPage.segmentLimit {
            let count = OggPage.segmentLimit * OggPage.segmentBytes
            let header = OggPage.header(
                page.fixed,
                isContinued: start > 0,
                segments: Array(lacing[..<OggPage.segmentLimit])
            )
            pieces.append(.bytes(header + packet[start..<start + count]))
            lacing.removeFirst(OggPage.segmentLimit)
            start += count
        }
        let isOnePage = lacing.count + following.count <= OggPage.segmentLimit
        let header = OggPage.header(
            cursor.page.fixed,
            isContinued: start > 0,
            segments: lacing + (isOnePage ? Array(following) : [])
        )
        pieces.append(.bytes(header + packet[start...]))
        if !isOnePage {
            let segments = Array(following)
            pieces.append(
                .bytes(OggPage.header(cursor.page.fixed, isContinued: false, segments: segments))
            )
        }
        pieces.append(.file(cursor.end..<cursor.page.end))
        return pieces
    }
}
