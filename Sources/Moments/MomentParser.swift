package import Journal
package import Messages

/// Parses times, for every option that takes one; `docs/time-travel.md` lists the forms.
///
/// Case and the number of spaces do not matter. A time without a zone is in ``zone``.
///
/// ```
/// let parser = MomentParser(now: now, zone: SystemZone())
/// let moment = try parser.parse("yesterday 10:00")
/// ```
package struct MomentParser {
    let now: JournalTime
    let zone: any Zone

    package init(now: JournalTime, zone: any Zone) {
        self.now = now
        self.zone = zone
    }

    /// - Throws: ``MomentError`` if the text is not a time, or outside the years 0 to 9999.
    package func parse(_ text: String) throws(MomentError) -> Moment {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        if let moment = position(words) ?? time(words).map(Moment.time) { return moment }
        throw MomentError(text: text)
    }

    private func position(_ words: [Substring]) -> Moment? {
        guard words.count == 1, words[0].first == "@" else { return nil }
        let digits = words[0].dropFirst()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt64(digits).map { .position(Position($0)) }
    }

    private func time(_ words: [Substring]) -> JournalTime? {
        if words == ["now"] { return now }
        return day(words) ?? last(words) ?? ago(words) ?? WrittenTime.read(words, zone)
    }

    // MARK: Words

    /// `today` or `yesterday`, with or without a time of day.
    private func day(_ words: [Substring]) -> JournalTime? {
        let daysBack: Int64
        switch words.first {
        case "today": daysBack = 0
        case "yesterday": daysBack = 1
        default:
            // A time of day alone means today.
            guard words.count == 1 else { return nil }
            return day(["today"] + words)
        }
        var midnight = zone.civil(at: now.parts.seconds).minus(days: daysBack)
        midnight.secondOfDay = 0
        if words.count == 1 { return JournalTime(seconds: zone.seconds(of: midnight)) }
        guard words.count == 2, let clock = WrittenTime.clock(words[1]) else { return nil }
        midnight.secondOfDay = clock.secondOfDay
        return JournalTime(seconds: zone.seconds(of: midnight), nanoseconds: clock.nanoseconds)
    }

    /// `last week` is a week ago, and so on.
    private func last(_ words: [Substring]) -> JournalTime? {
        guard words.count == 2, words[0] == "last", let unit = Unit(words[1]), unit.isCalendar
        else { return nil }
        return time(1, unit)
    }

    /// `2 hours ago`, `2 hours`, `2h`, `2h ago`, `an hour ago`.
    private func ago(_ words: [Substring]) -> JournalTime? {
        var words = words[...]
        if words.last == "ago" { words.removeLast() }
        guard let first = words.first else { return nil }
        if words.count == 2, let unit = Unit(words[words.startIndex + 1]) {
            if first == "a" || first == "an" || first == "one" { return time(1, unit) }
            return WrittenTime.number(first).flatMap { time($0, unit) }
        }
        let digits = first.prefix { $0.isASCII && $0.isNumber }
        guard words.count == 1, let count = WrittenTime.number(digits),
            let unit = Unit(first.dropFirst(digits.count))
        else { return nil }
        return time(count, unit)
    }

    /// The time `count` units before now. Seconds, minutes and hours are elapsed time; days, weeks,
    /// months and years keep the time of day, even across a clock change.
    private func time(_ count: Int64, _ unit: Unit) -> JournalTime? {
        let (seconds, nanoseconds) = now.parts
        // Beyond any calendar, and far from overflow.
        guard count < 1_000_000_000_000 else { return nil }
        let civil = zone.civil(at: seconds)
        let then: Int64
        switch unit {
        case .seconds(let length): then = seconds - count * length
        case .days(let length): then = zone.seconds(of: civil.minus(days: count * length))
        case .months(let length): then = zone.seconds(of: civil.minus(months: count * length))
        }
        guard WrittenTime.range.contains(then) else { return nil }
        return JournalTime(seconds: then, nanoseconds: nanoseconds)
    }

    private enum Unit {
        case seconds(Int64)
        case days(Int64)
        case months(Int64)

        init?(_ word: Substring) {
            switch word {
            case "s", "sec", "secs", "second", "seconds": self = .seconds(1)
            case "m", "min", "mins", "minute", "minutes": self = .seconds(60)
            case "h", "hr", "hrs", "hour", "hours": self = .seconds(3_600)
            case "d", "day", "days": self = .days(1)
            case "w", "week", "weeks": self = .days(7)
            case "mo", "month", "months": self = .months(1)
            case "y", "yr", "yrs", "year", "years": self = .months(12)
            default: return nil
            }
        }

        var isCalendar: Bool {
            if case .seconds = self { false } else { true }
        }
    }
}

/// A text that is not a time.
package struct MomentError: ReportableError {
    let text: String

    package var exitStatus: ExitStatus { .usage }

    /// A sentence that lists the valid forms.
    package var description: String {
        "“\(Text.printable(text))” is not a valid time. "
            + "Valid times are: 2 hours ago, 2h (s, m, h, d, w, months, years), an hour ago, now, "
            + "today, yesterday, last week, last month, last year, 10:00, today 10:00, "
            + "2025-10-08, 2025-10-08 10:00, 2025-10-08T10:00:00Z, 2025-10-08 10:00 +02:00, "
            + "a Unix time such as 1759917600, or @POSITION."
    }
}
