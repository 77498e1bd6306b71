import Journal
import TestSupport
import Testing

@testable import Moments

@Suite struct MomentTests {
    /// 2025-10-28 09:30:15.25 in Berlin: two days after its clocks went back.
    private static let now = JournalTime(seconds: 1_761_640_215, nanoseconds: 250_000_000)
    private static let parser = MomentParser(now: now, zone: Berlin())

    private static let times: [(text: String, seconds: Int64, nanoseconds: Int64)] = [
        ("now", 1_761_640_215, 250_000_000),
        ("2 hours ago", 1_761_633_015, 250_000_000),
        ("2h", 1_761_633_015, 250_000_000),
        ("2h ago", 1_761_633_015, 250_000_000),
        ("2 h ago", 1_761_633_015, 250_000_000),
        ("2 hours", 1_761_633_015, 250_000_000),
        ("  2   HOURS   Ago ", 1_761_633_015, 250_000_000),
        ("2hours", 1_761_633_015, 250_000_000),
        ("2 hr", 1_761_633_015, 250_000_000),
        ("120m", 1_761_633_015, 250_000_000),
        ("120 minutes ago", 1_761_633_015, 250_000_000),
        ("7200s", 1_761_633_015, 250_000_000),
        ("7200 seconds ago", 1_761_633_015, 250_000_000),
        ("90m", 1_761_634_815, 250_000_000),
        ("45 min ago", 1_761_637_515, 250_000_000),
        ("1 second ago", 1_761_640_214, 250_000_000),
        ("an hour ago", 1_761_636_615, 250_000_000),
        ("An Hour ago", 1_761_636_615, 250_000_000),
        ("a hour ago", 1_761_636_615, 250_000_000),
        ("one hour ago", 1_761_636_615, 250_000_000),
        ("1 hours", 1_761_636_615, 250_000_000),
        ("0s", 1_761_640_215, 250_000_000),
        ("48h", 1_761_467_415, 250_000_000),
        ("a day ago", 1_761_553_815, 250_000_000),
        ("1d", 1_761_553_815, 250_000_000),
        ("1 day ago", 1_761_553_815, 250_000_000),
        ("2d", 1_761_467_415, 250_000_000),
        ("3d", 1_761_377_415, 250_000_000),
        ("3 days ago", 1_761_377_415, 250_000_000),
        ("1w", 1_761_031_815, 250_000_000),
        ("a week ago", 1_761_031_815, 250_000_000),
        ("last week", 1_761_031_815, 250_000_000),
        ("Last  Week", 1_761_031_815, 250_000_000),
        ("7 days ago", 1_761_031_815, 250_000_000),
        ("last day", 1_761_553_815, 250_000_000),
        ("2 weeks ago", 1_760_427_015, 250_000_000),
        ("last month", 1_759_044_615, 250_000_000),
        ("1 month ago", 1_759_044_615, 250_000_000),
        ("a month ago", 1_759_044_615, 250_000_000),
        ("1mo", 1_759_044_615, 250_000_000),
        ("8 months ago", 1_740_731_415, 250_000_000),
        ("10 months ago", 1_735_374_615, 250_000_000),
        ("last year", 1_730_104_215, 250_000_000),
        ("1y", 1_730_104_215, 250_000_000),
        ("12 months", 1_730_104_215, 250_000_000),
        ("a year ago", 1_730_104_215, 250_000_000),
        ("2 years ago", 1_698_478_215, 250_000_000),
        ("today", 1_761_606_000, 0),
        ("yesterday", 1_761_519_600, 0),
        ("today 10:00", 1_761_642_000, 0),
        ("10:00", 1_761_642_000, 0),
        ("08:15:30.5", 1_761_635_730, 500_000_000),
        ("yesterday 10:00", 1_761_555_600, 0),
        ("YESTERDAY 23:59:59", 1_761_605_999, 0),
        ("2025-10-08", 1_759_874_400, 0),
        ("2025-10-08 10:00", 1_759_910_400, 0),
        ("2025-10-08T10:00", 1_759_910_400, 0),
        ("2025-10-08t10:00:00", 1_759_910_400, 0),
        ("2025-10-08  10:00:00.0", 1_759_910_400, 0),
        ("2025-10-08 10:00:30", 1_759_910_430, 0),
        ("2025-10-08T10:00:30.123456789", 1_759_910_430, 123_456_789),
        ("2025-10-08T10:00:30.1234567899", 1_759_910_430, 123_456_789),
        ("2025-10-08T10:00:00Z", 1_759_917_600, 0),
        ("2025-10-08 10:00Z", 1_759_917_600, 0),
        ("2025-10-08 10:00 utc", 1_759_917_600, 0),
        ("2025-10-08 10:00:00 GMT", 1_759_917_600, 0),
        ("2025-10-08T12:00:00+02:00", 1_759_917_600, 0),
        ("2025-10-08T12:00+0200", 1_759_917_600, 0),
        ("2025-10-08 12:00 +02", 1_759_917_600, 0),
        ("2025-10-08T04:30:00-05:30", 1_759_917_600, 0),
        ("2025-10-08T10:00:00-00:00", 1_759_917_600, 0),
        ("2025-12-08 10:00", 1_765_184_400, 0),
        ("2024-02-29", 1_709_161_200, 0),
        ("1759917600", 1_759_917_600, 0),
        ("1759917600.5", 1_759_917_600, 500_000_000),
        ("0", 0, 0),
        ("1759917600.000000001", 1_759_917_600, 1),
        ("1969-12-31T23:59:59.75Z", -1, 750_000_000),
        ("2025-10-26 02:30", 1_761_438_600, 0),
        ("2025-10-26 02:30 +01:00", 1_761_442_200, 0),
        ("2025-10-26 03:00", 1_761_444_000, 0),
        ("2025-03-30 02:30", 1_743_298_200, 0),
        ("2025-03-30 01:59:59", 1_743_296_399, 0),
        ("2025-03-30 03:00", 1_743_296_400, 0),
    ]

