import FileIO
import SystemPackage

/// Finds a position by time: by the segments' headers first, then by the headers of frames.
///
/// Journal time never runs backwards, so both are sorted, and nothing needs to be stored.
struct TimeLocator {
    let files: JournalFiles
    let head: HeadRecord
    /// Gets what is lost right before the position found, as its time is unknown.
    let damage: (Damage) -> Void

    /// The first position whose frame is of `time` or later, or of what is lost right before it;
    /// the head if there is none.
    func position(atOrAfter time: JournalTime) throws(JournalError) -> Position {
        let segments = try files.segments().filter { $0 < head.position }
        // The last segment that was started before `time`: frames of exactly `time` may be at its
        // end, and none before it.
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if try begun(segments[middle]) < time { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return segments.first ?? head.position }
        let next = low < segments.count ? segments[low] : head.position
        return try firstFrame(in: segments[low - 1], atOrAfter: time) ?? next
    }

    /// A segment whose start time is unreadable counts as old, so that it is searched.
    private func begun(_ segment: Position) throws(JournalError) -> JournalTime {
        guard let opened = try SegmentFile.open(segment, files) else {
            return JournalTime(nanosecondsSinceEpoch: .min)
        }
        defer { opened.file.close() }
        return opened.header?.journalTime ?? JournalTime(nanosecondsSinceEpoch: .min)
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
