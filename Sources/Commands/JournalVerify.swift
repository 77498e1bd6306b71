import ArgumentParser
import Journal
import Messages
import Projection

extension JournalCommand {
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read and check every byte of the journal.",
            discussion: """
                Checks headers, checksums and records of every frame up to the head as it is when \
                the command begins, and the digests by which each segment names all before it. A \
                psm that appends meanwhile is no false alarm. Exits with 65 where anything is \
                damaged, and names every damaged piece.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let journal = try global.openJournal()
            let report = try journal.verify()
            let repaired = try report.isClean ? RepairedGaps() : RepairedGaps(of: journal)
            if json {
                try StandardOutput.json(VerifyJSON(report, repaired))
            } else {
                for damage in report.damage {
                    StandardOutput.line(damage.line(isRepaired: repaired.cover(damage)))
                }
                StandardOutput.line(report.line)
            }
            if !report.isClean { throw ExitStatus.damagedData.code }
        }
    }
}

extension VerifyReport {
    fileprivate var line: String {
        let found = isClean ? "clean" : "\(damage.count) damaged, \(positionsLost) lost"
        let packed = packedSegments > 0 ? " (\(Text.count(packedSegments)) packed)" : ""
        return "\(Text.count(records, "record")) in \(Text.count(frames, "frame")) and "
            + "\(Text.count(segments, "segment"))\(packed), digest "
            + "\(digest?.hex ?? "unknown"): \(found)"
    }
}

private struct VerifyJSON: Encodable {
    let head: UInt64
    let segments: Int
    let packedSegments: Int
    let frames: Int
    let appends: Int
    let records: Int
    let storedBytes: Int64
    let recordBytes: Int64
    /// 16 hex digits; absent where damage keeps it from being known.
    let digest: String?
    let isClean: Bool
    /// With whether what was lost is recorded again.
    let damage: [DamageJSON]

    init(_ report: VerifyReport, _ repaired: RepairedGaps) {
        head = report.head.rawValue
        segments = report.segments
        packedSegments = report.packedSegments
        frames = report.frames
        appends = report.appends
        records = report.records
        storedBytes = report.storedBytes
        recordBytes = report.recordBytes
        digest = report.digest?.hex
        isClean = report.isClean
        damage = report.damage.map {
            DamageJSON($0, isRepaired: repaired.cover($0))
        }
    }
}
