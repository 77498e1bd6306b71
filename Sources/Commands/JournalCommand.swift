import App
import ArgumentParser
import Events
import Journal
import Messages
import SystemPackage

struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Read, check and repair the journal.",
        subcommands: [
            Tail.self,
            Diff.self,
            Export.self,
            Info.self,
            Verify.self,
            Repair.self,
            Inspect.self,
            Pack.self,
        ],
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
                "id        \(info.id?.description ?? "none: nothing has been recorded yet")"
            )
            StandardOutput.line("head      \(info.head.position)")
            StandardOutput.line("segments  \(info.segments.count)")
            StandardOutput.line("bytes     \(size)")
        }
    }
}

extension GlobalOptions {
    func openJournal() throws -> Journal {
        let (_, dataDirectory) = try load()
        return .psm(in: dataDirectory)
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
