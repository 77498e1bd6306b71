/// A date and a time of day without a time zone.
package struct CivilTime: Hashable {
    static let secondsPerDay: Int64 = 86_400

    /// In the proleptic Gregorian calendar.
    var year: Int64
    /// From 1.
    var month: Int64
    /// From 1.
    var day: Int64
    /// Since midnight, below 86,400.
    var secondOfDay: Int64 = 0

    /// - Parameter seconds: since 1970-01-01 00:00 in the same zone.
    init(secondsSince1970 seconds: Int64) {
        let days =
            (seconds >= 0 ? seconds : seconds - (Self.secondsPerDay - 1)) / Self.secondsPerDay
        // Years are counted from March, so that the leap day comes last and five months repeat
        // every 153 days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        secondOfDay = seconds - days * Self.secondsPerDay
    }

    init(year: Int64, month: Int64, day: Int64, secondOfDay: Int64 = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.secondOfDay = secondOfDay
    }

    /// Seconds since 1970-01-01 00:00 in the same zone.
    var secondsSince1970: Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return days * Self.secondsPerDay + secondOfDay
    }

    static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The same time of day, `days` days earlier.
    func minus(days: Int64) -> CivilTime {
        CivilTime(secondsSince1970: secondsSince1970 - days * Self.secondsPerDay)
    }

    /// The same day and time, `months` months earlier, or the last day of a shorter month.
    func minus(months: Int64) -> CivilTime {
        let total = year * 12 + (month - 1) - months
        let newYear = (total >= 0 ? total : total - 11) / 12
        let newMonth = total - newYear * 12 + 1
        return CivilTime(
            year: newYear,
            month: newMonth,
            day: min(day, Self.days(inMonth: newMonth, of: newYear)),
            secondOfDay: secondOfDay
        )
    }
}

extension CivilTime: CustomStringConvertible {
    /// `2025-10-08 10:00:00`.
    package var description: String {
        let clock = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60]
        let date = [Self.digits(year, 4), Self.digits(month), Self.digits(day)]
        return date.joined(separator: "-") + " "
            + clock.map { Self.digits($0) }.joined(separator: ":")
    }

    private static func digits(_ number: Int64, _ count: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
