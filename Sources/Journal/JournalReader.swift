import FileIO
import SystemPackage

/// Reads frames in order, across segments and over rot, up to the head that it began with.
struct JournalReader {
    let files: JournalFiles
    let index: OffsetIndex
    let head: HeadRecord

    /// Bytes of a segment between two notes in the index.
    private static let noteStrideBytes: Int64 = 256 << 10

    /// - Parameters:
    ///   - damage: each piece of rot that concerns positions from `start` on.
    ///   - body: each frame that holds a position in the range. What it throws ends the read.
    /// - Returns: whether the range was read to its end.
    @discardableResult
    func read(
        from start: Position,
        upTo limit: Position?,
        damage: (Damage) -> Void,
        _ body: (borrowing JournalFrame) throws -> ReadStep
    ) throws -> Bool {
        let end = min(limit ?? head.position, head.position)
        guard start < end else { return true }
        let segments = try files.segments()
        let first = segments.lastIndex { $0 <= start } ?? 0
        let missingUpTo = min(segments.first ?? end, end)
        if missingUpTo > start { damage(missing(segments.first ?? .zero, start..<missingUpTo)) }
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
        /// Where the next segment, or the head, says that this one ends.
        let endPosition: Position
    }

    private func read(
        _ part: SegmentPart,
        _ scratch: inout ScratchBuffer,
        _ damage: (Damage) -> Void,
        _ body: (borrowing JournalFrame) throws -> ReadStep
    ) throws -> ReadStep {
        guard let opened = try SegmentFile.open(part.segment, files) else {
            damage(missing(part.segment, part.from..<max(part.from, part.endPosition)))
            return .continue
        }
        defer { opened.file.close() }
        if let rot = headerDamage(of: opened, part.endPosition) {
            damage(rot)
            if rot.reason == .foreignSegment { return .continue }
        }
        let generation = opened.header?.generation ?? 0
        var scanner = try scanner(opened, part, generation)
        var notedOffset = scanner.offset
        while scanner.expected < part.upTo {
            switch try scanner.next() {
            case .end:
                return .continue
            case .damage(let rot):
                if concerns(rot, part.from) { damage(rot) }
            case .frame(let header, let offset):
                if offset - notedOffset >= Self.noteStrideBytes {
                    note(scanner, generation)
                    notedOffset = offset
                }
                guard header.endPosition > part.from else { continue }
                let step = try deliver(header, offset, part, &scanner, &scratch, damage, body)
                if step == .stop { return .stop }
            }
        }
        note(scanner, generation)
        return .continue
    }

    private func deliver(
        _ header: FrameHeader,
        _ offset: Int64,
        _ part: SegmentPart,
        _ scanner: inout SegmentScanner,
        _ scratch: inout ScratchBuffer,
        _ damage: (Damage) -> Void,
        _ body: (borrowing JournalFrame) throws -> ReadStep
    ) throws -> ReadStep {
        var outcome: Result<ReadStep, any Error> = .success(.continue)
        var rot: Damage.Reason?
        try scanner.withBlock(of: header, at: offset) { block in
            guard let block else {
                rot = .cutShort
                return
            }
            switch FrameCodec.decode(block, header, into: &scratch) {
            case .damaged(let reason):
                rot = reason
            case .records(let records):
                let frame = JournalFrame(
                    header: header,
                    records: records,
                    skipped: header.firstPosition.distance(to: part.from),
                    omitted: part.upTo.distance(to: header.endPosition),
                    segment: part.segment,
                    offsetBytes: offset
                )
                outcome = Result { try body(frame) }
            }
        }
        if let rot { damage(scanner.damagedBlock(header, at: offset, rot)) }
        return try outcome.get()
    }

    /// A scanner that begins at the best known place at or before what is asked for.
    private func scanner(
        _ opened: SegmentFile,
        _ part: SegmentPart,
        _ generation: UInt32
    ) throws(JournalError) -> SegmentScanner {
        let known = index.entry(
            in: part.segment,
            atOrBefore: part.from,
            generation: generation
        )
        if let known {
            let start = (offset: known.offset, position: known.position, chain: known.chain)
            var scanner = scanner(opened, part, from: start)
            if try scanner.isOnTrack() { return scanner }
            index.forget(part.segment)
        }
        let headerBytes = Int64(SegmentHeader.byteCount)
        return scanner(opened, part, from: (headerBytes, part.segment, opened.chain))
    }

    private func scanner(
        _ opened: SegmentFile,
        _ part: SegmentPart,
        from start: (offset: Int64, position: Position, chain: UInt64?)
    ) -> SegmentScanner {
        let isHead = part.segment == head.segment
        return SegmentScanner(
            file: opened.file,
            segment: part.segment,
            tag: head.journalID.tag,
            from: start,
            endOffset: isHead ? min(head.offset, opened.sizeBytes) : opened.sizeBytes,
            endPosition: part.endPosition
        )
    }

    private func note(_ scanner: borrowing SegmentScanner, _ generation: UInt32) {
        guard scanner.chain != nil else { return }
        index.note(
            OffsetIndex.Entry(
                position: scanner.expected,
                offset: scanner.offset,
                chain: scanner.chain,
                generation: generation
            ),
            in: scanner.segment
        )
    }

    private func concerns(_ damage: Damage, _ start: Position) -> Bool {
        damage.positions.isEmpty
            ? damage.positions.lowerBound >= start : damage.positions.upperBound > start
    }

    private func headerDamage(of opened: SegmentFile, _ end: Position) -> Damage? {
        if let header = opened.header {
            guard header.journalID != head.journalID else { return nil }
            return Damage(
                path: opened.file.path,
                segment: opened.first,
                bytes: 0..<opened.sizeBytes,
                positions: opened.first..<max(opened.first, end),
                reason: .foreignSegment
            )
        }
        return Damage(
            path: opened.file.path,
            segment: opened.first,
            bytes: 0..<min(Int64(SegmentHeader.byteCount), opened.sizeBytes),
            positions: opened.first..<opened.first,
            reason: .segmentHeader
        )
    }

    private func missing(_ segment: Position, _ positions: Range<Position>) -> Damage {
        Damage(
            path: files.segmentPath(segment),
            segment: segment,
            bytes: 0..<0,
            positions: positions,
            reason: .missing
        )
    }
}
