import Journal

/// Times written in digits: dates, times of day, and seconds since 1970.
enum WrittenTime {
    /// The years 0 to 9999, in seconds since 1970: those that four digits can write.
    static let range =
        CivilTime(year: 0, month: 1, day: 1)
        .secondsSince1970..<CivilTime(year: 10_000, month: 1, day: 1).secondsSince1970

    /// `2025-10-08`, `2025-10-08 10:00`, `2025-10-08T10:00:00.5+02:00`, `1759917600`, in
    /// lowercase and without its spaces.
    static func read(_ words: [Substring], _ zone: any Zone) -> JournalTime? {
        guard let first = words.first, words.count <= 3 else { return nil }
        if words.count == 1, let time = unixTime(first) { return time }
        var reader = DigitReader(words.joined(separator: " "))
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
        var reader = DigitReader(String(word))
        guard let clock = reader.clock(), reader.isAtEnd else { return nil }
        return clock
    }

    /// A count in digits alone.
    static func number(_ word: Substring) -> Int64? {
        word.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(word) : nil
    }

    private static func unixTime(_ word: Substring) -> JournalTime? {
        let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = number(parts[0]), range.contains(seconds) else { return nil }
        // Fewer digits are a year, a day, or a count whose unit was forgotten.
        guard parts[0] == "0" || parts[0].count >= 9 else { return nil }
        guard parts.count == 2 else { return JournalTime(seconds: seconds) }
        var reader = DigitReader("." + parts[1])
        guard let nanoseconds = reader.fraction(), reader.isAtEnd else { return nil }
        return JournalTime(seconds: seconds, nanoseconds: nanoseconds)
    }
}

/// Takes digits and signs from the beginning of a text.
private struct DigitReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ text: String) -> Bool {
        guard bytes[index...].starts(with: text.utf8) else { return false }
        index += text.utf8.count
        return true
    }

    private mutating func digits(_ count: Int, in range: ClosedRange<Int64>) -> Int64? {
        guard index + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[index..<index + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        index += count
        return range.contains(value) ? value : nil
    }

    mutating func date() -> CivilTime? {
        guard let year = digits(4, in: 0...9_999), take("-"),
            let month = digits(2, in: 1...12), take("-"),
            let day = digits(2, in: 1...CivilTime.days(inMonth: month, of: year))
        else { return nil }
        return CivilTime(year: year, month: month, day: day)
    }

    mutating func clock() -> (secondOfDay: Int64, nanoseconds: Int64)? {
        guard let hour = digits(2, in: 0...23), take(":"), let minute = digits(2, in: 0...59)
        else { return nil }
        let seconds = hour * 3_600 + minute * 60
        guard take(":") else { return (seconds, 0) }
        guard let second = digits(2, in: 0...59), let nanoseconds = fraction() else { return nil }
        return (seconds + second, nanoseconds)
    }

    /// Nanoseconds behind a decimal point, 0 where there is none; more digits are cut off.
    mutating func fraction() -> Int64? {
        guard take(".") else { return 0 }
        var nanoseconds: Int64 = 0
        var weight: Int64 = 100_000_000
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
            nanoseconds += Int64(bytes[index] - 0x30) * weight
            weight /= 10
            index += 1
        }
        return index > start ? nanoseconds : nil
    }

    /// `Z`, `UTC`, `GMT`, `+02`, `+0200`, `+02:00`: seconds east of UTC.
    mutating func zoneSeconds() -> Int64? {
        if take("z") || take("utc") || take("gmt") { return 0 }
        let sign: Int64
        if take("+") {
            sign = 1
        } else if take("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hours = digits(2, in: 0...23) else { return nil }
        if isAtEnd { return sign * hours * 3_600 }
        _ = take(":")
        guard let minutes = digits(2, in: 0...59) else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
