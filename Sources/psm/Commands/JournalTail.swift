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

        @Option(help: "From this time (ISO 8601) or @POSITION on, itself included.")
        var since: String?

        @Flag(help: "Print one JSON object a line.")
        var json = false

        func validate() throws {
            if let count, count < 0 { throw ValidationError("-n takes a number from 0 up.") }
            if let since, JournalMoment(since) == nil {
                throw ValidationError(
                    "--since takes a time such as 2025-10-08, 2025-10-08T10:00:00Z, or @POSITION; "
                        + "“\(since)” is neither."
                )
            }
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
            var start = Position.zero
            switch since.flatMap(JournalMoment.init) {
            case .position(let position): start = position
            case .time(let time): start = try journal.position(atOrAfter: time)
            case nil: return try journal.position(ofLast: count ?? 10)
            }
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

/// A point in the journal, as the user names it.
enum JournalMoment {
    case position(Position)
    case time(JournalTime)

    init?(_ text: String) {
        if text.hasPrefix("@") {
            guard let number = UInt64(text.dropFirst()) else { return nil }
            self = .position(Position(number))
        } else if let date = EventTime.parse(text) {
            // 64 bits of nanoseconds end in the year 2262.
            let seconds = min(max(date.timeIntervalSince1970, 0), 9.2e9)
            self = .time(JournalTime(nanosecondsSinceEpoch: Int64(seconds * 1e9)))
        } else {
            return nil
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

    /// A date, a date and time, with or without fraction; UTC where no zone is given.
    static func parse(_ text: String) -> Date? {
        let day = Date.ISO8601FormatStyle().year().month().day()
        let full = Date.ISO8601FormatStyle()
        let fraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let text = text.replacing(" ", with: "T")
        if !text.contains("T") { return try? day.parse(text) }
        // The date holds dashes, so a zone is looked for behind the T.
        let clock = text.drop { $0 != "T" }
        let hasZone = clock.contains { "Z+-".contains($0) }
        let zoned = hasZone ? text : text + "Z"
        return (try? full.parse(zoned)) ?? (try? fraction.parse(zoned))
    }
}
