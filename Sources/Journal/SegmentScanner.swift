import FileIO
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a scan meets next.
enum ScanStep {
    case frame(FrameHeader, offset: Int64)
    case damage(Damage)
    case end
}

/// The block of a frame, as it is on disk.
enum StoredBlock {
    case bytes(UnsafeRawBufferPointer)
    case damaged(Damage.Reason)
}

/// Hops from frame header to frame header through a range of one segment, and finds its way
/// again after damage.
///
/// Blocks are only looked at when `withBlock` asks for one. Holds one window of the file, which
/// grows to the largest frame met; a size is checked against what is left of the file first.
struct SegmentScanner: ~Copyable {
    static let windowBytes = 256 << 10
    /// What a disk loses at once.
    private static let blockBytes: Int64 = 4_096

    let file: any OpenFile
    let segment: Position
    private let tag: UInt32
    /// Nothing at or behind it is read.
    let endOffset: Int64
    /// The position that the range ends with, where something tells it: the next segment's
    /// name or the head. What lacks before it is reported.
    let endPosition: Position?

    /// Where the next frame is looked for.
    private(set) var offset: Int64
    private(set) var expected: Position
    /// What the next frame's chain must be; `nil` behind damage, where it cannot be known.
    private(set) var chain: UInt64?

    private let windowBytes: Int
    private var window = ScratchBuffer()
    private var windowStart: Int64 = 0
    private var windowCount = 0

    init(
        file: any OpenFile,
        segment: Position,
        tag: UInt32,
        from start: (offset: Int64, position: Position, chain: UInt64?),
        endOffset: Int64,
        endPosition: Position?,
        windowBytes: Int = Self.windowBytes
    ) {
        self.windowBytes = windowBytes
        self.file = file
        self.segment = segment
        self.tag = tag
        self.endOffset = endOffset
        self.endPosition = endPosition
        offset = start.offset
        expected = start.position
        chain = start.chain
    }

    /// - Throws: `JournalError.io`, and `.newerFormat` where a whole frame is of a later one.
    mutating func next() throws(JournalError) -> ScanStep {
        guard offset < endOffset else { return finish(at: endOffset..<endOffset, .missing) }
        guard let header = try header(at: offset) else { return try resynchronise() }
        let frameEnd = offset + Int64(header.frameBytes)
        guard frameEnd <= endOffset else {
            expected = max(expected, header.firstPosition)
            let known = header.endPosition
            return finish(at: offset..<endOffset, .cutShort, lostAtLeast: known)
        }
        if header.firstPosition > expected {
            let lost = expected..<header.firstPosition
            expected = header.firstPosition
            chain = nil
            return .damage(damage(offset..<offset, lost, .missing))
        }
        if header.firstPosition < expected {
            let misplaced = offset..<frameEnd
            offset = frameEnd
            chain = nil
            return .damage(damage(misplaced, expected..<expected, .outOfOrder))
        }
        if let chain, chain != header.chain {
            self.chain = nil
            return .damage(damage(offset..<offset, expected..<expected, .chain))
        }
        let found = offset
        chain = try withBytes(at: offset, count: FrameHeader.byteCount) { bytes in
            bytes.map(FrameHeader.digest(of:))
        }
        offset = frameEnd
        expected = header.endPosition
        return .frame(header, offset: found)
    }

    /// The first frame that begins in `range`, found by its magic and its checksum.
    mutating func firstFrame(
        in range: Range<Int64>
    ) throws(JournalError) -> (header: FrameHeader, offset: Int64)? {
        var candidate = range.lowerBound
        while let found = try nextMagic(from: candidate, to: range.upperBound) {
            if let header = try header(at: found), header.firstPosition >= segment,
                found + Int64(header.frameBytes) <= endOffset
            {
                return (header, found)
            }
            candidate = found + 1
        }
        return nil
    }

    /// Calls `body` with the stored block of a frame that `next` gave, or with why it cannot be
    /// had: the file became shorter meanwhile, or the disk does not give its bytes.
    mutating func withBlock<R>(
        of header: FrameHeader,
        at frameOffset: Int64,
        _ body: (StoredBlock) -> R
    ) throws(JournalError) -> R {
        do throws(JournalError) {
            return try withBytes(at: frameOffset, count: header.frameBytes) { bytes in
                guard let bytes else { return body(.damaged(.cutShort)) }
                return body(
                    .bytes(UnsafeRawBufferPointer(rebasing: bytes[FrameHeader.byteCount...]))
                )
            }
        } catch {
            guard error.isUnreadable else { throw error }
            return body(.damaged(.unreadable))
        }
    }

    /// How a frame whose block is unreadable is told.
    func damagedBlock(
        _ header: FrameHeader,
        at frameOffset: Int64,
        _ reason: Damage.Reason
    ) -> Damage {
        damage(
            frameOffset..<(frameOffset + Int64(header.frameBytes)),
            header.firstPosition..<header.endPosition,
            reason
        )
    }

    // MARK: Damage

