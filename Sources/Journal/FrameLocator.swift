import FileIO

/// Finds a place in a segment by position or by time, without an index.
///
/// Positions and journal times grow with the offset, and a frame can be found from any byte on by
/// its magic and its checksum. So a binary search finds the place in a few small reads, and no
/// index has to be stored that could be lost or wrong.
struct FrameLocator {
    /// Where a scan starts; the chain is known only at the beginning of a segment.
    typealias Place = (offset: Int64, position: Position, chain: UInt64?)

    /// A range no larger than this is left to the scan.
    private static let scanBytes: Int64 = 64 << 10
    private static let windowBytes = 16 << 10

    let opened: SegmentFile
    let tag: UInt32
    /// The end of the search, exclusive, in bytes.
    let endOffset: Int64

    /// The best known place to start at: a frame before the target, or the beginning of the
    /// segment.
    ///
    /// - Parameter isBefore: true for all frames up to some place, and false after it.
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
            guard let (header, offset) = try firstFrame(&scanner, in: middle..<high),
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

    /// Where the disk cannot read, the search goes on before it; the scan from there meets it.
    private func firstFrame(
        _ scanner: inout SegmentScanner,
        in range: Range<Int64>
    ) throws(JournalError) -> (header: FrameHeader, offset: Int64)? {
        do throws(JournalError) {
            return try scanner.firstFrame(in: range)
        } catch {
            guard error.isUnreadable else { throw error }
            return nil
        }
    }
}
