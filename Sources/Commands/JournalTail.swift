import ArgumentParser
import Journal
import Messages
import Moments

extension JournalCommand {
    struct Tail: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the latest events, and with -f those to come.",
            discussion: """
                --type and --path filter events, and cursors make reading continue where it \
                stopped. Exits 65 if damage was encountered.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Option(
            name: .customShort("n"),
            parsing: .unconditional,
            help: "How many of the latest events; 10 unless another option sets the start."
        )
        var count: Int?

        @Flag(name: [.customShort("f"), .customLong("follow")], help: "Wait for more events.")
        var follows = false

        @Option(
            help: ArgumentHelp("Start at this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var since: Moment?

        @Option(
            help: ArgumentHelp("Stop before this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var until: Moment?

        @Option(help: "Only events of this type, family (file) or glob (file.*); repeatable.")
        var type: [String] = []

        @Option(
            help: ArgumentHelp(
                "Only events about files whose path matches; repeatable.",
                valueName: "glob"
            )
        )
        var path: [String] = []

        @Option(
            help: ArgumentHelp("Start at a cursor: journal id:position.", valueName: "cursor"),
            transform: Cursor.argument
        )
        var after: Cursor?

        @Option(
            help: ArgumentHelp(
                "Start at the cursor in this file, and advance it past what was printed.",
                valueName: "file"
            )
        )
        var cursorFile: String?

        @Flag(help: "Print one JSON object a line.")
        var json = false

        func validate() throws {
            if let count, count < 0 { throw ValidationError("-n takes a number of 0 or more.") }
            if follows, until != nil {
                throw ValidationError(
                    "-f waits for future events, which --until excludes: use one of them."
                )
            }
            if after != nil, since != nil || cursorFile != nil {
                throw ValidationError(
                    "--after sets the start: do not use it with --since or --cursor-file."
                )
            }
            if cursorFile != nil, count != nil {
                throw ValidationError(
                    "--cursor-file shows every event in turn: do not use it with -n."
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

        /// Prints what no other reader of the cursor file has printed.
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
