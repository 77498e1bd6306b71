import FileIO
import SystemPackage

/// Reads appends in order, across segments and past damage, up to the head it began with.
struct JournalReader {
    let files: JournalFiles
    let head: HeadRecord

    /// - Parameters:
    ///   - damage: each piece of damage that concerns positions from `start` on.
    ///   - body: gets each append that holds a position in the range. An error ends the read.
    /// - Returns: whether the range was read to its end.
    @discardableResult
    func read(
        from start: Position,
        upTo limit: Position?,
        damage: (Damage) -> Void,
        _ body: (borrowing JournalAppend) throws -> ReadStep
    ) throws -> Bool {
        let end = min(limit ?? head.position, head.position)
        guard start < end else { return true }
        let segments = try files.segments()
        let first = segments.lastIndex { $0 <= start } ?? 0
        let missingUpTo = min(segments.first ?? end, end)
        if missingUpTo > start {
            damage(files.missing(segments.first ?? .zero, start..<missingUpTo))
        }
        var scratch = ScratchBuffer()
        for (number, segment) in segments.enumerated().dropFirst(first) where segment < end {
            let next = number + 1 < segments.count ? segments[number + 1] : head.position
            let part = SegmentPart(
                segment: segment,
                from: max(start, segment),
                upTo: end,
                endPosition: min(next, head.position)
            )
            guard try read(part, &scratch, damage, body) == .continue else { return false }
        }
        return true
    }

    private struct SegmentPart {
        let segment: Position
        let from: Position
        let upTo: Position
        /// The end of this segment, according to the next one or the head.
        let endPosition: Position

        /// Positions beyond it belong to the next segment, whatever this one holds.
        var limit: Position { min(upTo, endPosition) }
    }

    private func read(
        _ part: SegmentPart,
        _ scratch: inout ScratchBuffer,
        _ damage: (Damage) -> Void,
        _ body: (borrowing JournalAppend) throws -> ReadStep
    ) throws -> ReadStep {
        guard let opened = try SegmentFile.open(part.segment, files) else {
            damage(files.missing(part.segment, part.from..<max(part.from, part.endPosition)))
            return .continue
        }
        defer { opened.file.close() }
        if let piece = opened.headerDamage(in: head.journalID, endingAt: part.endPosition) {
            damage(piece)
            if piece.reason == .foreignSegment { return .continue }
        }
        var scanner = try scanner(opened, part)
        while scanner.expected < part.upTo {
            switch try scanner.next() {
            case .end:
                return .continue
            case .damage(let piece):
                if concerns(piece, part.from) { damage(piece) }
            case .frame(let header, let offset):
                guard header.endPosition > part.from else { continue }
                if header.endPosition > part.endPosition, part.endPosition < head.position {
                    damage(opened.overlap(at: offset, header, part.endPosition))
                }
                let step = try deliver(header, offset, part, &scanner, &scratch, damage, body)
                if step == .stop { return .stop }
            }
        }
        return .continue
    }

    private func deliver(
        _ header: FrameHeader,
        _ offset: Int64,
        _ part: SegmentPart,
        _ scanner: inout SegmentScanner,
        _ scratch: inout ScratchBuffer,
        _ damage: (Damage) -> Void,
        _ body: (borrowing JournalAppend) throws -> ReadStep
    ) throws -> ReadStep {
        var outcome: Result<ReadStep, any Error> = .success(.continue)
        var blockDamage: Damage.Reason?
        try scanner.withBlock(of: header, at: offset) { block in
            switch FrameCodec.decode(block, header, into: &scratch) {
            case .damaged(let reason):
                blockDamage = reason
            case .contents(let frame):
                outcome = Result { try deliver(frame, offset, part, body) }
            }
        }
        if let blockDamage {
            damage(scanner.damagedBlock(header, at: offset, blockDamage))
        }
        return try outcome.get()
    }

    private func deliver(
        _ frame: FrameContents,
        _ offset: Int64,
        _ part: SegmentPart,
        _ body: (borrowing JournalAppend) throws -> ReadStep
    ) throws -> ReadStep {
        var appends = frame.appends()
        while let (header, records) = appends.next() {
            guard header.endPosition > part.from else { continue }
            guard header.firstPosition < part.limit else { break }
            let append = JournalAppend(
                header: header,
                records: records,
                skipped: header.firstPosition.distance(to: part.from),
                omitted: part.limit.distance(to: header.endPosition),
                segment: part.segment,
                offsetBytes: offset
            )
            if try body(append) == .stop { return .stop }
        }
        return .continue
    }

    /// A scanner that starts at or before the requested position.
    private func scanner(
        _ opened: SegmentFile,
        _ part: SegmentPart
    ) throws(JournalError) -> SegmentScanner {
        let endOffset = opened.framesEnd(upTo: head)
        let locator = FrameLocator(opened: opened, tag: head.journalID.tag, endOffset: endOffset)
        let place: FrameLocator.Place =
            part.from > part.segment
            ? try locator.place { $0.firstPosition <= part.from }
            : (Int64(SegmentHeader.byteCount), part.segment, opened.chain)
        return SegmentScanner(
            file: opened.file,
            segment: part.segment,
            tag: head.journalID.tag,
            from: place,
            endOffset: endOffset,
            endPosition: part.endPosition
        )
    }

    private func concerns(_ damage: Damage, _ start: Position) -> Bool {
        damage.positions.isEmpty
            ? damage.positions.lowerBound >= start : damage.positions.upperBound > start
    }
}
