import Digests

/// The content of the journal, independent of its framing: a digest of every append up to a place.
///
/// Each append folds its count, times and records into the digest of all before it. So the digest
/// of a segment covers the whole history, and packing does not change it. A segment names the
/// digest of the one before it; a new chain starts after damage.
///
/// XXH64, see ADR 0012: it detects corruption, not forgery.
struct LogicalDigest: Hashable, Sendable {
    /// 0 if unknown.
    private(set) var rawValue: UInt64

    static let unknown = LogicalDigest(rawValue: 0)

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    var isKnown: Bool { rawValue != 0 }

    /// The digest that a segment's first append is folded into.
    static func beginning(of header: SegmentHeader) -> LogicalDigest {
        if header.predecessorDigest.isKnown { return header.predecessorDigest }
        return withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { bytes in
            header.journalID.store(bigEndianAt: 0, in: bytes)
            bytes.store(header.firstPosition.rawValue, at: 16)
            return LogicalDigest(known: XXHash64.hash(UnsafeRawBufferPointer(bytes)))
        }
    }

    /// - Parameter records: each preceded by its length, as in a frame.
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
