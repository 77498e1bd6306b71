import FileIO
import Glibc
import SystemPackage
import Testing

@testable import Journal

/// Every byte of a small journal, as version 1 of the format writes it, lies in `Schemas`. What
/// was written once must be read for ever; what is written today must be the same.
///
/// `PSM_WRITE_GOLDEN=1` writes the files anew, which only a new version of the format may need.
@Suite struct GoldenTests {
    private static let names = ["00000000000000000000.journal", "head"]
    private static let repeated = Array(repeating: "Ænima/Forty Six & 2.flac", count: 3)

    private var goldenDirectory: FilePath {
        var path = FilePath(#filePath)
        for _ in 0..<3 { path.removeLastComponent() }
        return path.appending("Schemas").appending("journal").appending("v1")
    }

    private func writeJournal(in directory: FilePath) throws {
        let clock = ManualClock(1_700_000_000_000_000_000)
        var options = quickOptions
        options.makeID = { JournalID(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F) }
        let journal = Journal(directory: directory, options: options, clock: clock.read)
        try journal.append(batch("hello"))
        clock.advance(1_000_000_000)
        try journal.append(batch(Self.repeated))
    }

    @Test func whatIsWrittenTodayIsTheGoldenJournal() throws {
        let temporary = try TemporaryDirectory()
        let directory = temporary.path.appending("journal")
        try writeJournal(in: directory)
        for name in Self.names {
            let written = try bytes(of: directory.appending(name))
            let golden = goldenDirectory.appending(name)
            if getenv("PSM_WRITE_GOLDEN") != nil {
                try PosixFileSystem().createDirectories(goldenDirectory)
                try write(written, to: golden)
            }
            #expect(try bytes(of: golden) == written, "\(name) differs from \(golden)")
        }
    }

    @Test func theGoldenJournalIsRead() throws {
        let journal = Journal(directory: goldenDirectory)
        let outcome = try journal.readAll()
        #expect(outcome.texts == ["hello"] + Self.repeated)
        #expect(outcome.damage.isEmpty)
        #expect(try journal.identity()?.description == "000102030405060708090a0b0c0d0e0f")
        #expect(JournalID("000102030405060708090a0b0c0d0e0f") == (try journal.identity()))
        #expect(JournalID("000102030405060708090a0b0c0d0e0g") == nil)
        #expect(try journal.head().position == Position(4))
        #expect(try journal.verify().isClean)
    }
}
