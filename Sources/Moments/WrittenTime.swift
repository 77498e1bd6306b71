import Journal

/// Parses times written in digits: dates, times of day, and seconds since 1970.
enum WrittenTime {
    /// The years 0 to 9999, which four digits can express, in seconds since 1970.
    static let range =
        CivilTime(year: 0, month: 1, day: 1)
        .secondsSince1970..<CivilTime(year: 10_000, month: 1, day: 1).secondsSince1970

    /// `2025-10-08`, `2025-10-08 10:00`, `2025-10-08T10:00:00.5+02:00`, `1759917600`, in
    /// lowercase and without its spaces.
    static func read(_ words: [Substring], _ zone: any Zone) -> JournalTime? {
        guard let first = words.first, words.count <= 3 else { return nil }
        if words.count == 1, let time = unixTime(first) { return time }
        return reading(words.joined(separator: " ")) { dated(&$0, zone) }
    }

    private static func dated(_ reader: inout CivilReader, _ zone: any Zone) -> JournalTime? {
        guard var civil = reader.date() else { return nil }
        if reader.isAtEnd { return JournalTime(seconds: zone.seconds(of: civil)) }
        guard reader.take("t") || reader.take(" "), let clock = reader.clock() else { return nil }
        civil.secondOfDay = clock.secondOfDay
        if reader.isAtEnd {
            return JournalTime(seconds: zone.seconds(of: civil), nanoseconds: clock.nanoseconds)
        }
        _ = reader.take(" ")
        guard let offset = reader.zoneSeconds(), reader.isAtEnd else { return nil }
        return JournalTime(
            seconds: civil.secondsSince1970 - offset,
            nanoseconds: clock.nanoseconds
        )
    }

    /// `10:00`, `10:00:30`, `10:00:30.25`.
    static func clock(_ word: Substring) -> (secondOfDay: Int64, nanoseconds: Int64)? {
        reading(String(word)) { reader in
            guard let clock = reader.clock(), reader.isAtEnd else { return nil }
            return clock
        }
    }

    /// A non-negative number.
    static func number(_ word: Substring) -> Int64? {
        word.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(word) : nil
    }

    private static func unixTime(_ word: Substring) -> JournalTime? {
        let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = number(parts[0]), range.contains(seconds) else { return nil }
        // Fewer digits are a year, a day, or a count without its unit.
        guard parts[0] == "0" || parts[0].count >= 9 else { return nil }
        guard parts.count == 2 else { return JournalTime(seconds: seconds) }
        return reading("." + parts[1]) { reader in
            guard let nanoseconds = reader.fraction(), reader.isAtEnd else { return nil }
            return JournalTime(seconds: seconds, nanoseconds: nanoseconds)
        }
    }

    private static func reading<Result>(
        _ text: String,
        _ body: (inout CivilReader) -> Result?
    ) -> Result? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = CivilReader(bytes)
            return body(&reader)
        }
    }
}
