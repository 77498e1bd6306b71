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

/// Moves from frame header to frame header through a range of one segment, and resynchronises
/// after damage.
///
/// Reads a block only when `withBlock` requests it. Holds one window of the file, which grows to
/// the largest frame; a size is first checked against the rest of the file.
struct SegmentScanner: ~Copyable {
    static let windowBytes = 256 << 10
    /// The unit in which a disk loses data.
    private static let blockBytes: Int64 = 4_096

    let file: any OpenFile
    let segment: Position
    private let tag: UInt32
    /// The end of the scan, exclusive.
    let endOffset: Int64
    /// The position that the range ends with, if the next segment's name or the head tells it.
    /// Positions missing before it are reported.
    let endPosition: Position?

    /// Where the next frame is expected.
    private(set) var offset: Int64
    private(set) var expected: Position
    /// The chain that the next frame must have; `nil` after damage, where it is unknown.
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

    /// Bytes that the disk cannot read are damage like any other.
    ///
    /// - Throws: `JournalError.io` for any other failure, and `.newerFormat` for a valid frame of a
    ///   later format.
    mutating func next() throws(JournalError) -> ScanStep {
        do throws(JournalError) {
            return try step()
        } catch {
            return .damage(try stepOver(error))
        }
    }

    private mutating func step() throws(JournalError) -> ScanStep {
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
    ///
    /// - Throws: `JournalError.io` also for bytes that the disk cannot read.
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

    /// Calls `body` with the stored block of a frame that `next` returned, or with the reason why
    /// it is unavailable: the file was truncated meanwhile, or the disk cannot read its bytes.
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

    /// The damage to report for a frame whose block is unreadable.
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

    /// Skips bytes that the disk cannot read, to the next frame after them.
    ///
    /// - Parameter error: what `step` threw. Any other failure is rethrown.
    private mutating func stepOver(_ error: JournalError) throws(JournalError) -> Damage {
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

    /// Ends the scan, and reports positions missing up to `endPosition` as damage.
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

    /// The offset of the next frame magic at or after `start` and before `end`, if a header still
    /// fits into the segment.
    private mutating func nextMagic(
        from start: Int64,
        to end: Int64
    ) throws(JournalError) -> Int64? {
        var from = start
        while from < end, from + Int64(FrameHeader.byteCount) <= endOffset {
            let (found, count) = try firstMagic(inWindowAt: from)
            if let found {
                let offset = from + Int64(found)
                return offset < end ? offset : nil
            }
            // A magic may straddle the window's end.
            from += Int64(max(1, count - FrameHeader.magic.count + 1))
        }
        return nil
    }

    /// Where the disk cannot read the window, only up to the end of a block.
    ///
    /// - Returns: the place of the magic in it, if there is one, and how many bytes were searched.
    private mutating func firstMagic(
        inWindowAt from: Int64
    ) throws(JournalError) -> (place: Int?, count: Int) {
        let rest = endOffset - from
        let count = Int(min(Int64(windowBytes), rest))
        do throws(JournalError) {
            let place = try withBytes(at: from, count: count) { $0.flatMap(Self.firstMagic) }
            return (place, count)
        } catch {
            guard error.isUnreadable else { throw error }
            // A magic may straddle the blocks, so the last bytes of this one are searched again.
            let next = from + Int64(FrameHeader.magic.count)
            let end = (next + Self.blockBytes - 1) / Self.blockBytes * Self.blockBytes
            let part = Int(min(end - from, rest))
            let place = try withBytes(at: from, count: part) { $0.flatMap(Self.firstMagic) }
            return (place, part)
        }
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

    /// `nil` if the range does not hold `count` bytes from `start` on.
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
                    // The unreadable bytes may be after the requested ones.
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
