import FileIO
package import SystemPackage

/// A piece of a segment, as `Journal.inspect` visits it.
package enum InspectedPiece: Sendable {
    case segment(InspectedSegment)
    case frame(InspectedFrame)
    case damage(Damage)
}

package struct InspectedSegment: Sendable {
    package let path: FilePath
    package let firstPosition: Position
    package let sizeBytes: Int64
    package let isPacked: Bool
    /// 0 as written; incremented each time the segment is packed.
    package let generation: UInt32
    /// The digest of everything before it, from its header; `nil` if unknown.
    package let predecessorDigest: UInt64?
    /// The digest of everything up to its end, from its footer; `nil` without one.
    package let digest: UInt64?
}

package struct InspectedFrame: Sendable {
    /// Its offset in the segment, in bytes.
    package let offsetBytes: Int64
    package let positions: Range<Position>
    package let appends: Int
    /// Of its first append.
    package let journalTime: JournalTime
    /// On disk, header included.
    package let storedBytes: Int
    /// Before compression.
    package let recordBytes: Int
    package let isCompressed: Bool
    /// CRC-32C of the block as stored.
    package let checksum: UInt32
}

/// Visits the frames of segments, up to the head.
struct Inspector {
    let files: JournalFiles
    let head: HeadRecord

    /// - Parameter segment: the one that holds this position; `nil` for all.
    func inspect(
        _ position: Position?,
        _ body: (InspectedPiece) throws -> Void
    ) throws {
        let segments = try files.segments().filter { $0 < head.position }
        let wanted = position.flatMap { position in segments.last { $0 <= position } }
        for (number, segment) in segments.enumerated() {
            if position != nil, segment != wanted { continue }
            let next = number + 1 < segments.count ? segments[number + 1] : head.position
            try inspect(segment, endingAt: next, body)
        }
    }

    private func inspect(
        _ segment: Position,
        endingAt end: Position,
        _ body: (InspectedPiece) throws -> Void
    ) throws {
        guard let opened = try SegmentFile.open(segment, files) else {
            return try body(.damage(files.missing(segment, segment..<end)))
        }
        defer { opened.file.close() }
        try body(.segment(InspectedSegment(opened)))
        if let piece = opened.headerDamage(in: head.journalID, endingAt: end) {
            try body(.damage(piece))
        }
        var scanner = SegmentScanner(
            file: opened.file,
            segment: segment,
            tag: head.journalID.tag,
            from: (Int64(SegmentHeader.byteCount), segment, opened.chain),
            endOffset: opened.framesEnd(upTo: head),
            endPosition: end
        )
        var scratch = ScratchBuffer()
        while true {
            switch try scanner.next() {
            case .end:
                return
            case .damage(let piece):
                try body(.damage(piece))
            case .frame(let header, let offset):
                var appends = 0
                var reason: Damage.Reason?
                try scanner.withBlock(of: header, at: offset) { block in
                    switch FrameCodec.decode(block, header, into: &scratch) {
                    case .damaged(let found): reason = found
                    case .contents(let frame): appends = frame.appends().count
                    }
                }
                try body(.frame(InspectedFrame(header, offset, appends: appends)))
                if let reason {
                    try body(.damage(scanner.damagedBlock(header, at: offset, reason)))
                }
            }
        }
    }
}

extension InspectedSegment {
    fileprivate init(_ opened: SegmentFile) {
        let predecessor = opened.header?.predecessorDigest ?? .unknown
        path = opened.file.path
        firstPosition = opened.first
        sizeBytes = opened.sizeBytes
        isPacked = opened.isPacked
        generation = opened.header?.generation ?? 0
        predecessorDigest = predecessor.isKnown ? predecessor.rawValue : nil
        digest = opened.footer?.digest.rawValue
    }
}

extension InspectedFrame {
    fileprivate init(_ header: FrameHeader, _ offset: Int64, appends: Int) {
        offsetBytes = offset
        positions = header.firstPosition..<header.endPosition
        self.appends = appends
        journalTime = header.journalTime
        storedBytes = header.frameBytes
        recordBytes = header.recordBytes
        isCompressed = header.isCompressed
        checksum = header.storedChecksum
    }
}
