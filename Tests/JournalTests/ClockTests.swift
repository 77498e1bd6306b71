import FileIO
import SystemPackage
import TestSupport
import Testing

@testable import Journal

/// Clocks that step ahead, stand in the future, and are set right.
@Suite struct ClockTests {
    private static let directory: FilePath = "/journal"
    private static let day: Int64 = 86_400_000_000_000
    private let disk = SimulatedDisk(seed: 1)
    private let clock = ManualClock()

    private func open(_ disk: SimulatedDisk? = nil, segmentLimitBytes: Int = 700) -> Journal {
        var options = JournalOptions()
        options.segmentLimitBytes = segmentLimitBytes
        return Journal(
            directory: Self.directory,
            fileSystem: disk ?? self.disk,
            options: options,
            clock: clock.read
        )
    }

    private func repair(_ journal: Journal) throws -> ClockRepair? {
        try journal.beginStretch { Array("from \($0) to \($1)".utf8) }
    }

    private func times(_ journal: Journal) throws -> [Int64] {
        var times: [Int64] = []
        try journal.read(from: .zero, damage: { _ in }) { append in
            append.forEachRecord { _, _ in
                times.append(append.journalTime.nanosecondsSinceEpoch)
            }
            return .continue
        }
        return times
    }

    @Test func aStepOfMoreThanADayIsToldAtOnce() throws {
        let journal = open()
        try journal.append(batch("a"))
        clock.advance(Self.day)
        try journal.append(batch("b"))
        #expect(journal.takeNotices().isEmpty)
        clock.advance(Self.day + 1)
        try journal.append(batch("c"))
        #expect(journal.takeNotices() == [.clockWentAhead(nanoseconds: Self.day + 1)])
        try journal.append(batch("d"))
        #expect(journal.takeNotices().isEmpty)
        clock.advance(400 * Self.day)
        let other = open()
        try other.append(batch("e"))
        #expect(other.takeNotices() == [.clockWentAhead(nanoseconds: 400 * Self.day)])
    }

    @Test func aTimeThatCannotBeStoredIsAnError() throws {
        try open().append(batch("a"))
        let journal = Journal(directory: Self.directory, fileSystem: disk) {
            () throws(JournalError) in throw .clockOutOfRange
        }
        #expect(throws: JournalError.self) { try journal.append(batch("b")) }
        #expect(try journal.readAll().texts == ["a"])
        // 2262-04-11 23:47:16.854775807 is the last nanosecond.
        #expect(WallClock.nanoseconds(9_223_372_036, 854_775_807) == .max)
        #expect(WallClock.nanoseconds(9_223_372_036, 854_775_808) == nil)
        #expect(WallClock.nanoseconds(9_223_372_037, 0) == nil)
        #expect(WallClock.nanoseconds(.max, 0) == nil)
        #expect(WallClock.nanoseconds(-1, 5) == -999_999_995)
    }

    @Test func aRightClockIsNotRepaired() throws {
        #expect(try repair(open()) == nil)
        let journal = open()
        try journal.append(batch("a"))
        #expect(try repair(journal) == nil)
        #expect(try journal.readAll().texts == ["a"])
    }

