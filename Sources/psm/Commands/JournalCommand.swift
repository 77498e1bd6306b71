import ArgumentParser
import Events
import Journal
import SystemPackage

struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Look into the journal.",
        subcommands: [Tail.self, Info.self, Verify.self],
        defaultSubcommand: Tail.self
    )
}

extension JournalCommand {
    struct Info: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the journal's id, head, segments and size."
        )

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let info = try global.openJournal().info()
            if json { return try StandardOutput.json(InfoJSON(info)) }
            let size = Text.count(Int(info.sizeBytes))
            StandardOutput.line(
                "id        \(info.id?.description ?? "none: nothing was recorded yet")"
            )
            StandardOutput.line("head      \(info.head.position)")
            StandardOutput.line("segments  \(info.segments.count)")
            StandardOutput.line("bytes     \(size)")
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read and check every byte of the journal.",
            discussion: "Exits with 65 where anything is damaged."
        )

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let report = try global.openJournal().verify()
            if json {
                try StandardOutput.json(VerifyJSON(report))
            } else {
                for damage in report.damage { StandardOutput.line("\(damage)") }
                let found =
                    report.isClean
                    ? "clean" : "\(report.damage.count) damaged, \(report.positionsLost) lost"
                StandardOutput.line(
                    "\(Text.count(report.records, "record")) in \(Text.count(report.frames, "frame")) "
                        + "and \(Text.count(report.segments, "segment")): \(found)"
                )
            }
            if !report.isClean { throw Failure.damagedData }
        }
    }
}

extension GlobalOptions {
    func openJournal() throws -> Journal {
        let (_, dataDirectory) = try load()
        return Journal(directory: dataDirectory.appending("journal"))
    }
}

private struct InfoJSON: Encodable {
    let id: String?
    let head: UInt64
    let segments: Int
    let bytes: Int64

    init(_ info: JournalInfo) {
        id = info.id?.description
        head = info.head.position.rawValue
        segments = info.segments.count
        bytes = info.sizeBytes
    }
}

private struct VerifyJSON: Encodable {
    struct Damage: Encodable {
        let segment: UInt64
        let firstByte: Int64
        let lastByte: Int64
        let firstPosition: UInt64
        let positionsLost: Int
        let reason: String
    }

    let head: UInt64
    let segments: Int
    let frames: Int
    let records: Int
    let isClean: Bool
    let damage: [Damage]

    init(_ report: VerifyReport) {
        head = report.head.rawValue
        segments = report.segments
        frames = report.frames
        records = report.records
        isClean = report.isClean
        damage = report.damage.map {
            Damage(
                segment: $0.segment.rawValue,
                firstByte: $0.bytes.lowerBound,
                lastByte: $0.bytes.upperBound - 1,
                firstPosition: $0.positions.lowerBound.rawValue,
                positionsLost: Int(
                    $0.positions.upperBound.rawValue - $0.positions.lowerBound.rawValue
                ),
                reason: $0.reason.rawValue
            )
        }
    }
}