    @Test func theGrammar() throws {
        for (text, seconds, nanoseconds) in Self.times {
            let expected = JournalTime(seconds: seconds, nanoseconds: nanoseconds)
            #expect(try Self.parser.parse(text) == .time(expected), "\(text)")
        }
    }

    @Test(arguments: [
        ("@0", 0), (" @1234 ", 1_234), ("@18446744073709551615", UInt64.max),
    ])
    func positions(text: String, position: UInt64) throws {
        #expect(try Self.parser.parse(text) == .position(Position(position)))
    }

    @Test(arguments: [
        "", " ", "soon", "ago", "2", "h", "2 2h", "-2h", "1.5h", "2 hours hence", "hours ago",
        "last", "last tuesday", "last hour", "last 2 weeks", "an", "yesterday ago", "today today",
        "today 25:00", "today 10:60", "yesterday 10", "24:00", "7:00", "10:00:60", "10:00:00.",
        "2025", "20251008", "2025-10", "2025-13-01", "2025-02-29", "2025-00-10", "2025-10-08T",
        "2025-10-08 10", "2025-10-08 10:00 CET", "2025-10-08 10:00 +2", "2025-10-08 10:00 +25:00",
        "2025-10-08T10:00ZZ", "2025-10-08Z", "10000-01-01", "253402300800", "1759917600000",
        "1759917600.", "1759917600.5x", "0x10", "99999999999999999999", "9999999999 years ago",
        "3000 years", "99999999999999999999h", "@", "@-1", "@1.5", "@18446744073709551616", "@ 1",
        "١٢:٣٠", "٣h",
    ])
    func noTimes(text: String) {
        do {
            let moment = try Self.parser.parse(text)
            Issue.record("“\(text)” was read as \(moment)")
        } catch {
            #expect(error.description.contains("2 hours ago, 2h"))
            #expect(error.description.contains("@POSITION"))
        }
    }

    @Test func aDayIsNoFixedNumberOfHours() throws {
        // Noon of the day on which clocks went forward.
        let noon = CivilTime(year: 2025, month: 3, day: 30, secondOfDay: 43_200)
        let seconds = Berlin().seconds(of: noon)
        let parser = MomentParser(now: JournalTime(seconds: seconds), zone: Berlin())
        func ago(_ text: String) throws -> Int64 {
            guard case .time(let time) = try parser.parse(text) else { return 0 }
            return seconds - time.parts.seconds
        }
        #expect(try ago("1d") == 23 * 3_600)
        #expect(try ago("24h") == 24 * 3_600)
        #expect(try ago("yesterday") == 35 * 3_600)
        #expect(try ago("today") == 11 * 3_600)
    }

