import Glibc
package import Journal

/// A point in the journal, as the user specifies it.
///
/// ```
/// let moment = try MomentParser(now: now, zone: SystemZone()).parse("2 hours ago")
/// let (position, sentence) = try moment.resolved("since", in: journal, damage: { print($0) })
/// ```
package enum Moment: Hashable {
    case time(JournalTime)
    case position(Position)
}

extension Moment {
    /// The first position at or after the moment, at most the head. A time before the first event
    /// gives the beginning; one in the future gives the head.
    ///
    /// - Parameter damage: gets what the journal has lost there.
    func position(
        in journal: Journal,
        damage: (Damage) -> Void
    ) throws(JournalError) -> Position {
        switch self {
        case .position(let position): min(position, try journal.head().position)
        case .time(let time): try journal.position(atOrAfter: time, damage: damage)
        }
    }

    /// ``position(in:damage:)``, and a sentence for stderr that shows the interpretation: the user
    /// may have meant another zone or another month.
    ///
    /// - Parameter word: the purpose of the moment: `since`, `until`, `as of`.
    /// - Returns: a sentence such as
    ///   `since 2025-10-08 10:00:00 CEST (+02:00), position 1234`.
    package func resolved(
        _ word: String,
        in journal: Journal,
        damage: (Damage) -> Void
    ) throws(JournalError) -> (position: Position, sentence: String) {
        let position = try position(in: journal, damage: damage)
        return (position, "\(word) \(text(in: SystemZone(), at: position))")
    }

    /// `2025-10-08 10:00:00 CEST (+02:00), position 1234`.
    func text(in zone: some Zone, at position: Position) -> String {
        switch self {
        case .position(let asked) where asked > position:
            "position \(asked), which is beyond the journal's head, \(position)"
        case .position: "position \(position)"
        case .time(let time): "\(time.text(in: zone)), position \(position)"
        }
    }
}

extension JournalTime {
    private static let nanosecondsPerSecond: Int64 = 1_000_000_000

    package static func now() -> JournalTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return JournalTime(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }

    /// The nearest time that the journal can represent: it covers the years 1678 to 2261.
    init(seconds: Int64, nanoseconds: Int64 = 0) {
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: Self.nanosecondsPerSecond)
        let (sum, overflows) = whole.addingReportingOverflow(nanoseconds)
        let nearest: Int64 = seconds < 0 ? .min : .max
        self.init(nanosecondsSinceEpoch: overflow || overflows ? nearest : sum)
    }

    /// Whole seconds since 1970-01-01 00:00 UTC, rounded down, and the remaining nanoseconds.
    var parts: (seconds: Int64, nanoseconds: Int64) {
        let nanoseconds = nanosecondsSinceEpoch % Self.nanosecondsPerSecond
        let seconds = nanosecondsSinceEpoch / Self.nanosecondsPerSecond
        if nanoseconds >= 0 { return (seconds, nanoseconds) }
        return (seconds - 1, nanoseconds + Self.nanosecondsPerSecond)
    }

    /// `2025-10-08 10:00:00 CEST (+02:00)`; with milliseconds, rounded down, if there are any.
    package func text(in zone: some Zone) -> String {
        let (seconds, nanoseconds) = parts
        let offset = zone.offset(at: seconds)
        let civil = CivilTime(secondsSince1970: seconds + offset.seconds)
        var fraction = ""
        if nanoseconds >= 1_000_000 {
            fraction = "." + String(nanoseconds / 1_000_000 + 1_000).dropFirst()
        }
        // The name of an unnamed zone is already its offset.
        let isNamed = offset.name.contains(where: \.isLetter)
        let name = isNamed ? "\(offset.name) (\(offset))" : "\(offset)"
        return "\(civil)\(fraction) \(name)"
    }
}

extension ZoneOffset: CustomStringConvertible {
    /// `+02:00`. Historical offsets with seconds are truncated to minutes.
    package var description: String {
        let minutes = abs(seconds) / 60
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return (seconds < 0 ? "-" : "+") + parts.joined(separator: ":")
    }
}
