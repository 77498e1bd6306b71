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
    private static let candidateLimit = 1 << 18
    private static let sync: UInt8 = 0xFF

    static func next(in file: AudioFile, from start: Int) -> Found? {
        if MPEGFrame.isFrame(file, at: start) { return .frame(start) }
        let end = min(file.sizeBytes, start + limitBytes)
        var position = start + 1
        var candidateCount = 0
        while position < end {
            let count = min(AudioFile.smallBytes, end - position)
            let window = file.bytes(in: position..<position + count)
            guard !window.isEmpty else { return nil }
            var marks = (position - start < beginningLimitBytes ? beginnings(in: window) : [])[...]
            let candidates = syncs(in: window)
            candidateCount += candidates.count
            guard candidateCount <= candidateLimit else { return nil }
            let base = position
            position += window.count
            for candidate in candidates {
                while let mark = marks.first, mark < candidate {
                    marks = marks.dropFirst()
                    if isBeginning(file, at: base + mark) { return .beginning(base + mark) }
                }
                if MPEGFrame.isFrame(file, at: base + candidate) { return .frame(base + candidate) }
            }
            for mark in marks where isBeginning(file, at: base + mark) {
                return .beginning(base + mark)
            }
        }
        return nil
    }

    /// Where frames may begin; a frame that begins with the last byte included.
    private static func syncs(in window: UnsafeRawBufferPointer) -> [Int] {
        guard let base = window.baseAddress else { return [] }
        var found: [Int] = []
        var position = 0
        while position < window.count,
            let next = memchr(base + position, Int32(sync), window.count - position)
        {
            position = UnsafeRawPointer(next) - base
            let isLast = position + 1 == window.count
            if isLast || (window[position + 1] & 0xE0 == 0xE0 && window[position + 1] != sync) {
                found.append(position)
            }
            position += 1
        }
        return found
    }

    private static func beginnings(in window: UnsafeRawBufferPointer) -> [Int] {
        let letters: [UInt8] = [UInt8(ascii: "I"), UInt8(ascii: "f"), UInt8(ascii: "O")]
        return window.indices.filter { letters.contains(window[$0]) }
    }

    private static func isBeginning(_ file: AudioFile, at offset: Int) -> Bool {
        let bytes = file.bytes(at: offset, count: 4)
        return bytes.has("ID3") || bytes.has("fLaC") || bytes.has("OggS")
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
    static func isFrame(_ file: AudioFile, at offset: Int) -> Bool {
        let header = file.bytes(at: offset, count: 4)
        guard header.count == 4, let length = length(header) else { return false }
        let next = file.bytes(at: offset + length, count: 4)
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
