import FileIO
import SystemPackage

/// Finds a position by time: by the segments' headers first, then by the headers of frames.
///
/// Within a stretch of time both are sorted, and a new stretch begins with a new segment. So the
/// last segment that began before the time asked for is in the right stretch, and nothing needs to
/// be stored. The headers are read backwards from the end, one by one.
struct TimeLocator {
    let files: JournalFiles
    let head: HeadRecord
    /// Gets what is lost right before the position found, as its time is unknown.
    let damage: (Damage) -> Void

    /// The first position whose frame is of `time` or later, or of what is lost right before it;
    /// the head if there is none.
    func position(atOrAfter time: JournalTime) throws(JournalError) -> Position {
        // The head's segment has no frames yet if a stretch has just begun.
        let segments = try files.segments().filter {
            $0 < head.position || $0 == head.segment
        }
        // Frames of exactly `time` may be at the end of that segment, and none before it. If a
        // header cannot be read, its segment belongs to the one before.
        var index = segments.count
        var followers = segments.count
        while index > 0 {
            index -= 1
            let begun = try begun(segments[index])
            if let begun, begun < time { break }
            if begun != nil { followers = index }
        }
        guard followers > 0 else { return segments.first ?? head.position }
        for segment in segments[index..<followers] {
            if let found = try firstFrame(in: segment, atOrAfter: time) { return found }
        }
        return followers < segments.count ? segments[followers] : head.position
    }

    /// `nil` if that is unreadable.
    private func begun(_ segment: Position) throws(JournalError) -> JournalTime? {
        guard let opened = try SegmentFile.open(segment, files) else { return nil }
        defer { opened.file.close() }
        return opened.header?.journalTime
    }

    private func firstFrame(
        in segment: Position,
        atOrAfter time: JournalTime
    ) throws(JournalError) -> Position? {
        guard let opened = try SegmentFile.open(segment, files) else { return nil }
        defer { opened.file.close() }
        let endOffset = opened.framesEnd(upTo: head)
        let locator = FrameLocator(opened: opened, tag: head.journalID.tag, endOffset: endOffset)
        var scanner = SegmentScanner(
            file: opened.file,
            segment: segment,
            tag: head.journalID.tag,
            from: try locator.place { $0.journalTime < time },
            endOffset: endOffset,
            endPosition: nil
        )
        var scratch = ScratchBuffer()
        var lost: [Damage] = []
        while true {
            switch try scanner.next() {
            case .end: return found(nil, behind: lost)
            case .damage(let piece): lost.append(piece)
            case .frame(let header, let offset):
                if header.journalTime >= time {
                    return found(header.firstPosition, behind: lost)
                }
                lost = []
                guard header.isPacked else { continue }
                let append = try scanner.withBlock(of: header, at: offset) { block in
                    firstAppend(in: block, header, &scratch, atOrAfter: time)
                }
                switch append {
                case .position(let position): return position
                case .none: continue
                case .unknown(let reason):
                    lost = [scanner.damagedBlock(header, at: offset, reason)]
                }
            }
        }
    }

    private func found(_ position: Position?, behind lost: [Damage]) -> Position? {
        for piece in lost { damage(piece) }
        return lost.first?.positions.lowerBound ?? position
    }

    /// A packed frame holds appends with different times.
    private func firstAppend(
        in block: StoredBlock,
        _ header: FrameHeader,
        _ scratch: inout ScratchBuffer,
        atOrAfter time: JournalTime
    ) -> Found {
        switch FrameCodec.decode(block, header, into: &scratch) {
        case .damaged(let reason):
            return .unknown(reason)
        case .contents(let frame):
            var appends = frame.appends()
            while let (append, _) = appends.next() {
                if append.journalTime >= time { return .position(append.firstPosition) }
            }
            return .none
        }
    }

    private enum Found {
        case position(Position)
        case none
        case unknown(Damage.Reason)
    }
}
