internal import Glibc

/// Looks for the first frame of MPEG audio, which may lie behind anything: the rest of a tag that
/// says less than its size, the zeros of a download that is not complete.
///
/// TagLib searches the same way, at ten megabytes a second.
enum MPEGSearch {
    enum Found {
        case frame(Int)
        /// A tag or a container that begins later than where the search began.
        case beginning(Int)
    }

    private static let limitBytes = 12 << 20
    /// Where other beginnings than frames are looked for.
    private static let beginningLimitBytes = 64 << 10
    /// Of a read beyond that. Each may take a network's time.
    private static let chunkBytes = 256 << 10
    private static let candidateLimit = 1 << 18
    private static let sync: UInt8 = 0xFF

    static func next(in file: AudioFile, from start: Int) -> Found? {
        if MPEGFrame.isFrame(at: start, in: { file.bytes(at: $0, count: 4) }) {
            return .frame(start)
        }
        let end = min(file.sizeBytes, start + limitBytes)
        var position = start + 1
        var candidateCount = 0
        while position < end {
            let isNear = position - start < beginningLimitBytes
            let size = isNear ? AudioFile.smallBytes : chunkBytes
            let chunk = Chunk(
                file,
                position,
                file.bytes(at: position, count: min(size, end - position))
            )
            guard !chunk.bytes.isEmpty else { return nil }
            var marks = (isNear ? chunk.beginnings() : [])[...]
            let candidates = chunk.syncs()
            candidateCount += candidates.count
            guard candidateCount <= candidateLimit else { return nil }
            for candidate in candidates {
                while let mark = marks.first, mark < candidate {
                    marks = marks.dropFirst()
                    if chunk.isBeginning(at: mark) { return .beginning(mark) }
                }
                if MPEGFrame.isFrame(at: candidate, in: chunk.fourBytes) {
                    return .frame(candidate)
                }
            }
            if let mark = marks.first(where: chunk.isBeginning) { return .beginning(mark) }
            position += chunk.bytes.count
        }
        return nil
    }

    /// A part of the file. Places are those in the file.
    private struct Chunk {
        let file: AudioFile
        let start: Int
        let bytes: [UInt8]

        init(_ file: AudioFile, _ start: Int, _ bytes: [UInt8]) {
            self.file = file
            self.start = start
            self.bytes = bytes
        }

        /// Where frames may begin; a frame that begins with the last byte included.
        func syncs() -> [Int] {
            bytes.withUnsafeBytes { window in
                guard let base = window.baseAddress else { return [] }
                var found: [Int] = []
                var position = 0
                while position < window.count,
                    let next = memchr(base + position, Int32(sync), window.count - position)
                {
                    position = UnsafeRawPointer(next) - base
                    let isLast = position + 1 == window.count
                    if isLast || isSecondByte(window[position + 1]) {
                        found.append(start + position)
                    }
                    position += 1
                }
                return found
            }
        }

        private func isSecondByte(_ byte: UInt8) -> Bool { byte & 0xE0 == 0xE0 && byte != sync }

        func beginnings() -> [Int] {
            let letters: [UInt8] = [UInt8(ascii: "I"), UInt8(ascii: "f"), UInt8(ascii: "O")]
            return bytes.indices.filter { letters.contains(bytes[$0]) }.map { start + $0 }
        }

        func isBeginning(at offset: Int) -> Bool {
            let bytes = fourBytes(offset)
            return bytes.has("ID3") || bytes.has("fLaC") || bytes.has("OggS")
        }

        func fourBytes(_ offset: Int) -> [UInt8] {
            let index = offset - start
            guard index + 4 <= bytes.count else { return file.bytes(at: offset, count: 4) }
            return Array(bytes[index..<index + 4])
        }
    }
}

/// A frame's header.
///
/// Source: ISO/IEC 11172-3, section 2.4.1.3; ISO/IEC 13818-3, section 2.4.2.3.
enum MPEGFrame {
    /// What two frames in a row have in common: sync, version, layer and sampling rate.
    private static let commonMask = 0xFFFE_0C00

    private static let bitrates: [[[Int]]] = [
        [
            [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
            [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
            [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        ],
        [
            [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
            [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
            [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        ],
    ]

    /// Whether a frame begins there, and another one directly behind it.
    ///
    /// - Parameter fourBytes: gives those at an offset, or fewer at the end.
    static func isFrame(at offset: Int, in fourBytes: (Int) -> [UInt8]) -> Bool {
        let header = fourBytes(offset)
        guard header.count == 4, let length = length(header) else { return false }
        let next = fourBytes(offset + length)
        return next.count == 4
            && header.bigEndian(at: 0, byteCount: 4) & commonMask
                == next.bigEndian(at: 0, byteCount: 4) & commonMask
    }

    private static func length(_ header: [UInt8]) -> Int? {
        guard header[0] == 0xFF, header[1] & 0xE0 == 0xE0, header[1] != 0xFF else { return nil }
        let version = Int(header[1] >> 3 & 3)
        let layer = 4 - Int(header[1] >> 1 & 3)
        let bitrateIndex = Int(header[2] >> 4)
        let rateIndex = Int(header[2] >> 2 & 3)
        guard version != 1, layer <= 3, (1...14).contains(bitrateIndex), rateIndex < 3 else {
            return nil
        }
        let isFirstVersion = version == 3
        let bitrate = bitrates[isFirstVersion ? 0 : 1][layer - 1][bitrateIndex]
        let rate =
            [44_100, 48_000, 32_000][rateIndex] / (isFirstVersion ? 1 : version == 2 ? 2 : 4)
        let samples = layer == 1 ? 384 : layer == 3 && !isFirstVersion ? 576 : 1_152
        let padding = header[2] & 2 == 0 ? 0 : layer == 1 ? 4 : 1
        return samples * bitrate * 125 / rate + padding
    }
}
