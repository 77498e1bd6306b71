import FileIO

/// Finds a place in a segment by position or by time, without an index.
///
/// Positions and journal times grow with the offset, and a frame can be found from any byte on by
/// its magic and its checksum: so the place is found by halving, in a few small reads. Nothing is
/// stored that could be lost or be wrong.
struct FrameLocator {
    /// Where a scan begins; the chain is known at the segment's beginning only.
    typealias Place = (offset: Int64, position: Position, chain: UInt64?)

    /// A range no larger than this is left to the scan.
    private static let scanBytes: Int64 = 64 << 10
    private static let windowBytes = 16 << 10

    let opened: SegmentFile
    let tag: UInt32
    /// Nothing at or behind it is looked at, in bytes.
    let endOffset: Int64

    /// The best place known to begin at: a frame that is before what is looked for, or the
    /// segment's beginning.
    ///
    /// - Parameter isBefore: true for all frames up to some place and false behind it.
    func place(
        before isBefore: (FrameHeader) -> Bool
    ) throws(JournalError) -> Place {
        var best: Place = (Int64(SegmentHeader.byteCount), opened.first, opened.chain)
        var low = best.offset
        var high = endOffset
        guard high - low > Self.scanBytes else { return best }
        var scanner = SegmentScanner(
            file: opened.file,
            segment: opened.first,
            tag: tag,
            from: best,
            endOffset: endOffset,
            endPosition: nil,
            windowBytes: Self.windowBytes
        )
        while high - low > Self.scanBytes {
            let middle = low + (high - low) / 2
            guard let (header, offset) = try scanner.firstFrame(in: middle..<high),
                isBefore(header)
            else {
                high = middle
                continue
            }
            best = (offset, header.firstPosition, nil)
            low = offset + Int64(header.frameBytes)
        }
        return best
    }
}
