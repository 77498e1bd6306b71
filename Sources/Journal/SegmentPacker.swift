import FileIO
import SystemPackage

/// Rewrites one sealed segment: the same appends, in larger and better compressed frames, and a
/// footer.
///
/// The copy is written next to the original, synced, read back, and only then renamed over it.
/// Readers that have the original open keep reading it; a crash leaves the original and a stray
/// file.
struct SegmentPacker: ~Copyable {
    /// Appends are combined up to this many bytes of records. A larger append gets its own frame,
    /// as it counts as a whole or not at all.
    private static let frameTargetBytes = 64 << 10
    private static let level: Int32 = 9

    private let source: SegmentFile
    private let tag: UInt32
    private let target: any OpenFile
    private let end: Position

    private var table: [UInt8] = []
    private var records: [UInt8] = []
    private var pending: [AppendHeader] = []
    private var frame = ScratchBuffer()
    private var block = ScratchBuffer()

    private var offset = Int64(SegmentHeader.byteCount)
    private var footer: SegmentFooter

    /// - Parameters:
    ///   - end: the position that the segment ends with.
    ///   - target: an empty file.
    init(_ source: SegmentFile, _ header: SegmentHeader, end: Position, into target: any OpenFile) {
        self.source = source
        self.target = target
        self.end = end
        tag = header.journalID.tag
        footer = SegmentFooter(
            firstPosition: header.firstPosition,
            endPosition: header.firstPosition,
            firstTime: header.journalTime,
            lastTime: header.journalTime,
            appendCount: 0,
            frameCount: 0,
            recordBytes: 0,
            chain: 0,
            predecessorDigest: header.predecessorDigest,
            digest: .beginning(of: header),
            journalTag: tag
        )
    }

    /// - Returns: the footer, or the first damage found; the target is then unusable.
    mutating func pack(
        _ header: SegmentHeader
    ) throws(JournalError) -> Result<SegmentFooter, DamagedSegment> {
        var packed = header
        packed.isPacked = true
        packed.generation &+= 1
        let (bytes, chain) = packed.encoded()
        footer.chain = chain
        try write(bytes, at: 0)
        if let damage = try copyAppends() { return .failure(DamagedSegment(damage: damage)) }
        try flush()
        try write(footer.encoded(), at: offset)
        try io { () throws(FileError) in try target.synchronize() }
        return .success(footer)
    }

    struct DamagedSegment: Error {
        let damage: Damage
    }

    private mutating func copyAppends() throws(JournalError) -> Damage? {
        var scanner = SegmentScanner(
            file: source.file,
            segment: source.first,
            tag: tag,
            from: (Int64(SegmentHeader.byteCount), source.first, source.chain),
            endOffset: source.framesEnd,
            endPosition: end
        )
        while true {
            switch try scanner.next() {
            case .end:
                return nil
            case .damage(let damage):
                return damage
            case .frame(let header, let offset):
                var reason: Damage.Reason?
                try scanner.withBlock(of: header, at: offset) { bytes in
                    reason = gather(bytes, header)
                }
                if let reason { return scanner.damagedBlock(header, at: offset, reason) }
                if records.count >= Self.frameTargetBytes { try flush() }
            }
        }
    }

    private mutating func gather(
        _ bytes: StoredBlock,
        _ header: FrameHeader
    ) -> Damage.Reason? {
        switch FrameCodec.decode(bytes, header, into: &block) {
        case .damaged(let reason):
            return reason
        case .contents(let contents):
            var appends = contents.appends()
            while let (append, bytes) = appends.next() {
                guard add(append, bytes) else { return .outOfOrder }
            }
            return nil
        }
    }

    /// - Returns: false if the time runs backwards, which no writer produces and a table cannot
    ///   hold.
    private mutating func add(
        _ append: AppendHeader,
        _ bytes: UnsafeRawBufferPointer
    ) -> Bool {
        let last = pending.last?.journalTime ?? append.journalTime
        let time = append.journalTime.nanosecondsSinceEpoch
        let (elapsed, isBeyond) = time.subtractingReportingOverflow(last.nanosecondsSinceEpoch)
        guard elapsed >= 0, !isBeyond else { return false }
        Varint.append(UInt64(append.recordCount), to: &table)
        Varint.append(UInt64(bytes.count), to: &table)
        Varint.append(UInt64(elapsed), to: &table)
        Varint.append(Varint.unsigned(append.wallTimeNanoseconds &- time), to: &table)
        records.append(contentsOf: bytes)
        pending.append(append)
        footer.appendCount += 1
        footer.recordBytes += Int64(bytes.count)
        footer.lastTime = append.journalTime
        footer.endPosition = append.endPosition
        footer.digest.fold(append, bytes)
        return true
    }

    /// Writes the pending appends as a frame.
    private mutating func flush() throws(JournalError) {
        guard let first = pending.first, let last = pending.last else { return }
        var contents: [UInt8] = []
        contents.reserveCapacity(table.count + records.count + 10)
        Varint.append(UInt64(pending.count), to: &contents)
        contents += table
        contents += records
        let bytes = frame.prepare(FrameHeader.byteCount + contents.count)
        let block = contents.withUnsafeBytes {
            FrameCodec.encode($0, into: bytes, .high(level: Self.level))
        }
        let header = FrameHeader(
            isCompressed: block.isCompressed,
            isPacked: true,
            firstPosition: first.firstPosition,
            journalTime: first.journalTime,
            wallTimeNanoseconds: first.wallTimeNanoseconds,
            recordCount: first.firstPosition.distance(to: last.endPosition),
            recordBytes: contents.count,
            storedBytes: block.storedBytes,
            storedChecksum: block.checksum,
            chain: footer.chain,
            journalTag: tag
        )
        header.write(to: bytes)
        let whole = UnsafeRawBufferPointer(rebasing: bytes[..<header.frameBytes])
        footer.chain = FrameHeader.digest(of: whole)
        footer.frameCount += 1
        try io { () throws(FileError) in try target.writeAll(whole, atOffset: offset) }
        offset += Int64(header.frameBytes)
        table.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8], at offset: Int64) throws(JournalError) {
        try io { () throws(FileError) in try target.writeAll(bytes, atOffset: offset) }
    }
}
