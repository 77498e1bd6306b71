/// FLAC: STREAMINFO, what psm reads of the first Vorbis comment, and the frames.
///
/// Source: RFC 9639, section 8.
enum FLACCuts: Cutter {
    static let followsID3 = true

    enum BlockType {
        static let streamInfo: UInt8 = 0
        static let comment: UInt8 = 4
        static let mask: UInt8 = 0x7F
        static let last: UInt8 = 0x80
    }

    private static let blockLimit = 256
    private static let streamInfoLimit = 1 << 10

    static func begins(_ head: [UInt8]) -> Bool { head.has("fLaC") }

    static func cut(_ file: AudioFile, at start: Int) -> Cut {
        Cut(.flac, pieces(of: file, from: start) ?? [.file(start..<file.sizeBytes)])
    }

    private static func pieces(of file: AudioFile, from start: Int) -> [Piece]? {
        var blocks: [(type: UInt8, content: [UInt8])] = []
        var position = start + 4
        for index in 0..<blockLimit {
            let header = file.bytes(at: position, count: 4)
            guard header.count == 4 else { return nil }
            let type = header[0] & BlockType.mask
            let size = header.bigEndian(at: 1, byteCount: 3)
            let content = position + 4..<position + 4 + size
            guard (type == BlockType.streamInfo) == (index == 0) else { return nil }
            guard content.upperBound <= file.sizeBytes else { return nil }
            if type == BlockType.streamInfo {
                guard size <= streamInfoLimit else { return nil }
                blocks.append((type, file.bytes(at: content.lowerBound, count: size)))
            } else if type == BlockType.comment, blocks.count == 1 {
                var cursor = FileCursor(file, content)
                blocks.append((type, VorbisComment.needed(from: &cursor)?.bytes ?? []))
            }
            position = content.upperBound
            if header[0] & BlockType.last != 0 {
                let rest = Piece.file(position..<file.sizeBytes)
                return [.bytes(Array("fLaC".utf8) + rendered(blocks)), rest]
            }
        }
        return nil
    }

    private static func rendered(_ blocks: [(type: UInt8, content: [UInt8])]) -> [UInt8] {
        let blocks = blocks.filter { !$0.content.isEmpty }
        var bytes: [UInt8] = []
        for (index, block) in blocks.enumerated() {
            let isLast = index == blocks.count - 1
            bytes.append(block.type | (isLast ? BlockType.last : 0))
            bytes.appendBigEndian(block.content.count, byteCount: 3)
            bytes += block.content
        }
        return bytes
    }
}
