import FileIO
import SystemPackage

/// Where the journal actually ends, found by reading from the stored head (or, without one, from
/// the beginning of the last segment) to the end of the files.
struct RecoveredTail {
    enum Ending: Hashable {
        /// The next frame goes to `record.offset`.
        case clean
        /// From `record.offset` to the end of the file lies an append that was cut off.
        case torn
        /// The last segment is packed. The next frame goes to a new segment at `record.position`.
        case sealed
        /// The last segment cannot be appended to: it ends in damage, is shorter than the head
        /// says, or does not exist. The next frame goes to a new segment at `record.position`.
        case blocked
    }

    /// `sequence` is that of the stored head, or 0 without one.
    var record: HeadRecord
    var ending: Ending
    /// Bytes of whole frames beyond the stored head, by segment. They may be in the page cache
    /// only: a failed fsync marks pages clean without having stored them.
    var beyondHead: [(segment: Position, bytes: Range<Int64>)]
}

/// Finds the tail. Only reads.
///
/// A torn append lies beyond the head, and the file ends inside its frame or one of the frame's
/// 512-byte sectors is all zero, as a disk leaves it when power fails during a write. Everything
/// else that is not a valid frame is damage, and is never cut.
struct Recovery {
    private static let sectorBytes: Int64 = 512

    let files: JournalFiles
    let stored: HeadRecord?

    /// - Returns: `nil` if there is no journal.
    /// - Throws: `JournalError.damaged` if neither a segment's header nor the head gives the id, or
    ///   if no position is left.
    func tail(segments: [Position]) throws(JournalError) -> RecoveredTail? {
        guard var tail = try beginning(segments) else { return nil }
        let start = tail.record.segment
        let scanned = segments.filter { $0 >= start }
        if let stored, scanned.first != stored.segment { tail.ending = .blocked }
        for segment in scanned {
            try extend(&tail, through: segment, isLast: segment == scanned.last)
        }
        while tail.ending == .blocked, segments.contains(tail.record.position) {
            // A segment of that name exists and holds nothing readable: at least one is lost.
            let next = tail.record.position.advanced(by: 1)
            guard next > tail.record.position else {
                throw .damaged(files.segmentPath(next), "no position is left after it")
            }
            tail.record.position = next
        }
        return tail
    }

    private func beginning(_ segments: [Position]) throws(JournalError) -> RecoveredTail? {
        if let stored { return RecoveredTail(record: stored, ending: .clean, beyondHead: []) }
        guard let last = segments.last else { return nil }
        for segment in segments.reversed() {
            guard let opened = try SegmentFile.open(segment, files) else { continue }
            defer { opened.file.close() }
            guard let header = opened.header else { continue }
            let record = HeadRecord(
                journalID: header.journalID,
                position: last,
                segment: last,
                offset: Int64(SegmentHeader.byteCount),
                chain: 0,
                time: header.journalTime
            )
            return RecoveredTail(record: record, ending: .clean, beyondHead: [])
        }
        throw .damaged(
            files.segmentPath(last),
            "neither it nor any other segment has a readable header"
        )
    }

    private func extend(
        _ tail: inout RecoveredTail,
        through segment: Position,
        isLast: Bool
    ) throws(JournalError) {
        guard let opened = try SegmentFile.open(segment, files) else {
            tail.ending = .blocked
            return
        }
        defer { opened.file.close() }
        try opened.checkBelongs(to: tail.record.journalID)
        let isHeadSegment = segment == stored?.segment
        if !isHeadSegment {
            tail.record.segment = segment
            tail.record.position = max(tail.record.position, segment)
            tail.record.offset = Int64(SegmentHeader.byteCount)
            tail.record.chain = opened.chain ?? 0
            // An earlier time than the last is where a new stretch of time begins.
            tail.record.time = opened.header?.journalTime ?? tail.record.time
            tail.record.digest = opened.header.map(LogicalDigest.beginning) ?? .unknown
            tail.ending = opened.header == nil ? .blocked : .clean
        }
        if let footer = opened.footer {
            // Nothing is appended to it, and it was synced before it got its name.
            tail.record.position = max(tail.record.position, footer.endPosition)
            tail.record.time = max(tail.record.time, footer.lastTime)
            tail.record.digest = footer.digest
            tail.ending = .sealed
            return
        }
        let start = tail.record.offset
        guard opened.sizeBytes >= start else {
            tail.ending = .blocked
            return
        }
        try scan(opened, into: &tail, isLast: isLast)
        if opened.isPacked {
            tail.ending = .sealed
        } else if tail.record.offset > start {
            tail.beyondHead.append((segment, start..<tail.record.offset))
        }
    }