    @Test(arguments: [
        ("2024-03-31", "last month", "2024-02-29"), ("2023-03-31", "last month", "2023-02-28"),
        ("2024-02-29", "last year", "2023-02-28"), ("2024-02-29", "4 years", "2020-02-29"),
        ("2024-01-31", "2 months ago", "2023-11-30"), ("2024-12-31", "12 months", "2023-12-31"),
        ("2024-01-15", "1 month", "2023-12-15"), ("2024-03-01", "1d", "2024-02-29"),
    ])
    func monthsAndYearsAreOfTheCalendar(now: String, text: String, expected: String) throws {
        let day = try Self.parser.parse(now)
        guard case .time(let today) = day else { return #expect(Bool(false), "\(day)") }
        let parser = MomentParser(now: today, zone: Berlin())
        #expect(try parser.parse(text) == parser.parse(expected))
    }

    @Test func aMidnightThatClocksSkipIsTheMomentAfterIt() throws {
        let parser = MomentParser(now: Self.now, zone: MidnightSkipper())
        let moment = try parser.parse("2018-11-04")
        #expect(moment == .time(JournalTime(seconds: MidnightSkipper.change)))
        // Not put back to the day before.
        #expect(MidnightSkipper().civil(at: MidnightSkipper.change).day == 4)
    }

    @Test func timesBeyondWhatTheJournalHoldsAreItsEnds() throws {
        let parser = MomentParser(now: Self.now, zone: FixedZone.utc)
        let (first, last) = (Int64.min, Int64.max)
        for (text, nanoseconds) in [("0001-01-01", first), ("9999-12-31T23:59:59Z", last)] {
            let time = JournalTime(nanosecondsSinceEpoch: nanoseconds)
            #expect(try parser.parse(text) == .time(time))
        }
    }

    // MARK: Properties

    @Test(arguments: Seeds.from(1, count: 200))
    func whatIsPrintedIsReadAgain(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<20 {
            let nanoseconds = Int64.random(in: .min / 2 ... .max, using: &random)
            let time = JournalTime(nanosecondsSinceEpoch: nanoseconds)
            #expect(try Self.parser.parse(ISO8601.text(time)) == .time(time), "seed \(seed)")
            // `2025-10-08 10:00:00 CEST (+02:00)` without the name and the parentheses.
            let words = time.text(in: Berlin()).split(separator: " ")
            let offset = words[3].trimmingPrefix("(").prefix { $0 != ")" }
            let written = "\(words[0]) \(words[1]) \(offset)"
            let cut = (nanoseconds - time.parts.nanoseconds % 1_000_000)
            let expected = JournalTime(nanosecondsSinceEpoch: cut)
            #expect(try Self.parser.parse(written) == .time(expected), "seed \(seed): \(written)")
        }
    }

    @Test(arguments: Seeds.from(1, count: 200))
    func localTimesAreFoundAgain(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let seconds = Int64.random(in: WrittenTime.range, using: &random)
        let civil = Berlin().civil(at: seconds)
        let found = Berlin().seconds(of: civil)
        #expect(Berlin().civil(at: found) == civil, "seed \(seed)")
        // The first of two, where clocks show it twice.
        #expect(found == seconds || found == seconds - 3_600, "seed \(seed)")
        #expect(CivilTime(secondsSince1970: civil.secondsSince1970) == civil, "seed \(seed)")
    }

    @Test(arguments: Seeds.from(1, count: 300))
    func anyTextIsReadOrRefused(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "2", "h", " ", "ago", "2025-10-08", "t", ":", "10", "@", "-", "+", ".", "last", "week",
            "today", "99999999999", "\u{0}", "é", "z", "month",
        ]
        let text = (0..<random.below(7)).map { _ in random.pick(pieces) ?? "" }.joined()
        guard let moment = try? Self.parser.parse(text) else { return }
        let again = try? Self.parser.parse(" \(text.uppercased())  ")
        #expect(again == moment, "seed \(seed)")
    }

    @Test func theEchoNamesTheZone() {
        let time = Moment.time(JournalTime(seconds: 1_759_917_600))
        let position = Position(1_234)
        #expect(
            time.text(in: Berlin(), at: position)
                == "2025-10-08 12:00:00 CEST (+02:00), position 1234"
        )
        #expect(
            time.text(in: MidnightSkipper(), at: position)
                == "2025-10-08 08:00:00 -02:00, position 1234"
        )
        #expect(
            Self.now.text(in: FixedZone.utc) == "2025-10-28 08:30:15.250 UTC (+00:00)"
        )
    }
}