    /// Steps over bytes that the disk does not give, to the next frame behind them.
    ///
    /// - Parameter error: what `next` threw. Another failure than that is thrown again.
    mutating func stepOver(_ error: JournalError) throws(JournalError) -> Damage {
        guard error.isUnreadable else { throw error }
        let start = offset
        chain = nil
        var search = (start / Self.blockBytes + 1) * Self.blockBytes
        while search < endOffset {
            do throws(JournalError) {
                guard let (header, found) = try firstFrame(in: search..<endOffset) else { break }
                if header.firstPosition >= expected {
                    let lost = expected..<header.firstPosition
                    offset = found
                    expected = header.firstPosition
                    return damage(start..<found, lost, .unreadable)
                }
                search = found + 1
            } catch {
                search += Self.blockBytes
            }
        }
        guard case .damage(let rest) = finish(at: start..<endOffset, .unreadable) else {
            throw error
        }
        return rest
    }

    /// Looks for the next valid header after an invalid one, byte by byte: damage may have
    /// changed the sizes that would tell where it is.
    private mutating func resynchronise() throws(JournalError) -> ScanStep {
        let start = offset
        chain = nil
        var search = start + 1
        while let (header, found) = try firstFrame(in: search..<max(search, endOffset)) {
            if header.firstPosition >= expected {
                let lost = expected..<header.firstPosition
                offset = found
                expected = header.firstPosition
                return .damage(damage(start..<found, lost, .frameHeader))
            }
            search = found + 1
        }
        return finish(at: start..<endOffset, .frameHeader)
    }

    /// Ends the scan, with what lacks up to `endPosition` as damage.
    private mutating func finish(
        at bytes: Range<Int64>,
        _ reason: Damage.Reason,
        lostAtLeast known: Position? = nil
    ) -> ScanStep {
        let end = max(endPosition ?? expected, known ?? expected, expected)
        let lost = expected..<end
        guard !bytes.isEmpty || !lost.isEmpty else { return .end }
        offset = endOffset
        expected = end
        chain = nil
        return .damage(damage(bytes, lost, reason))
    }

    private func damage(
        _ bytes: Range<Int64>,
        _ lost: Range<Position>,
        _ reason: Damage.Reason
    ) -> Damage {
        Damage(
            path: file.path,
            segment: segment,
            bytes: bytes,
            positions: lost,
            reason: reason
        )
    }

    // MARK: Bytes

    private mutating func header(at offset: Int64) throws(JournalError) -> FrameHeader? {
        let tag = tag
        let parsed = try withBytes(at: offset, count: FrameHeader.byteCount) { bytes in
            bytes.map { FrameHeader.parse($0, tag: tag) } ?? .invalid
        }
        switch parsed {
        case .header(let header): return header
        case .invalid: return nil
        case .newer(let version): throw .newerFormat(file.path, version: version)
        }
    }

    /// The offset of the next frame magic at or behind `start` and before `end`, as far as a
    /// header fits into the segment.
    private mutating func nextMagic(
        from start: Int64,
        to end: Int64
    ) throws(JournalError) -> Int64? {
        var from = start
        while from < end, from + Int64(FrameHeader.byteCount) <= endOffset {
            let count = Int(min(Int64(windowBytes), endOffset - from))
            let found: Int? = try withBytes(at: from, count: count) { bytes in
                guard let bytes else { return nil }
                return Self.firstMagic(in: bytes)
            }
            if let found {
                let offset = from + Int64(found)
                return offset < end ? offset : nil
            }
            // A magic may straddle the edge.
            from += Int64(max(1, count - FrameHeader.magic.count + 1))
        }
        return nil
    }

    private static func firstMagic(in bytes: UnsafeRawBufferPointer) -> Int? {
        let magic = FrameHeader.magic
        guard let start = bytes.baseAddress, bytes.count >= magic.count else { return nil }
        var offset = 0
        let end = bytes.count - magic.count + 1
        while offset < end {
            let rest = start.advanced(by: offset)
            guard let found = memchr(rest, Int32(magic[0]), end - offset) else { return nil }
            offset = start.distance(to: found)
            if memcmp(found, magic, magic.count) == 0 { return offset }
            offset += 1
        }
        return nil
    }

    /// `nil` where the range does not hold `count` bytes from `start` on.
    private mutating func withBytes<R>(
        at start: Int64,
        count: Int,
        _ body: (UnsafeRawBufferPointer?) -> R
    ) throws(JournalError) -> R {
        guard Int64(count) <= endOffset - start else { return body(nil) }
        let isInside =
            start >= windowStart && start + Int64(count) <= windowStart + Int64(windowCount)
        if !isInside {
            let wanted = max(count, Int(min(Int64(windowBytes), endOffset - start)))
            let buffer = window.prepare(wanted)
            let file = file
            windowStart = start
            windowCount = 0
            windowCount = try io { () throws(FileError) in
                do throws(FileError) {
                    return try file.read(into: buffer, atOffset: start)
                } catch {
                    // What is unreadable may lie behind what is wanted now.
                    guard error.isUnreadable, count < buffer.count else { throw error }
                    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
                    return try file.read(into: part, atOffset: start)
                }
            }
        }
        let begin = Int(start - windowStart)
        guard begin + count <= windowCount else { return body(nil) }
        let bytes = window.prepare(windowCount)
        return body(UnsafeRawBufferPointer(rebasing: bytes[begin..<(begin + count)]))
    }
}
