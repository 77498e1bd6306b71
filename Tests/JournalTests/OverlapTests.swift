import FileIO
import SystemPackage
import Testing

@testable import Journal

/// A segment that goes on behind the first position of the next one: of another copy of the same
/// journal, that went on by itself.
@Suite struct OverlapTests {
    private static let texts = ["a", "b", "c", "d"]

    /// The same journal twice: in one segment, and in one for each append.
    private func journal(in directory: FilePath, segmentLimitBytes: Int) throws {
        var options = quickOptions
        options.makeID = { JournalID(high: 1, low: 2) }
        options.segmentLimitBytes = segmentLimitBytes
        let clock = ManualClock(1_700_000_000_000_000_000)
        let journal = Journal(directory: directory, options: options, clock: clock.read)
        for text in Self.texts { try journal.append(batch(text)) }
    }

    @Test func noPositionIsReadTwice() throws {
        let temporary = try TemporaryDirectory()
        let (whole, split) = (
            temporary.path.appending("whole"), temporary.path.appending("split")
        )
        try journal(in: whole, segmentLimitBytes: 1 << 20)
        try journal(in: split, segmentLimitBytes: 1)
        let first = "00000000000000000000.journal"
        try write(try bytes(of: whole.appending(first)), to: split.appending(first))

        let opened = quickJournal(split)
        let outcome = try opened.readAll()
        #expect(outcome.texts == Self.texts)
        #expect(outcome.damage.contains { $0.reason == .outOfOrder })
        #expect(try opened.verify().damage.contains { $0.reason == .outOfOrder })
        #expect(try opened.readAll(from: Position(1)).texts == ["b", "c", "d"])
    }

    /// Nothing can be appended behind a segment of the last name that there is.
    @Test func theLastPositionOfAllIsAnError() throws {
        let temporary = try TemporaryDirectory()
        let directory = temporary.path.appending("journal")
        try journal(in: directory, segmentLimitBytes: 1 << 20)
        try PosixFileSystem().remove(directory.appending("head"))
        try write([1], to: directory.appending("\(UInt64.max).journal"))
        #expect(throws: JournalError.self) { try quickJournal(directory).append(batch("e")) }
    }
}
