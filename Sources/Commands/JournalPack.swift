import ArgumentParser
import Journal
import Messages

extension JournalCommand {
    struct Pack: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rewrite sealed segments: smaller, and with a footer.",
            discussion: """
                A segment is sealed once it is full. Packing does not change its events, and \
                nothing has to wait for it. A watching psm packs in idle times. A damaged segment \
                is left as it is, and the command exits 65.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let report = try global.openJournal().pack()
            if json {
                try StandardOutput.json(PackJSON(report))
            } else {
                for segment in report.packed { StandardOutput.line(segment.line) }
                if report.packed.isEmpty { StandardOutput.line("nothing to pack") }
            }
            for damage in report.damage {
                StandardError.line("psm: A damaged segment was left as it is: \(damage)")
            }
            if !report.damage.isEmpty { throw ExitStatus.damagedData.code }
        }
    }
}

extension PackReport.Segment {
    fileprivate var line: String {
        "segment \(firstPosition): \(Text.count(Int(sizeBytesBefore))) → "
            + "\(Text.count(Int(sizeBytes))) bytes, \(Text.count(records, "record"))"
    }
}

private struct PackJSON: Encodable {
    struct Segment: Encodable {
        let segment: UInt64
        let bytesBefore: Int64
        let bytes: Int64
        let records: Int
    }

    let packed: [Segment]
    let damaged: [UInt64]

    init(_ report: PackReport) {
        packed = report.packed.map {
            Segment(
                segment: $0.firstPosition.rawValue,
                bytesBefore: $0.sizeBytesBefore,
                bytes: $0.sizeBytes,
                records: $0.records
            )
        }
        damaged = report.damage.map(\.segment.rawValue)
    }
}
