import ArgumentParser
import Journal
import Messages
import SystemPackage

extension JournalCommand {
    struct Inspect: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the frames of the journal: offset, size and damage.",
            discussion: "Exits 65 if anything is damaged."
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "A segment: its file name, or a position in it (default: all).")
        var segment: String?

        @Flag(help: "Print one JSON object per line.")
        var json = false

        func validate() throws {
            if let segment, Self.position(segment) == nil {
                throw ValidationError(
                    "“\(segment)” is not a segment: name a file such as "
                        + "00000000000000004096.journal, or a position."
                )
            }
        }

        func run() throws {
            var isDamaged = false
            let lines = FrameLines()
            let position = segment.flatMap(Self.position)
            let journal = try global.openJournal()
            if let segment, let position { try check(segment, position, in: journal) }
            try journal.inspect(segmentOf: position) { piece in
                if case .damage = piece { isDamaged = true }
                StandardOutput.line(try json ? FrameJSON.line(piece) : lines.line(piece))
            }
            if isDamaged { throw ExitStatus.damagedData.code }
        }

        private func check(
            _ segment: String,
            _ position: Position,
            in journal: Journal
        ) throws {
            let info = try journal.info()
            let isThere =
                segment.hasSuffix(".journal")
                ? info.segments.contains { $0.firstPosition == position }
                : position < info.head.position
            if isThere { return }
            throw CommandError(
                .noInput,
                "There is no segment “\(segment)”: the head is \(info.head.position). "
                    + "psm journal inspect shows all segments."
            )
        }

        /// `4096`, `@4096`, `00000000000000004096.journal`, or a path that ends in that.
        private static func position(_ text: String) -> Position? {
            var name = text.split(separator: "/").last ?? ""
            if name.hasPrefix("@") { name = name.dropFirst() }
            if name.hasSuffix(".journal") { name = name.dropLast(".journal".count) }
            guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return UInt64(name).map(Position.init(rawValue:))
        }
    }
}

/// Frames as columns, with a heading for each segment.
private struct FrameLines {
    private static let columns = [
        "offset", "first position", "records", "appends", "stored", "raw", "ratio", "checksum",
    ]
    private static let widths = [10, 16, 9, 9, 10, 10, 7, 10]

    func line(_ piece: InspectedPiece) -> String {
        switch piece {
        case .segment(let segment):
            let state = segment.isPacked ? "packed, generation \(segment.generation)" : "not packed"
            let name = segment.path.lastComponent?.string ?? segment.path.string
            let digests =
                segment.predecessorDigest.map { ", follows \($0.hex)" } ?? ""
            let digest = segment.digest.map { ", digest \($0.hex)" } ?? ""
            return Style.bold(name)
                + "  \(Text.count(Int(segment.sizeBytes))) bytes, \(state)\(digests)\(digest)\n"
                + Style.dim(row(Self.columns))
        case .damage(let damage):
            return Style.red("\(damage)")
        case .frame(let frame):
            return row([
                "\(frame.offsetBytes)", "\(frame.positions.lowerBound)", "\(frame.records)",
                "\(frame.appends)", "\(frame.storedBytes)", "\(frame.recordBytes)",
                Self.ratio(frame), frame.checksum.hex,
            ])
        }
    }

    private func row(_ cells: [String]) -> String {
        zip(cells, Self.widths).map { cell, width in
            String(repeating: " ", count: max(1, width - cell.utf8.count)) + cell
        }.joined()
    }

    /// `2.47`: bytes before compression for each byte on disk.
    private static func ratio(_ frame: InspectedFrame) -> String {
        let hundredths = frame.recordBytes * 100 / max(1, frame.storedBytes)
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

extension InspectedFrame {
    fileprivate var records: Int { positions.lowerBound.distance(to: positions.upperBound) }
}

/// Segments, frames and damage as objects, each with its `kind`.
private enum FrameJSON {
    static func line(_ piece: InspectedPiece) throws -> String {
        switch piece {
        case .segment(let segment): try JSONLine.text(SegmentLine(segment))
        case .frame(let frame): try JSONLine.text(FrameLine(frame))
        case .damage(let damage): try JSONLine.text(DamageLine(damage))
        }
    }

    private struct SegmentLine: Encodable {
        let kind = "segment"
        let segment: UInt64
        let bytes: Int64
        let isPacked: Bool
        let generation: UInt32
        let predecessorDigest: String?
        let digest: String?

        init(_ piece: InspectedSegment) {
            segment = piece.firstPosition.rawValue
            bytes = piece.sizeBytes
            isPacked = piece.isPacked
            generation = piece.generation
            predecessorDigest = piece.predecessorDigest?.hex
            digest = piece.digest?.hex
        }
    }

    private struct FrameLine: Encodable {
        let kind = "frame"
        let offset: Int64
        let firstPosition: UInt64
        let records: Int
        let appends: Int
        let storedBytes: Int
        let recordBytes: Int
        let isCompressed: Bool
        let checksum: UInt32

        init(_ piece: InspectedFrame) {
            offset = piece.offsetBytes
            firstPosition = piece.positions.lowerBound.rawValue
            records = piece.records
            appends = piece.appends
            storedBytes = piece.storedBytes
            recordBytes = piece.recordBytes
            isCompressed = piece.isCompressed
            checksum = piece.checksum
        }
    }

    private struct DamageLine: Encodable {
        let kind = "damage"
        let segment: UInt64
        let firstByte: Int64
        let lastByte: Int64
        let firstPosition: UInt64
        let positionsLost: Int
        let reason: String

        init(_ damage: Damage) {
            segment = damage.segment.rawValue
            firstByte = damage.bytes.lowerBound
            lastByte = damage.bytes.upperBound - 1
            firstPosition = damage.positions.lowerBound.rawValue
            positionsLost = damage.positions.lowerBound.distance(to: damage.positions.upperBound)
            reason = damage.reason.rawValue
        }
    }
}
