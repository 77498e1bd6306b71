import FileIO
import SystemPackage
import TestSupport
import Testing

@testable import Journal

/// Damage is recorded once, by the next writer, whichever reader found it.
@Suite struct GapTests {
    private static let directory: FilePath = "/journal"
    private let disk = SimulatedDisk(seed: 1)

    /// Gaps as text, so that the records tell them apart.
    private static let coding = GapCoding(
        encode: { gap in
            Array(
                "gap \(gap.segment) \(gap.positions.lowerBound) \(gap.positions.upperBound) "
                    .utf8
            ) + Array("\(gap.bytes.lowerBound) \(gap.bytes.upperBound)".utf8)
        },
        decode: { payload in
            let words = String(decoding: payload, as: UTF8.self).split(separator: " ")
            let numbers = words.dropFirst().compactMap { UInt64($0) }
            guard words.first == "gap", numbers.count == 5 else { return nil }
            return Gap(
                segment: Position(numbers[0]),
                bytes: Int64(numbers[3])..<Int64(numbers[4]),
                positions: Position(numbers[1])..<Position(numbers[2]),
                reason: ""
            )
        }
    )

    private func open(_ disk: SimulatedDisk? = nil) -> Journal {
        var options = JournalOptions()
        options.segmentLimitBytes = 600
        options.gapCoding = Self.coding
        return Journal(directory: Self.directory, fileSystem: disk ?? self.disk, options: options)
    }

    private func files(_ disk: SimulatedDisk? = nil) -> JournalFiles {
        JournalFiles(directory: Self.directory, fileSystem: disk ?? self.disk)
    }

    private func fill() throws {
        let journal = open()
        for number in 0..<24 { try journal.append(batch("record \(number)")) }
    }

    /// Flips a bit in the block of the frame at `position`.
    private func damage(at position: Position) throws {
        var place: (segment: Position, offset: Int64)?
        try open().read(from: position, damage: { _ in }) { append in
            place = (append.segment, append.offsetBytes)
            return .stop
        }
        let (segment, offset) = try #require(place)
        let path = files().segmentPath(segment)
        var bytes = try disk.readAll(path)
        bytes[Int(offset) + FrameHeader.byteCount] ^= 1
        try disk.plant(bytes, at: path)
    }

    private func gaps(_ journal: Journal) throws -> [String] {
        try journal.readAll().texts.filter { $0.hasPrefix("gap") }
    }

    private func marks() throws -> [Position] { try files().damageMarks() }

    @Test func theNextWriterOfAnotherProcessRecordsIt() throws {
        try fill()
        try damage(at: Position(3))
        let reader = open()
        #expect(try !reader.verify().isClean)
        #expect(try marks() == [.zero])
        let writer = open()
        try writer.append(batch("after"))
        let texts = try writer.readAll().texts
        #expect(try gaps(writer).count == 1)
        #expect(texts.suffix(2).first?.hasPrefix("gap 0 3 4 ") == true)
        #expect(texts.last == "after")
        #expect(try marks() == [.zero], "reading met it again")
        // Once, however often it is met and whoever writes.
        for number in 0..<3 {
            let next = open()
            _ = try next.readAll()
            try next.append(batch("more \(number)"))
            try next.recover()
            #expect(try gaps(next).count == 1)
        }
    }

    /// A gap that is recorded stays so when something behind its record is damaged, too.
    @Test func laterDamageDoesNotRecordItAgain() throws {
        try fill()
        try damage(at: Position(2))
        _ = try open().readAll()
        try open().recover()
        let first = try gaps(open())
        #expect(first.count == 1)
        for number in 25..<40 { try open().append(batch("record \(number)")) }
        try damage(at: Position(36))
        _ = try open().readAll()
        try open().recover()
        let both = try gaps(open())
        #expect(both.count == 2)
        #expect(both.first == first.first && both.last?.contains(" 36 37 ") == true)
    }

    @Test func theSameInstanceRecordsIt() throws {
        try fill()
        let journal = open()
        try journal.append(batch("open"))
        try damage(at: Position(5))
        _ = try journal.readAll()
        try journal.append(batch("after"))
        #expect(try gaps(journal).count == 1)
        let recorded = journal.takeNotices().contains { notice in
            if case .gapsRecorded = notice { return true }
            return false
        }
        #expect(recorded)
    }

