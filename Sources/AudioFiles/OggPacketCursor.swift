/// The bytes of one packet of an Ogg stream, over however many pages it goes.
///
/// What is passed over is not read, page by page, to know where the next page begins. All full pages
/// of a packet are mostly of the same length, so the page that must hold the place looked for is
/// known. If no page of that number is there, it is among those before, as the last ones may differ;
/// else the pages are walked.
struct OggPacketCursor: ByteCursor {
    private static let walkLimit = 1 << 14
    private static let missLimit = 40
    /// Of one leap, before it is done by halves.
    private static let nearMissLimit = 2

    private let file: AudioFile
    private(set) var page: OggPage
    private var position: Int
    /// Where the part of the packet that this page holds ends.
    private var partEnd: Int
    /// The first segment of the page behind the packet; nil if the packet goes on.
    private(set) var nextSegment: Int?
    private var walkCount = 0
    private var missCount = 0

    /// The packet that begins a page.
    init(_ file: AudioFile, _ page: OggPage) {
        self.file = file
        self.page = page
        position = page.dataStart
        partEnd = page.dataStart
        enter(page)
    }

    /// Where the rest of the packet's last page begins.
    var end: Int { partEnd }

    var remaining: Int { max(0, file.sizeBytes - position) }

    mutating func read(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if position == partEnd {
                guard walk() else { break }
                continue
            }
            let part = file.bytes(
                at: position,
                count: min(count - bytes.count, partEnd - position)
            )
            guard !part.isEmpty else { break }
            position += part.count
            bytes += part
        }
        return bytes
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= remaining else { return false }
        var left = count
        while left > partEnd - position {
            left -= partEnd - position
            position = partEnd
            let payload = page.dataBytes
            let passed = page.isFull ? (left - 1) / payload : 0
            let leapt = leap(over: passed)
            left -= leapt * payload
            guard leapt > 0 || walk() else { return false }
        }
        position += left
        return true
    }

    func peek(_ count: Int, after distance: Int) -> [UInt8] { [] }

    /// Passes over whatever is left of the packet.
    mutating func finish() -> Bool {
        while nextSegment == nil {
            guard walk() else { return false }
        }
        position = partEnd
        return true
    }

    private mutating func enter(_ page: OggPage) {
        self.page = page
        position = page.dataStart
        let last = page.segments.firstIndex { $0 < OggPage.segmentBytes }
        nextSegment = last.map { $0 + 1 }
        let part = page.segments[..<(nextSegment ?? page.segments.count)]
        partEnd = page.dataStart + part.reduce(0) { $0 + Int($1) }
    }

    private mutating func walk() -> Bool {
        walkCount += 1
        guard nextSegment == nil, walkCount <= Self.walkLimit else { return false }
        guard let next = OggPage(file, at: page.end), next.continues(page, distance: 1) else {
            return false
        }
        enter(next)
        return true
    }

    /// Goes to a page behind others that look like this one.
    ///
    /// - Returns: how many were passed: `count`, or as many as there are; 0 if it stays where it is.
    private mutating func leap(over count: Int) -> Int {
        let stride = page.end - page.start
        let room = max(0, file.sizeBytes - page.end) / stride
        var passed = 0
        var landed: OggPage?
        var excluded = min(count, room) + 1
        var guess = excluded - 1
        var misses = 0
        while guess > passed, missCount < Self.missLimit {
            let found = OggPage(file, at: page.end + guess * stride)
            if let found, found.continues(page, distance: guess + 1) {
                passed = guess
                landed = found
            } else {
                excluded = guess
                misses += 1
                missCount += 1
            }
            guess = misses <= Self.nearMissLimit ? excluded - 1 : (passed + excluded) / 2
        }
        if let landed { enter(landed) }
        return passed
    }
}
