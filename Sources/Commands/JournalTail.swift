import ArgumentParser
import Journal
import Messages
import Moments

extension JournalCommand {
    struct Tail: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the last events, and with -f those to come.",
            discussion: """
                Events are filtered by --type and --path, and read in turn with a cursor. Exits \
                with 65 where something could not be read.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Option(
            name: .customShort("n"),
            help: "The last so many events; 10 unless it is said where to begin."
        )
        var count: Int?

        @Flag(name: [.customShort("f"), .customLong("follow")], help: "Wait for more.")
        var follows = false

        @Option(
            help: ArgumentHelp("From this time or @POSITION on.", valueName: "time"),
            transform: Moment.argument
        )
        var since: Moment?

        @Option(
            help: ArgumentHelp("What is before this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var until: Moment?

        @Option(help: "Events of this type, family (file) or glob (file.*); repeatable.")
        var type: [String] = []

        @Option(help: ArgumentHelp("Events about files at such paths.", valueName: "glob"))
        var path: [String] = []

        @Option(
            help: ArgumentHelp("From a cursor on: journal id:position.", valueName: "cursor"),
            transform: Cursor.argument
        )
        var after: Cursor?

        @Option(
            help: ArgumentHelp(
                "From the cursor in this file on; it is advanced behind what was printed.",
                valueName: "file"
            )
        )
        var cursorFile: String?

        @Flag(help: "Print one JSON object a line.")
        var json = false

        func validate() throws {
            if let count, count < 0 { throw ValidationError("-n takes a number from 0 up.") }
            if follows, until != nil {
                throw ValidationError(
                    "-f waits for events to come, and --until leaves them out: give one of them."
                )
            }
            if after != nil, since != nil || cursorFile != nil {
                throw ValidationError("--after says where to begin: give nothing else for it.")
            }
            if cursorFile != nil, count != nil {
                throw ValidationError(
                    "--cursor-file shows every event in turn, so there is no -n with it."
                )
            }
            _ = try EventFilter(types: type, paths: path)
        }

        func run() throws {
            let journal = try global.openJournal()
            let filter = try EventFilter(types: type, paths: path)
            let printer = EventPrinter(
                json ? .json : .text,
                filter: filter.takesAll ? nil : filter,
                write: { StandardOutput.write($0) }
            )
            let follower = JournalFollower(journal: journal)
            let beginning = try since?.announced("since", in: journal, damage: printer.tell)
            let end = try until?.announced("until", in: journal, damage: printer.tell)
            if let cursorFile {
                let file = CursorFile(path: WorkingDirectory.absolute(cursorFile))
                try share(journal, file, beginning ?? .zero, end, printer, follower)
            } else {
                var next = try start(in: journal, beginning, end, filter, printer)
                repeat {
                    let head = try end ?? journal.head().position
                    next = try printer.print(journal, from: next, upTo: head)
                    if follows { _ = try follower.wait(untilBeyond: next, timeout: nil) }
                } while follows
            }
            if printer.hasMetDamage { throw ExitStatus.damagedData.code }
        }

        private func start(
            in journal: Journal,
            _ beginning: Position?,
            _ end: Position?,
            _ filter: EventFilter,
            _ printer: EventPrinter
        ) throws -> Position {
            let start = try after?.position(in: journal) ?? beginning
            guard let count = count ?? (start == nil ? 10 : nil) else { return start ?? .zero }
            let end = try end ?? journal.head().position
            return try EventSearch(journal: journal, filter: filter, damage: printer.tell)
                .position(ofLast: count, from: start ?? .zero, upTo: end)
        }

        /// Prints what no other reader of the cursor's file has printed.
        private func share(
            _ journal: Journal,
            _ file: CursorFile,
            _ beginning: Position,
            _ end: Position?,
            _ printer: EventPrinter,
            _ follower: JournalFollower
        ) throws {
            repeat {
                var next = beginning
                try file.advance { stored in
                    next = try stored?.position(in: journal) ?? beginning
                    guard let id = try journal.identity() else { return nil }
                    let head = try end ?? journal.head().position
                    next = try printer.print(journal, from: next, upTo: head)
                    return Cursor(journal: id, position: next)
                }
                if follows { _ = try follower.wait(untilBeyond: next, timeout: nil) }
            } while follows
        }
    }
}
