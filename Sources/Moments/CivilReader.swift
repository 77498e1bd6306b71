/// Parses dates, times of day and offsets from the front of a text.
struct CivilReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// - Parameter bytes: must outlive the reader.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] {
            return false
        }
        index += count
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

    /// `10:00`, `10:00:30`, `10:00:30.25`.
    mutating func clock() -> (secondOfDay: Int64, nanoseconds: Int64)? {
        guard let seconds = hourAndMinute() else { return nil }
        guard take(":") else { return (seconds, 0) }
        return second(atMost: 59).map { (seconds + $0, $1) }
    }

    /// `10:00:30`, `10:00:30.25`; `23:59:60` is a leap second.
    mutating func clockWithSeconds() -> (secondOfDay: Int64, nanoseconds: Int64)? {
        guard let seconds = hourAndMinute(), take(":") else { return nil }
        return second(atMost: 60).map { (seconds + $0, $1) }
    }

    private mutating func hourAndMinute() -> Int64? {
        guard let hour = digits(2, in: 0...23), take(":"), let minute = digits(2, in: 0...59)
        else { return nil }
        return hour * 3_600 + minute * 60
    }

    private mutating func second(atMost last: Int64) -> (Int64, nanoseconds: Int64)? {
        guard let second = digits(2, in: 0...last), let nanoseconds = fraction() else { return nil }
        return (second, nanoseconds)
    }

    /// The nanoseconds after a decimal point; 0 without one. Further digits are ignored.
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

    /// `Z`, `z`, `utc`, `gmt`, `+02`, `+0200`, `+02:00`: seconds east of UTC.
    mutating func zoneSeconds() -> Int64? {
        if take("Z") || take("z") || take("utc") || take("gmt") { return 0 }
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
