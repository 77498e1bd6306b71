import ArgumentParser
import Events
import FoundationEssentials
import Glibc
import Journal

extension JournalCommand {
    struct Tail: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the last events, and with -f those to come."
        )

        @OptionGroup var global: GlobalOptions

        @Option(name: .customShort("n"), help: "How many events; 10 unless --since is given.")
        var count: Int?

        @Flag(name: [.customShort("f"), .customLong("follow")], help: "Wait for more.")
        var follows = false

        @Option(
            help: ArgumentHelp("From this time or @POSITION on.", valueName: "time"),
            transform: Moment.argument
        )
        var since: Moment?

        @Flag(help: "Print one JSON object a line.")
        var json = false

        func validate() throws {
            if let count, count < 0 { throw ValidationError("-n takes a number from 0 up.") }
        }

        func run() throws {
            let journal = try global.openJournal()
            var position = try start(in: journal)
            var isDamaged = false
            let follower = JournalFollower(journal: journal)
            repeat {
                let head = try journal.head().position
                position = try print(journal, from: position, to: head, &isDamaged)
                if follows { _ = try follower.wait(untilBeyond: position, timeout: nil) }
            } while follows
            if isDamaged { throw Failure.damagedData }
        }

        private func start(in journal: Journal) throws -> Position {
            guard let since else { return try journal.position(ofLast: count ?? 10) }
            let start = try since.resolved("since", in: journal)
            guard let count else { return start }
            return max(start, try journal.position(ofLast: count))
        }

        private func print(
            _ journal: Journal,
            from start: Position,
            to head: Position,
            _ isDamaged: inout Bool
        ) throws -> Position {
            guard start < head else { return start }
            var damages: [Damage] = []
            try journal.read(from: start, upTo: head, damage: { damages.append($0) }) { frame in
                var text = ""
                let time = EventTime.text(frame.journalTime)
                try frame.forEachRecord { position, payload in
                    let event = try EventCodec.decode(payload, at: position)
                    text += line(event, position, time) + "\n"
                }
                StandardOutput.write(text)
                return .continue
            }
            for damage in damages { StandardError.line("psm: \(damage)") }
            isDamaged = isDamaged || !damages.isEmpty
            return head
        }

        private func line(_ event: Event, _ position: Position, _ time: String) -> String {
            json
                ? EventJSON.line(event, at: position, time: time)
                : "\(Style.dim("\(position)  \(time)"))  \(Style.bold(event.typeName))  "
                    + Text.printable(event.summary)
        }
    }
}

/// Times as ISO 8601, in UTC.
enum EventTime {
    static func text(_ time: JournalTime) -> String {
        let seconds = Double(time.nanosecondsSinceEpoch) / 1e9
        return Date(timeIntervalSince1970: seconds)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
