import FileIO
import Glibc
import SystemPackage
import Testing

@testable import Journal

@Suite struct JournalTests {
    let temporary: TemporaryDirectory
    let directory: FilePath

    init() throws {
        temporary = try TemporaryDirectory()
        directory = temporary.path.appending("journal")
    }

    @Test func anEmptyJournalHasNothingAndMakesNothing() throws {
        let journal = Journal(directory: directory)
        #expect(try journal.identity() == nil)
        #expect(try journal.head().position == .zero)
        #expect(try journal.readAll().records.isEmpty)
        #expect(try journal.info().segments.isEmpty)
        #expect(try journal.verify().isClean)
        let time = JournalTime(nanosecondsSinceEpoch: 5)
        #expect(try journal.position(atOrAfter: time, damage: { _ in }) == .zero)
        #expect(try names(in: temporary.path) == [])
    }

    @Test func whatOneAppendedAnotherReads() throws {
        let journal = Journal(directory: directory)
        #expect(try journal.append(batch("a", "bb", "")) == Position(0)..<Position(3))
        #expect(try journal.append(batch("c")) == Position(3)..<Position(4))
        let other = Journal(directory: directory)
        #expect(try other.readAll().texts == ["a", "bb", "", "c"])
        #expect(try other.identity() == journal.identity())
        #expect(try other.append(batch("d")) == Position(4)..<Position(5))
        #expect(try journal.append(batch("e")) == Position(5)..<Position(6))
        #expect(try journal.readAll(from: Position(2)).texts == ["", "c", "d", "e"])
        #expect(
            try journal.readAll(from: Position(1), upTo: Position(4)).texts == ["bb", "", "c"]
        )
        #expect(journal.takeNotices().isEmpty && other.takeNotices().isEmpty)
        let report = try journal.verify()
        #expect(report.isClean)
        #expect(report.records == 6)
        #expect(report.frames == 4)
    }

    @Test func largeBatchesAreCompressedAndComeBack() throws {
        let journal = Journal(directory: directory)
        let texts = (0..<5000).map { "a path like any other/\($0 % 100)/file \($0).flac" }
        try journal.append(batch(texts))
        #expect(try journal.readAll().texts == texts)
        let report = try journal.verify()
        #expect(report.storedBytes * 2 < report.recordBytes)
    }

    @Test func aBatchBeyondTheLimitIsRefused() throws {
        var options = quickOptions
        options.batchLimitBytes = 100
        let journal = Journal(directory: directory, options: options)
        #expect(throws: JournalError.self) {
            try journal.append(batch(String(repeating: "x", count: 200)))
        }
        #expect(try journal.append(batch("y")).lowerBound == .zero)
    }

    @Test func segmentsRollAndReadAsOne() throws {
        var options = quickOptions
        options.segmentLimitBytes = 400
        let journal = Journal(directory: directory, options: options)
        let texts = (0..<50).map { "record \($0)" }
        for text in texts { try journal.append(batch(text)) }
        let segments = try journal.info().segments
        #expect(segments.count > 5)
        #expect(segments.allSatisfy { $0.sizeBytes <= 400 })
        #expect(try journal.readAll().texts == texts)
        for start in 0..<50 {
            let outcome = try journal.readAll(from: Position(UInt64(start)))
            #expect(outcome.texts == Array(texts[start...]))
            #expect(outcome.damage.isEmpty)
        }
        #expect(try journal.verify().segments == segments.count)
        let after = Journal(directory: directory, options: options)
        #expect(try after.append(batch("last")).lowerBound == Position(50))
    }

    @Test func aReaderStopsAtTheFrameItWasTold() throws {
        let journal = Journal(directory: directory, options: quickOptions)
        for text in ["a", "b", "c"] { try journal.append(batch(text, text)) }
        let reached = try journal.read(from: Position(1), damage: { _ in }) { frame in
            frame.firstPosition == Position(2) ? .stop : .continue
        }
        #expect(reached == Position(4))
        #expect(try journal.read(from: .zero, damage: { _ in }) { _ in .continue } == Position(6))
    }

    @Test func timeNeverRunsBackwardsAndTheJumpIsToldOnce() throws {
        let clock = ManualClock()
        let journal = Journal(directory: directory, options: quickOptions, clock: clock.read)
        try journal.append(batch("a"))
        clock.advance(-5_000_000_000)
        try journal.append(batch("b"))
        try journal.append(batch("c"))
        #expect(journal.takeNotices() == [.clockWentBackwards(nanoseconds: 5_000_000_000)])
        clock.advance(9_000_000_000)
        try journal.append(batch("d"))
        var times: [JournalTime] = []
        var walls: [Int64] = []
        try journal.read(from: .zero, damage: { _ in }) { frame in
            times.append(frame.journalTime)
            walls.append(frame.wallTimeNanoseconds)
            return .continue
        }
        #expect(times == times.sorted())
        #expect(walls[1] == walls[0] - 5_000_000_000)
        #expect(journal.takeNotices().isEmpty)
    }

    /// Nor behind a frame that a killed process wrote and that its head does not show.
    @Test func timeDoesNotRunBackwardsBehindWhatIsRecovered() throws {
        let clock = ManualClock()
        func open() -> Journal {
            Journal(directory: directory, options: quickOptions, clock: clock.read)
        }
        try open().append(batch("a"))
        let head = try bytes(of: directory.appending("head"))
        clock.advance(10_000_000_000)
        try open().append(batch("b"))
        try write(head, to: directory.appending("head"))
        clock.advance(-20_000_000_000)
        try open().append(batch("c"))
        var times: [JournalTime] = []
        try open().read(from: .zero, damage: { _ in }) { frame in
            times.append(frame.journalTime)
            return .continue
        }
        #expect(times.count == 3)
        #expect(times == times.sorted())
    }

    @Test func aPositionIsFoundByTime() throws {
        let clock = ManualClock(1_000)
        var options = quickOptions
        options.segmentLimitBytes = 300
        let journal = Journal(directory: directory, options: options, clock: clock.read)
        for number in 0..<30 {
            try journal.append(batch("record \(number)", "and another"))
            if number % 3 == 2 { clock.advance(10) }
        }
        for time in Int64(990)...1110 {
            var expected = Position(60)
            try journal.read(from: .zero, damage: { _ in }) { frame in
                guard frame.journalTime.nanosecondsSinceEpoch >= time else { return .continue }
                expected = frame.firstPosition
                return .stop
            }
            let found = try journal.position(
                atOrAfter: JournalTime(nanosecondsSinceEpoch: time),
                damage: { _ in }
            )
            #expect(found == expected, "time \(time)")
        }
    }

    @Test func whatAReaderRemembersOfAReplacedJournalDoesNoHarm() throws {
        let journal = Journal(directory: directory, options: quickOptions)
        for number in 0..<20 { try journal.append(batch("record \(number)")) }
        #expect(try journal.readAll().records.count == 20)
        for name in try names(in: directory) {
            try PosixFileSystem().remove(directory.appending(name))
        }
        let texts = (0..<30).map { "another record, and a longer one: \($0)" }
        let writer = Journal(directory: directory, options: quickOptions)
        for text in texts { try writer.append(batch(text)) }
        let outcome = try journal.readAll(from: Position(20))
        #expect(outcome.texts == Array(texts[20...]))
        #expect(outcome.damage.isEmpty)
    }

    @Test func anAppendThatExpectsAnotherHeadIsRefused() throws {
        let journal = Journal(directory: directory, options: quickOptions)
        try journal.append(batch("a"), expecting: .zero)
        #expect(throws: JournalError.self) {
            try journal.append(batch("b"), expecting: .zero)
        }
        #expect(try journal.readAll().texts == ["a"])
        try journal.append(batch("b"), expecting: Position(1))
    }

    @Test func aDeletedJournalBeginsAnew() throws {
        let journal = Journal(directory: directory, options: quickOptions)
        try journal.append(batch("a"))
        let first = try journal.identity()
        for name in try names(in: directory) {
            try PosixFileSystem().remove(directory.appending(name))
        }
        try journal.append(batch("b"))
        #expect(try journal.readAll().texts == ["b"])
        #expect(try journal.identity() != first)
        for name in try names(in: directory) {
            try PosixFileSystem().remove(directory.appending(name))
        }
        #expect(rmdir(directory.string) == 0)
        // The first append may find out only by failing; it must not stay that way.
        _ = try? journal.append(batch("c"))
        try journal.append(batch("d"))
        #expect(try journal.readAll().texts.last == "d")
        #expect(try journal.verify().isClean)
    }
}
