/// Times as services write them.
enum Timestamp {
    /// Milliseconds since 1970-01-01 UTC of an ISO 8601 time: `2020-05-07T03:15:00Z`, with or
    /// without a fraction, with `Z`, an offset such as `+02:00`, or nothing, which means UTC; or of
    /// a date alone. nil for anything else.
    ///
    /// Written out because Foundation's parser takes ten times as long and brings ICU.
    static func milliseconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = Reader(bytes: bytes)
            return reader.read()
        }
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var index = 0

        init(bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        mutating func read() -> Int64? {
            guard let year = digits(4), take("-"), let month = digits(2, in: 1...12), take("-"),
                let day = digits(2, in: 1...31), day <= Self.days(inMonth: month, of: year)
            else { return nil }
            let midnight = Self.daysSince1970(year: year, month: month, day: day) * 86_400_000
            if index == bytes.count { return midnight }
            guard take("T") || take("t") || take(" "), let hour = digits(2, in: 0...23), take(":"),
                let minute = digits(2, in: 0...59), take(":"), let second = digits(2, in: 0...60)
            else { return nil }
            guard let milliseconds = fraction(), let offset = zone(), index == bytes.count else {
                return nil
            }
            let seconds = hour * 3_600 + minute * 60 + second - offset
            return midnight + seconds * 1_000 + milliseconds
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        private mutating func digits(
            _ count: Int,
            in range: ClosedRange<Int64> = 0...9_999
        ) -> Int64? {
            guard index + count <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[index..<index + count] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            index += count
            return range.contains(value) ? value : nil
        }

        /// Milliseconds behind a decimal point; 0 where there is none.
        private mutating func fraction() -> Int64? {
            guard take(".") else { return 0 }
            var milliseconds: Int64 = 0
            var weight: Int64 = 100
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
                milliseconds += Int64(bytes[index] - 0x30) * weight
                weight /= 10
                index += 1
            }
            return index > start ? milliseconds : nil
        }

        /// Seconds east of UTC.
        private mutating func zone() -> Int64? {
            if index == bytes.count || take("Z") || take("z") { return 0 }
            let sign: Int64
            if take("+") {
                sign = 1
            } else if take("-") {
                sign = -1
            } else {
                return nil
            }
            guard let hours = digits(2, in: 0...23) else { return nil }
            _ = take(":")
            guard let minutes = digits(2, in: 0...59) else { return nil }
            return sign * (hours * 3_600 + minutes * 60)
        }

        private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
            switch month {
            case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }

        /// Days in the proleptic Gregorian calendar, years counted from March so that the leap
        /// day comes last: the 153 days of five months repeat.
        private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
            let shifted = month <= 2 ? year - 1 : year
            let era = (shifted >= 0 ? shifted : shifted - 399) / 400
            let yearOfEra = shifted - era * 400
            let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
            let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            return era * 146_097 + dayOfEra - 719_468
        }
    }
}
