import Digests

/// What the journal says, whatever frames it lies in: a digest of every append up to a place.
///
/// Each append folds its count, its times and its records into the digest of all before it, so the
/// digest of a segment stands for the whole history, and packing a segment again does not change
/// it. A segment names the digest of the one before it; a chain begins anew behind damage.
///
/// XXH64, see ADR 0012: it detects corruption, not forgery.
struct LogicalDigest: Hashable, Sendable {
    /// 0: not known.
    private(set) var rawValue: UInt64

    static let unknown = LogicalDigest(rawValue: 0)

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    var isKnown: Bool { rawValue != 0 }

    /// What the first append of a segment is folded into.
    static func beginning(of header: SegmentHeader) -> LogicalDigest {
        if header.predecessorDigest.isKnown { return header.predecessorDigest }
        return withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { bytes in
            header.journalID.store(bigEndianAt: 0, in: bytes)
            bytes.store(header.firstPosition.rawValue, at: 16)
            return LogicalDigest(known: XXHash64.hash(UnsafeRawBufferPointer(bytes)))
        }
    }

    /// - Parameter records: each behind its length, as a frame holds them.
    mutating func fold(_ append: AppendHeader, _ records: UnsafeRawBufferPointer) {
        guard isKnown else { return }
        let words = (
            rawValue.littleEndian, UInt64(append.recordCount).littleEndian,
            append.journalTime.nanosecondsSinceEpoch.littleEndian,
            append.wallTimeNanoseconds.littleEndian, XXHash64.hash(records).littleEndian
        )
        self = LogicalDigest(known: withUnsafeBytes(of: words) { XXHash64.hash($0) })
    }

    /// Folds all appends of a frame.
    mutating func fold(_ frame: FrameContents) {
        var appends = frame.appends()
        while let (append, records) = appends.next() { fold(append, records) }
    }

    private init(known digest: UInt64) {
        rawValue = digest == 0 ? 1 : digest
    }
}
