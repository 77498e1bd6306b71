/// WAV and AIFF: the chunks that describe the sound, the texts of INFO, the frames of an ID3v2 tag
/// that psm reads, and the sound.
///
/// Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0"; Apple,
/// "Audio Interchange File Format 1.3".
enum RIFFCuts: Cutter {
    static let followsID3 = false

    private static let headerBytes = 12
    private static let chunkLimit = 1 << 10
    private static let chunkBytesLimit = 256 << 10

    static func begins(_ head: [UInt8]) -> Bool { isWAV(head) || isAIFF(head) }

    private static func isWAV(_ head: [UInt8]) -> Bool {
        head.has("RIFF") && head.has("WAVE", at: 8)
    }

    private static func isAIFF(_ head: [UInt8]) -> Bool {
        head.has("FORM") && (head.has("AIFF", at: 8) || head.has("AIFC", at: 8))
    }

    /// TagLib is never shown all of a file, as an ID3v2 tag may hold anything.
    static func cut(_ file: AudioFile, at start: Int) -> Cut {
        let header = file.bytes(at: start, count: headerBytes)
        let isBigEndian = isAIFF(header)
        var pieces: [Piece] = []
        var hasTag = false
        var position = start + headerBytes
        for _ in 0..<chunkLimit {
            guard let chunk = Chunk(file, at: position, isBigEndian: isBigEndian) else { break }
            switch chunk.kind {
            case .description where chunk.data.count <= chunkBytesLimit:
                let data = file.bytes(at: chunk.data.lowerBound, count: chunk.data.count)
                pieces.append(.bytes(chunk.rendered(data)))
            case .sound:
                pieces += [.bytes(chunk.header(chunk.data.count)), .file(chunk.data)]
                pieces.append(.bytes(chunk.data.count % 2 == 0 ? [] : [0]))
            case .tag where !hasTag:
                guard let tag = ID3Cuts.tag(of: file, in: chunk.data) else { break }
                hasTag = true
                pieces.append(.bytes(chunk.rendered(tag.bytes)))
            default: break
            }
            position = chunk.end
        }
        let size = pieces.reduce(4) { $0 + $1.count }
        var bytes = Array(header.prefix(4))
        if isBigEndian {
            bytes.appendBigEndian(size, byteCount: 4)
        } else {
            bytes.appendLittleEndian(size, byteCount: 4)
        }
        return Cut(isBigEndian ? .aiff : .wav, [.bytes(bytes + header.dropFirst(8))] + pieces)
    }

    private struct Chunk {
        enum Kind {
            case description
            case sound
            case tag
            case other
        }

        let name: [UInt8]
        let data: Range<Int>
        /// Where the next chunk begins.
        let end: Int
        private let isBigEndian: Bool

        /// Nil where no chunk is that lies in the file as a whole.
        init?(_ file: AudioFile, at start: Int, isBigEndian: Bool) {
            let bytes = file.bytes(at: start, count: 8)
            guard bytes.count == 8, Self.isName(bytes[..<4]) else { return nil }
            let size =
                isBigEndian
                ? bytes.bigEndian(at: 4, byteCount: 4) : bytes.littleEndian(at: 4, byteCount: 4)
            guard size <= file.sizeBytes - start - 8 else { return nil }
            name = Array(bytes[..<4])
            data = start + 8..<start + 8 + size
            self.isBigEndian = isBigEndian
            // Some writers forget the byte that makes the length of a chunk even.
            var end = data.upperBound
            if size % 2 != 0 {
                let next = file.bytes(at: end, count: 5)
                if next.first == 0 || Self.isName(next.dropFirst()) { end += 1 }
            }
            self.end = end
        }

        var kind: Kind {
            for description in ["fmt ", "fact", "COMM", "LIST"] as [StaticString]
            where name.has(description) { return .description }
            if name.has("data") || name.has("SSND") { return .sound }
            return name.has("ID3 ") || name.has("id3 ") ? .tag : .other
        }

        func header(_ sizeBytes: Int) -> [UInt8] {
            var bytes = name
            if isBigEndian {
                bytes.appendBigEndian(sizeBytes, byteCount: 4)
            } else {
                bytes.appendLittleEndian(sizeBytes, byteCount: 4)
            }
            return bytes
        }

        func rendered(_ data: [UInt8]) -> [UInt8] {
            header(data.count) + data + (data.count % 2 == 0 ? [] : [0])
        }

        private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
            bytes.count == 4 && bytes.allSatisfy { (0x20...0x7E).contains($0) }
        }
    }
}
