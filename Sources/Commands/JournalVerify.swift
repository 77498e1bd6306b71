import App
import ArgumentParser
import Journal
import Messages
import Projection

extension JournalCommand {
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read and check every byte of the journal.",
            discussion: """
                Checks the headers, checksums and records of every frame up to the head at the \
                start of the command, and the digests that chain each segment to all before it. A \
                psm that appends at the same time causes no false alarm. Reports all damage, and \
                exits 65 if there is any.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let journal = try global.openJournal()
            let report = try journal.verify()
            // Nothing of nothing is not clean if psm.db was built from something.
            if report.head == .zero { try global.openForReading().runner.requireJournal() }
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
    /// 16 hex digits; absent if damage makes it unknowable.
    let digest: String?
    let isClean: Bool
    /// Each with whether what was lost has been recorded again.
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