    @Test func aHeadThatIsExpectedStaysWhereItIs() throws {
        try fill()
        try damage(at: Position(5))
        let journal = open()
        _ = try journal.readAll()
        let head = try journal.head().position
        try journal.append(batch("decided"), expecting: head)
        #expect(try gaps(journal).isEmpty)
        try journal.withDecisionLock {}
        #expect(try gaps(journal).count == 1)
    }

    @Test func severalPiecesAreOneAppend() throws {
        try fill()
        for position in [2, 3, 11, 20] as [UInt64] { try damage(at: Position(position)) }
        _ = try open().readAll()
        let writer = open()
        try writer.recover()
        var appends: [Int] = []
        try writer.read(from: Position(24), damage: { _ in }) { append in
            appends.append(append.count)
            return .continue
        }
        #expect(appends == [4])
        let missing = files().segmentPath(try #require(try files().segments().first))
        try disk.remove(missing)
        _ = try open().readAll()
        try open().recover()
        #expect(try gaps(open()).count == 5, "the segment that is gone is another loss")
    }

    /// An error at each call: nothing is lost, and it is recorded once in the end.
    @Test func anErrorAtEachCall() throws {
        try fill()
        try damage(at: Position(7))
        let original = disk.crash(.keepsEverything, seed: 1)
        var number = 1
        while true {
            let copy = original.crash(.keepsEverything, seed: 1)
            let journal = open(copy)
            _ = try journal.readAll()
            copy.failCall(number, .noSpace)
            let isDone = (try? journal.append(batch("after"))) != nil
            let failed = copy.failedCall
            copy.failCall(.max)
            #expect(copy.violations == [], "call \(number)")
            let next = open(copy)
            _ = try next.readAll()
            try next.recover()
            let texts = try next.readAll().texts
            #expect(texts.filter { $0.hasPrefix("gap") }.count == 1, "\(failed ?? "none")")
            #expect(texts.count { $0.hasPrefix("record") } == 23)
            if isDone { #expect(texts.contains("after"), "\(failed ?? "none")") }
            if failed == nil { break }
            number += 1
            try #require(number < 500)
        }
        #expect(number > 20)
    }

    /// Positions that somebody knows and the journal does not reach are not given again.
    @Test func whatIsLeftOutIsAGap() throws {
        try fill()
        let journal = open()
        #expect(try journal.lostEnd(upTo: Position(24)) == nil)
        #expect(try journal.lostEnd(upTo: Position(30))?.positions == Position(24)..<Position(30))
        try journal.leaveOut(upTo: Position(20))
        #expect(try journal.head().position == Position(24))
        try journal.leaveOut(upTo: Position(30))
        #expect(try open().head().position == Position(30))
        #expect(try open().verify().positionsLost == 6)
        // The first one after it records it.
        let positions = try open().append(batch("after"))
        #expect(positions == Position(31)..<Position(32))
        #expect(try gaps(open()).count == 1)
        #expect(try open().readAll().texts.last == "after")
        #expect(try !open().verify().damage.contains { $0.reason != .missing })
    }

    @Test func anErrorWhileSomethingIsLeftOut() throws {
        try fill()
        let original = disk.crash(.keepsEverything, seed: 1)
        for number in 1..<100 {
            let copy = original.crash(.keepsEverything, seed: 1)
            let journal = open(copy)
            copy.failCall(number, .noSpace)
            let isDone = (try? journal.leaveOut(upTo: Position(30))) != nil
            let failed = copy.failedCall
            copy.failCall(.max)
            #expect(copy.violations == [], "call \(number)")
            let head = try open(copy).head().position
            #expect(isDone ? head == Position(30) : [24, 30].contains(head.rawValue))
            try open(copy).leaveOut(upTo: Position(30))
            let end = try open(copy).append(batch("after")).upperBound
            #expect(end > Position(30), "\(failed ?? "none")")
            #expect(try open(copy).readAll().texts.count { $0.hasPrefix("record") } == 24)
            if failed == nil { break }
        }
    }
}
