import Events
import FileIO
import Journal
import Library
import LibrarySupport
import Projection
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Decisions

/// How decisions and scans come into the journal.
@Suite struct AppendingTests {
    private func library() throws -> TestLibrary {
        let library = try TestLibrary()
        try library.music.write("a.flac", AudioFixture.flac(title: "A", artist: "Nora Vale"))
        try library.scan()
        return library
    }

    private func event(_ name: String) -> Event {
        var track = TrackDescribed()
        track.provider = "spotify"
        track.trackID = name
        track.name = name
        return Event(.trackDescribed(track))
    }

    private func counts(_ library: TestLibrary, from start: Position) throws -> [Int] {
        var counts: [Int] = []
        try library.journal.read(from: start, damage: { _ in }) { append in
            counts.append(append.count)
            return .continue
        }
        return counts
    }

    // MARK: The decision lock

    @Test func nobodyElseDecidesMeanwhile() throws {
        let library = try library()
        let other = try library.neighbour().journal
        func expectItIsLocked() {
            #expect(throws: JournalError.self) { try other.withDecisionLock(timeout: .zero) {} }
        }
        try Decision.make(library.runner, reading: LibraryFilesProjector.name) { _, _ in
            expectItIsLocked()
            return []
        }
        let ledger = JournaledLibrary(runner: library.runner)
        _ = try ledger.decide(knowing: nil) { _, _ in expectItIsLocked() }
        try other.withDecisionLock(timeout: .zero) {}
    }

    /// What a scan knows is of the head at which it read; behind another head it looks again.
    @Test func aScanThatIsBehindComparesAgain() throws {
        let library = try library()
        let ledger = JournaledLibrary(runner: library.runner)
        let (_, head) = try ledger.read { _ in }
        _ = try ledger.decide(knowing: head) { known, _ in #expect(known == nil) }
        try library.music.write("b.flac", AudioFixture.flac(title: "B", artist: "Nora Vale"))
        let neighbour = JournaledLibrary(runner: try library.neighbour())
        _ = try library.scanner(ledger: neighbour).scan(.init())
        let path = library.music.absolute("b.flac").bytes
        for behind in [head, nil] {
            _ = try ledger.decide(knowing: behind) { known, _ in
                let found = try known?.file(atAbsolute: path)
                #expect(found != nil)
            }
        }
    }

    /// The tables lack what the damage took, and whoever decides by them is told before.
    @Test func aDecisionOverNewDamageIsTold() throws {
        let library = try library()
        _ = try library.runner.catchUp()
        let start = try library.head()
        try library.append([event("lost")])
        try library.append([event("kept")])
        var place: (segment: Position, offset: Int64)?
        try library.journal.read(from: start, damage: { _ in }) { append in
            place = (append.segment, append.offsetBytes)
            return .stop
        }
        let offset = try #require(place).offset + 64
        let name = try #require(
            try Tree(library.journal.directory).files().keys.first {
                $0.suffix(8) == Array(".journal".utf8)
            }
        )
        let path = Tree(library.journal.directory).absolute(name)
        let file = try PosixFileSystem().open(path, .readWrite)
        defer { file.close() }
        var byte: [UInt8] = [0]
        _ = try file.read(into: &byte, atOffset: offset)
        try file.writeAll([byte[0] ^ 1], atOffset: offset)

        let runner = try library.neighbour()
        let decide = {
            try Decision.make(runner, reading: CatalogProjector.name) { _, _ in [] }
        }
        let error = #expect(throws: ProjectionError.self) { try decide() }
        let isTold = if case .skippedDamage = error { true } else { false }
        #expect(isTold)
        #expect(try library.query("SELECT name FROM tracks") == ["kept"])
        // Once: everything else is in the tables by now.
        try decide()
    }

    // MARK: How many events share an append

    @Test func noAppendHoldsMoreThanTheLimit() throws {
        let library = try library()
        let start = try library.head()
        let batches = EventBatches(library.journal, limitCount: 4)
        for number in 0..<9 { try batches.append(event("\(number)")) }
        try batches.finish()
        #expect(try counts(library, from: start) == [4, 4, 1])
        #expect(try batches.end == library.head())
    }

    /// Whatever the limit, they are one append: half of a chain of moves is another library.
    @Test func whatBelongsTogetherIsNeverCut() throws {
        let library = try library()
        let start = try library.head()
        let batches = EventBatches(library.journal, limitCount: 4)
        let events = (0..<6).map { event("\($0)") }
        for event in events.prefix(3) { try batches.append(event) }
        try batches.appendTogether(Array(events.prefix(3)))
        try batches.appendTogether(events)
        try batches.finish()
        #expect(try counts(library, from: start) == [3, 3, 6])
    }
}
