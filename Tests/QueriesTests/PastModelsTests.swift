import Decisions
import FileIO
import Journal
import LibrarySupport
import Projection
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Queries

/// A model of the past is what the live one was when the journal's head was there.
@Suite struct PastModelsTests {
    private static let tables: Set = ["library_files", "catalog", "matches"]

    private func pastModels(_ library: TestLibrary) -> PastModels {
        PastModels(directory: library.folder.path.appending("past"))
    }

    private func model(_ library: TestLibrary, _ position: Position) throws -> PastModel {
        try pastModels(library).model(
            before: position,
            of: library.runner.journal,
            library.runner.projectors,
            names: Self.tables
        )
    }

    private func digests(_ runner: ProjectorRunner) throws -> [String: UInt64?] {
        var digests: [String: UInt64?] = [:]
        for name in Self.tables { digests[name] = try runner.digest(of: name) }
        return digests
    }

    @Test(arguments: Seeds.from(3_001, count: 16))
    func thePastIsWhatWas(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        let library = history.library
        var states: [(head: Position, digests: [String: UInt64?])] = []
        for _ in 0..<8 {
            try history.step()
            _ = try library.runner.catchUp(Self.tables)
            states.append((try library.runner.journal.head().position, try digests(library.runner)))
        }
        for (head, digests) in states {
            let past = try model(library, head)
            #expect(past.damages.isEmpty)
            #expect(
                try self.digests(past.runner) == digests,
                "seed \(seed), position \(head): \(history.log)"
            )
        }
        // From the files that were kept, all the same.
        for (head, digests) in states.suffix(4) {
            #expect(try self.digests(model(library, head).runner) == digests, "seed \(seed)")
        }
        let last = try #require(states.last)
        #expect(try digests(library.runner) == last.digests)
    }

    @Test func someAreKeptAndLeftoversGo() throws {
        let library = try RandomHistory(seed: 1).library
        let directory = library.folder.path.appending("past")
        let head = try library.runner.journal.head().position
        #expect(head > Position(12))
        for number in 1...12 { _ = try model(library, Position(UInt64(number))) }
        let names = try PosixFileSystem().list(directory)
        #expect(names.count == 8)
        for name in names {
            try PosixFileSystem().remove(directory.appending(String(decoding: name, as: UTF8.self)))
        }
        _ = try model(library, Position(3))
        #expect(try PosixFileSystem().list(directory).count == 1)
    }

    @Test func theBeginningIsEmptyAndTheFutureIsNow() throws {
        let library = try RandomHistory(seed: 2).library
        _ = try library.runner.catchUp(Self.tables)
        let empty = try model(library, .zero).readModel.read { try LibraryCounts($0) }
        #expect(empty.files == 0 && empty.tracks == 0)
        let beyond = try library.runner.journal.head().position.advanced(by: 1_000)
        #expect(try digests(model(library, beyond).runner) == digests(library.runner))
    }

    /// A file that was kept is never written again: whoever is killed while writing leaves what
    /// is of no use, and nobody could tell.
    @Test func whatIsKeptIsNotWritten() throws {
        let library = try RandomHistory(seed: 4).library
        let head = try library.runner.journal.head().position
        let directory = library.folder.path.appending("past")
        func file() throws -> FilePath {
            let names = try PosixFileSystem().list(directory)
            #expect(names.count == 1)
            return directory.appending(String(decoding: names[0], as: UTF8.self))
        }
        let model = { names in
            try self.pastModels(library).model(
                before: head,
                of: library.runner.journal,
                library.runner.projectors,
                names: names
            )
        }
        let first = try model(["library_files"])
        let bytes = try PosixFileSystem().readAll(file())
        let kept = try PosixFileSystem().open(file(), .read)
        _ = try model(["matches"])
        _ = try model(["m3u"]).publish("m3u", takesOver: false)
        var now = [UInt8](repeating: 0, count: bytes.count + 1)
        let count = try kept.read(into: &now, atOffset: 0)
        #expect(Array(now.prefix(count)) == bytes)
        // What is no database is replaced by one.
        try PosixFileSystem().open(file(), .readWrite).writeAll(Array("broken".utf8), atOffset: 0)
        _ = try library.runner.catchUp(Self.tables)
        #expect(try digests(self.model(library, head).runner) == digests(library.runner))
        // Whoever deletes the folder takes nothing from who is looking.
        let last = try self.model(library, head)
        try PosixFileSystem().remove(file())
        #expect(try first.readModel.read { try LibraryCounts($0).files } > 0)
        #expect(try digests(last.runner) == digests(library.runner))
    }

    @Test func whatWasLostIsToldEachTime() throws {
        let library = try RandomHistory(seed: 3).library
        let head = try library.runner.journal.head().position
        let segment = library.journal.directory.appending("00000000000000000000.journal")
        var bytes = try PosixFileSystem().readAll(segment)
        bytes[bytes.count / 2] ^= 0x20
        let file = try PosixFileSystem().open(segment, .readWrite)
        try file.writeAll(bytes, atOffset: 0)
        for _ in 0..<2 { #expect(try !model(library, head).damages.isEmpty) }
        #expect(try PosixFileSystem().list(library.folder.path.appending("past")).isEmpty)
    }
}
