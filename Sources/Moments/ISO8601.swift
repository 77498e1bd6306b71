package import Journal

/// Reads and prints times in ISO 8601 format.
package enum ISO8601 {
    /// A time in UTC, to the nanosecond, so that it identifies an event's time exactly:
    /// `2025-10-08T08:00:00.000000000Z`.
    package static func text(_ time: JournalTime) -> String {
        let (seconds, nanoseconds) = time.parts
        let civil = CivilTime(secondsSince1970: seconds)
        let clock = civil.secondOfDay
        var bytes: [UInt8] = []
        bytes.reserveCapacity(30)
        append(civil.year, 4, UInt8(ascii: "-"), to: &bytes)
        append(civil.month, 2, UInt8(ascii: "-"), to: &bytes)
        append(civil.day, 2, UInt8(ascii: "T"), to: &bytes)
        append(clock / 3_600, 2, UInt8(ascii: ":"), to: &bytes)
        append(clock / 60 % 60, 2, UInt8(ascii: ":"), to: &bytes)
        append(clock % 60, 2, UInt8(ascii: "."), to: &bytes)
        append(nanoseconds, 9, UInt8(ascii: "Z"), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the last digits of a number and a suffix.
    private static func append(
        _ number: Int64,
        _ count: Int,
        _ end: UInt8,
        to bytes: inout [UInt8]
    ) {
        let first = bytes.count
        bytes.append(contentsOf: repeatElement(end, count: count + 1))
        var rest = number
        for index in stride(from: first + count - 1, through: first, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// Parses `2020-05-07T03:15:00Z`, with or without a fraction, with `Z`, an offset such as
    /// `+02:00`, or nothing, which means UTC; or a date alone. Returns milliseconds since
    /// 1970-01-01 UTC; `nil` for anything else.
    ///
    /// Written out because Foundation's format style takes 30 February for 1 March, ignores what
    /// follows the zone, and wants a zone; it takes six times as long, too.
    package static func milliseconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = CivilReader(bytes)
            return time(&reader).map { $0.seconds * 1_000 + $0.nanoseconds / 1_000_000 }
        }
    }

    private static func time(_ reader: inout CivilReader) -> (seconds: Int64, nanoseconds: Int64)? {
        guard var civil = reader.date() else { return nil }
        if reader.isAtEnd { return (civil.secondsSince1970, 0) }
        guard reader.take("T") || reader.take("t") || reader.take(" "),
            let clock = reader.clockWithSeconds()
        else { return nil }
        civil.secondOfDay = clock.secondOfDay
        let offset = reader.isAtEnd ? 0 : reader.zoneSeconds()
        guard let offset, reader.isAtEnd else { return nil }
        return (civil.secondsSince1970 - offset, clock.nanoseconds)
    }
}
