import FileIO
import Glibc
import SystemPackage
import Testing

@testable import Journal

/// Every byte of a small journal, as each version of the format wrote it, lies in `Schemas`. What
/// was written once must be read for ever; what is written today must be the same.
///
/// `PSM_WRITE_GOLDEN=1` writes the files of the latest version anew, which only a new version of
/// the format may need.
@Suite struct GoldenTests {
    private static let id = "000102030405060708090a0b0c0d0e0f"
    private static let repeated = Array(repeating: "Ænima/Forty Six & 2.flac", count: 3)
    private static let texts = ["hello"] + repeated + ["after"]
    private static let names = [
        "00000000000000000000.journal", "00000000000000000004.journal", "head",
    ]

    private func goldenDirectory(_ version: String) -> FilePath {
        var path = FilePath(#filePath)
        for _ in 0..<3 { path.removeLastComponent() }
        return path.appending("Schemas").appending("journal").appending(version)
    }

    /// Two appends, packed, and a third one in a segment of its own.
    private func writeJournal(in directory: FilePath) throws {
        let clock = ManualClock(1_700_000_000_000_000_000)
        var options = quickOptions
        options.makeID = { JournalID(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F) }
        options.segmentLimitBytes = 300
        let journal = Journal(directory: directory, options: options, clock: clock.read)
        try journal.append(batch("hello"))
        clock.advance(1_000_000_000)
        try journal.append(batch(Self.repeated))
        clock.advance(1_000_000_000)
        try journal.append(batch("after"))
        _ = try journal.pack()
    }

    @Test func whatIsWrittenTodayIsTheGoldenJournal() throws {
        let temporary = try TemporaryDirectory()
        let directory = temporary.path.appending("journal")
        try writeJournal(in: directory)
        for name in Self.names {
            let written = try bytes(of: directory.appending(name))
            let golden = goldenDirectory("v2").appending(name)
            if getenv("PSM_WRITE_GOLDEN") != nil {
                try PosixFileSystem().createDirectories(goldenDirectory("v2"))
                try write(written, to: golden)
            }
            #expect(try bytes(of: golden) == written, "\(name) differs from \(golden)")
        }
    }

    /// A segment is begun and appended to as it ever was; only packing made version 2 of it.
    @Test func aSegmentBeforePackingIsOfVersionOne() throws {
        let temporary = try TemporaryDirectory()
        let clock = ManualClock(1_700_000_000_000_000_000)
        var options = quickOptions
        options.makeID = { JournalID(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F) }
        let journal = Journal(directory: temporary.path, options: options, clock: clock.read)
        try journal.append(batch("hello"))
        clock.advance(1_000_000_000)
        try journal.append(batch(Self.repeated))
        let name = Self.names[0]
        let golden = try bytes(of: goldenDirectory("v1").appending(name))
        #expect(try bytes(of: temporary.path.appending(name)) == golden)
    }

    @Test(arguments: [("v1", 4, 0), ("v2", 5, 1)])
    func everyGoldenJournalIsRead(version: String, count: Int, packed: Int) throws {
        let journal = Journal(directory: goldenDirectory(version))
        let outcome = try journal.readAll()
        #expect(outcome.texts == Array(Self.texts.prefix(count)))
        #expect(outcome.damage.isEmpty)
        #expect(try journal.identity()?.description == Self.id)
        #expect(try journal.head().position == Position(UInt64(count)))
        let report = try journal.verify()
        #expect(report.isClean)
        #expect(report.packedSegments == packed)
    }

    /// What an earlier version wrote is gone on with.
    @Test func aJournalOfVersionOneIsAppendedTo() throws {
        let temporary = try TemporaryDirectory()
        let directory = temporary.path.appending("journal")
        try goldenDirectory("v1").copyTree(to: directory)
        var options = quickOptions
        options.segmentLimitBytes = 300
        let clock = ManualClock()
        let journal = Journal(directory: directory, options: options, clock: clock.read)
        for text in ["after", "and", "more"] {
            try journal.append(batch(Array(repeating: text, count: 20)))
        }
        #expect(try journal.pack().packed.count > 0)
        #expect(try journal.readAll().texts.prefix(5) == Self.texts[...])
        #expect(try journal.verify().isClean)
        #expect(journal.takeNotices().isEmpty)
    }

    @Test func anIdIsReadAsItIsPrinted() throws {
        let journal = Journal(directory: goldenDirectory("v1"))
        #expect(JournalID(Self.id) == (try journal.identity()))
        #expect(JournalID("000102030405060708090a0b0c0d0e0g") == nil)
    }
}
