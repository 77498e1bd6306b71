import Journal

/// Times as ISO 8601, in UTC, to the nanosecond: what is printed names the event's time exactly.
enum EventTime {
    static func text(_ time: JournalTime) -> String {
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

    /// The last digits of a number, and what stands behind them.
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
}