    @Test func timeFollowsTheClockAgain() throws {
        let journal = open()
        try journal.append(batch("before"))
        let right = try journal.head().time.nanosecondsSinceEpoch
        clock.advance(400 * Self.day)
        try journal.append(batch("ahead"))
        clock.advance(-399 * Self.day)
        _ = journal.takeNotices()
        let found = try #require(try repair(journal))
        #expect(found.position == Position(2))
        #expect(found.reached.nanosecondsSinceEpoch == right + 400 * Self.day)
        #expect(found.clock.nanosecondsSinceEpoch == right + Self.day)
        #expect(journal.takeNotices().isEmpty)
        clock.advance(5)
        try open().append(batch("after"))
        try journal.append(batch("and another writer"))
        #expect(
            try times(journal) == [
                right, right + 400 * Self.day, right + 400 * Self.day, right + Self.day + 5,
                right + Self.day + 5,
            ]
        )
        #expect(try repair(journal) == nil)
        #expect(try journal.verify().isClean)
    }

    /// Without the head, the last segment says what time it is.
    @Test(arguments: [false, true]) func theStretchOutlivesTheHead(_ hasAppended: Bool) throws {
        let journal = open()
        clock.advance(400 * Self.day)
        try journal.append(batch("ahead"))
        clock.advance(-400 * Self.day)
        _ = try repair(journal)
        if hasAppended { try journal.append(batch("after")) }
        let now = try journal.head().time
        try disk.remove(Self.directory.appending("head"))
        #expect(try open().head().time == now)
        try open().append(batch("later"))
        #expect(try times(journal).last == now.nanosecondsSinceEpoch)
    }

    /// Wherever the repair is cut off, nothing is lost, and another one ends it.
    @Test func theRepairMayBeKilledAnywhere() throws {
        let journal = open()
        try journal.append(batch("a"))
        clock.advance(400 * Self.day)
        try journal.append(batch("b"))
        clock.advance(-399 * Self.day)
        disk.keepMoments()
        _ = try repair(journal)
        let moments = disk.takeMoments()
        #expect(moments.count > 5)
        for moment in moments {
            for loss in PowerLoss.allCases {
                let image = moment.crash(loss, seed: 7)
                let after = open(image)
                _ = try repair(after)
                try after.append(batch("c"))
                let outcome = try after.readAll()
                #expect(outcome.damage.isEmpty)
                #expect(outcome.texts.first == "a" && outcome.texts.last == "c")
                #expect(try times(after).last == clock.nanoseconds)
                #expect(try after.verify().isClean)
            }
        }
    }

    /// Searched by time, each stretch is sorted by itself: the last one that began before the time
    /// counts, up to where the next one begins.
    /// Nothing was appended since: the new stretch is an empty segment.
    @Test func timesRightAfterARepairAreInTheNewStretch() throws {
        let clock = ManualClock(1_000)
        let directory = try TemporaryDirectory()
        let journal = Journal(directory: directory.path, options: quickOptions, clock: clock.read)
        try journal.append(batch("one"))
        clock.advance(Self.day)
        try journal.append(batch("of a wrong clock"))
        clock.advance(5_000 - Self.day)
        _ = try repair(journal)
        let now = JournalTime(nanosecondsSinceEpoch: 6_001)
        #expect(try journal.position(atOrAfter: now, damage: { _ in }) == journal.head().position)
    }

    @Test(arguments: Seeds.from(1, count: 60)) func aPositionIsFoundInItsStretch(seed: UInt64)
        throws
    {
        var random = SeededRandom(seed: seed)
        let clock = ManualClock(1_000)
        var options = quickOptions
        options.segmentLimitBytes = random.pick(of: 300, 100_000)
        let directory = try TemporaryDirectory()
        let journal = Journal(directory: directory.path, options: options, clock: clock.read)
        var stretches: [(begun: Int64, first: Int)] = []
        for number in 0..<40 {
            clock.advance(Int64(random.below(30)))
            if random.below(8) == 0 { clock.advance(Int64(random.below(400))) }
            if random.below(6) == 0 {
                clock.advance(-Int64(random.below(300)))
                if let repair = try repair(journal) {
                    let first = Int(repair.position.rawValue) + 1
                    stretches.append((repair.clock.nanosecondsSinceEpoch, first))
                }
            }
            try journal.append(batch("record \(number)", "and another"))
            if random.below(10) == 0 { _ = try journal.pack() }
        }
        let times = try times(journal)
        stretches.insert((.min, 0), at: 0)
        let edges = Set(times + stretches.dropFirst().map(\.begun) + [600, 2_600])
        for time in Set(edges.flatMap { [$0 - 1, $0, $0 + 1] }) {
            let last = stretches.lastIndex { $0.begun < time } ?? 0
            let end = last + 1 < stretches.count ? stretches[last + 1].first : times.count
            let expected = (stretches[last].first..<end).first { times[$0] >= time } ?? end
            let found = try journal.position(
                atOrAfter: JournalTime(nanosecondsSinceEpoch: time),
                damage: { _ in }
            )
            #expect(found == Position(UInt64(expected)), "time \(time)")
        }
    }
}
