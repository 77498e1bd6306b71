import FileIO
import SystemPackage

/// The result of checking every byte up to the head.
package struct VerifyReport: Sendable {
    /// `nil` if there is no journal.
    package var id: JournalID?
    /// The head at the start; nothing beyond it was checked.
    package var head: Position
    package var segments = 0
    /// How many of the segments are packed.
    package var packedSegments = 0
    package var frames = 0
    package var appends = 0
    package var records = 0
    /// Of the frames, headers included.
    package var storedBytes: Int64 = 0
    /// Of the records before compression.
    package var recordBytes: Int64 = 0
    /// The logical digest of all records; `nil` if damage makes it unknown.
    package var digest: UInt64?
    package var damage: [Damage] = []

    package var isClean: Bool { damage.isEmpty }
    /// The number of positions that are unreadable.
    package var positionsLost: Int {
        damage.reduce(0) { $0 + $1.positions.lowerBound.distance(to: $1.positions.upperBound) }
    }
}

/// Checks every frame and walks the chain of digests, from the first segment to the head.
struct Verifier: ~Copyable {
    private let files: JournalFiles
    private let head: HeadRecord
    private var report: VerifyReport
    /// The digest of everything before the next frame.
    private var digest = LogicalDigest.unknown
    private var scratch = ScratchBuffer()

    init(files: JournalFiles, head: HeadRecord) {
        self.files = files
        self.head = head
        report = VerifyReport(id: head.journalID, head: head.position)
    }

    static func verify(
        _ files: JournalFiles,
        upTo head: HeadRecord
    ) throws(JournalError) -> VerifyReport {
        var verifier = Verifier(files: files, head: head)
        let segments = try files.segments().filter { $0 < head.position }
        let first = segments.first ?? head.position
        if first > .zero { verifier.report.damage.append(files.missing(first, .zero..<first)) }
        for (number, segment) in segments.enumerated() {
            let next = number + 1 < segments.count ? segments[number + 1] : head.position
            try verifier.verify(segment, endingAt: next)
        }
        verifier.checkHead()
        return verifier.report
    }

    /// Checks one segment alone.
    static func verify(
        _ opened: SegmentFile,
        endingAt end: Position,
        _ files: JournalFiles,
        _ head: HeadRecord
    ) throws(JournalError) -> VerifyReport {
        var verifier = Verifier(files: files, head: head)
        try verifier.verify(opened, endingAt: end)
        verifier.report.digest = verifier.digest.rawValue
        return verifier.report
    }

    private mutating func verify(_ segment: Position, endingAt end: Position) throws(JournalError) {
        guard let opened = try SegmentFile.open(segment, files) else {
            report.damage.append(files.missing(segment, segment..<end))
            digest = .unknown
            return
        }
        defer { opened.file.close() }
        try verify(opened, endingAt: end)
    }

    private mutating func verify(
        _ opened: SegmentFile,
        endingAt end: Position
    ) throws(JournalError) {
        report.segments += 1
        if opened.isPacked { report.packedSegments += 1 }
        if let piece = opened.headerDamage(in: head.journalID, endingAt: end) {
            report.damage.append(piece)
            digest = .unknown
            if piece.reason == .foreignSegment { return }
        }
        follow(opened)
        let before = (appends: report.appends, frames: report.frames, bytes: report.recordBytes)
        let (position, chain) = try verifyFrames(of: opened, endingAt: end)
        guard opened.isPacked else { return }
        guard let footer = opened.footer else {
            let bytes = opened.framesEnd..<opened.sizeBytes
            return report.damage.append(opened.damage(bytes, end..<end, .footer))
        }
        let isSame =
            footer.endPosition == position && footer.appendCount == report.appends - before.appends
            && footer.frameCount == report.frames - before.frames && footer.chain == chain
            && footer.recordBytes == report.recordBytes - before.bytes && footer.digest == digest
        if digest.isKnown, !isSame {
            report.damage.append(opened.damage(0..<opened.sizeBytes, end..<end, .digest))
        }
        // The digest that the next segment names still covers what was lost here.
        digest = footer.digest
    }

    /// Continues from the segment before this one, whose digest this one names.
    private mutating func follow(_ opened: SegmentFile) {
        guard let header = opened.header else { return }
        let named = header.predecessorDigest
        if digest.isKnown, named.isKnown, named != digest {
            report.damage.append(opened.damage(48..<56, opened.first..<opened.first, .predecessor))
        }
        digest = .beginning(of: header)
    }

    private mutating func verifyFrames(
        of opened: SegmentFile,
        endingAt end: Position
    ) throws(JournalError) -> (position: Position, chain: UInt64?) {
        var scanner = SegmentScanner(
            file: opened.file,
            segment: opened.first,
            tag: head.journalID.tag,
            from: (Int64(SegmentHeader.byteCount), opened.first, opened.chain),
            endOffset: opened.framesEnd(upTo: head),
            endPosition: end
        )
        while true {
            switch try scanner.next() {
            case .end:
                return (scanner.expected, scanner.chain)
            case .damage(let piece):
                report.damage.append(piece)
                digest = .unknown
            case .frame(let header, let offset):
                // A segment packed since the head was read may extend past the head.
                if header.endPosition > end, end < head.position {
                    report.damage.append(opened.overlap(at: offset, header, end))
                    digest = .unknown
                }
                let reason = try scanner.withBlock(of: header, at: offset) { block in
                    check(block, header)
                }
                guard let reason else { continue }
                report.damage.append(scanner.damagedBlock(header, at: offset, reason))
                digest = .unknown
            }
        }
    }

    private mutating func check(
        _ block: StoredBlock,
        _ header: FrameHeader
    ) -> Damage.Reason? {
        report.frames += 1
        report.storedBytes += Int64(header.frameBytes)
        switch FrameCodec.decode(block, header, into: &scratch) {
        case .damaged(let reason):
            return reason
        case .contents(let frame):
            var appends = frame.appends()
            while let (append, records) = appends.next() {
                report.appends += 1
                report.records += append.recordCount
                report.recordBytes += Int64(records.count)
                digest.fold(append, records)
            }
            return nil
        }
    }

    /// Compares with the digest that is stored in the head.
    private mutating func checkHead() {
        report.digest = digest.isKnown ? digest.rawValue : nil
        guard digest.isKnown, head.digest.isKnown, head.digest != digest else { return }
        report.damage.append(
            Damage(
                path: files.headPath,
                segment: head.segment,
                bytes: 0..<0,
                positions: head.position..<head.position,
                reason: .digest
            )
        )
    }
}

/// A journal's id, head and segments, without reading its records.
package struct JournalInfo: Sendable {
    package struct Segment: Sendable {
        package let firstPosition: Position
        package let sizeBytes: Int64
    }

    /// `nil` if there is no journal yet.
    package let id: JournalID?
    package let head: Head
    package let segments: [Segment]
    /// Of all segments.
    package var sizeBytes: Int64 { segments.reduce(0) { $0 + $1.sizeBytes } }
}