    private func scan(
        _ opened: SegmentFile,
        into tail: inout RecoveredTail,
        isLast: Bool
    ) throws(JournalError) {
        let isHeaderKnown = opened.header != nil || opened.first == stored?.segment
        var scanner = SegmentScanner(
            file: opened.file,
            segment: opened.first,
            tag: tail.record.journalID.tag,
            from: (tail.record.offset, tail.record.position, nil),
            endOffset: opened.framesEnd,
            endPosition: nil
        )
        var scratch = ScratchBuffer()
        while true {
            switch try scanner.next() {
            case .end:
                return
            case .damage(let damage):
                let digestBefore = tail.record.digest
                tail.record.position = scanner.expected
                tail.record.digest = .unknown
                let reachesEnd = damage.bytes.upperBound == opened.framesEnd
                guard reachesEnd, !damage.bytes.isEmpty else { continue }
                let mayBeTorn = isLast && isHeaderKnown
                let isTorn = mayBeTorn ? try self.isTorn(damage, opened) : false
                tail.ending = isTorn ? .torn : .blocked
                tail.record.offset = damage.bytes.lowerBound
                // A torn append counts for nothing; damage loses at least one position.
                if isTorn {
                    tail.record.position = damage.positions.lowerBound
                    tail.record.digest = digestBefore
                }
                if !isTorn, damage.positions.isEmpty {
                    tail.record.position = tail.record.position.advanced(by: 1)
                }
                return
            case .frame(let header, let offset):
                var digest = tail.record.digest
                let isSound = try scanner.withBlock(of: header, at: offset) { block in
                    fold(block, header, &scratch, into: &digest)
                }
                let damage = scanner.damagedBlock(header, at: offset, .checksum)
                if !isSound, isLast, damage.bytes.upperBound == opened.framesEnd {
                    if try isTorn(damage, opened) {
                        tail.ending = .torn
                        return
                    }
                }
                // A frame with a damaged block still tells its positions, and can be followed.
                tail.record.position = header.endPosition
                tail.record.offset = damage.bytes.upperBound
                tail.record.chain = scanner.chain ?? 0
                tail.record.time = max(tail.record.time, header.journalTime)
                tail.record.digest = isSound ? digest : .unknown
            }
        }
    }

    /// - Returns: whether the block is sound.
    private func fold(
        _ block: StoredBlock,
        _ header: FrameHeader,
        _ scratch: inout ScratchBuffer,
        into digest: inout LogicalDigest
    ) -> Bool {
        guard case .contents(let frame) = FrameCodec.decode(block, header, into: &scratch) else {
            return false
        }
        digest.fold(frame)
        return true
    }

    private func isTorn(_ damage: Damage, _ opened: SegmentFile) throws(JournalError) -> Bool {
        if damage.reason == .cutShort { return true }
        let range = damage.bytes
        if range.count < FrameHeader.byteCount { return true }
        var sector = [UInt8](repeating: 0, count: Int(Self.sectorBytes))
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min((start / Self.sectorBytes + 1) * Self.sectorBytes, range.upperBound)
            sector.removeAll(keepingCapacity: true)
            sector.append(contentsOf: repeatElement(0, count: Int(end - start)))
            let count: Int
            do throws(FileError) {
                count = try opened.file.read(into: &sector, atOffset: start)
            } catch {
                // What the disk cannot read was not torn by a crash.
                guard error.isUnreadable else { throw .io(error) }
                return false
            }
            if sector[..<count].allSatisfy({ $0 == 0 }) { return true }
            start = end
        }
        return false
    }
}
