import Decisions
import Events
import EventsSupport
import FileIO
import Journal
import LibrarySupport
import SystemPackage
import TestSupport
import Testing
import Watch

@testable import Library

/// Law 6: absence is not deletion.
@Suite struct RootLossTests {
    private func library(_ names: String...) throws -> TestLibrary {
        let library = try TestLibrary()
        for name in names {
            try library.music.write(name, AudioFixture.flac(title: name, artist: "Nora Vale"))
        }
        try library.scan()
        return library
    }

    private func hide(_ library: TestLibrary) throws {
        try PosixFileSystem().rename(
            library.music.path,
            to: library.folder.path.appending("hidden")
        )
    }

    private func restore(_ library: TestLibrary) throws {
        library.music.removeAll()
        try PosixFileSystem().rename(
            library.folder.path.appending("hidden"),
            to: library.music.path
        )
    }

    /// Absent for a moment, while removals are said, it is back for the moves: the file that another
    /// one took the place of has not left it, then.
    @Test func rootIsAwayForAMoment() throws {
        let library = try library("a/one.flac", "b/one.flac")
        let other = try library.folder.tree("other")
        try other.write("two.flac", AudioFixture.flac(title: "two", artist: "Nora Vale"))
        library.roots.append(other.path)
        try library.scan()
        try library.music.remove("b/one.flac")
        try library.music.move(
            Array("a/one.flac".utf8),
            to: library.music,
            Array("b/one.flac".utf8)
        )
        try other.remove("two.flac")
        var steps = [hide, restore]
        let next = { #expect(throws: Never.self) { try steps.popLast()?(library) } }
        steps.reverse()
        let ledger = InterruptedLedger(
            JournaledLibrary(runner: library.runner),
            afterFirstEvent: { if steps.count == 1 { next() } },
            { if steps.count == 2 { next() } }
        )
        _ = try library.scanner(ledger: ledger).scan()
        try library.scan()
        #expect(try Testimony.of(library.journal).displaced == [])
        #expect(try library.rows().count == 1)
    }

    @Test func missingRootKeepsItsFiles() throws {
        let library = try library("a.flac", "b.flac")
        let ids = try library.ids()
        try hide(library)
        let head = try library.head()
        let summary = try library.scan()
        #expect(summary.removed == 0 && summary.unavailable.count == 1)
        #expect(try library.types(since: head) == ["root.lost"])
        // It is told every time and recorded once.
        #expect(try library.scan().unavailable.count == 1)
        try library.scan(.init(scope: .hints([.file(library.music.absolute("a.flac"))])))
        #expect(try library.types(since: head) == ["root.lost"])
        #expect(try library.ids() == ids)

        try restore(library)
        try library.music.remove("b.flac")
        let back = try library.scan()
        #expect(back.unavailable.isEmpty && back.removed == 1)
        #expect(try library.types(since: head) == ["file.removed", "root.lost", "root.returned"])
        #expect(try library.id("a.flac") == ids[Array("a.flac".utf8)])
    }

    @Test func anotherDirectoryWithLessThanHalf() throws {
        let library = try library("a.flac", "b.flac", "c.flac", "d.flac", "e.flac")
        let ids = try library.ids()
        try hide(library)
        try library.music.write("a.flac", AudioFixture.flac(title: "other", artist: "x"))
        try library.music.write("z.flac", AudioFixture.flac(title: "other", artist: "x"))
        let summary = try library.scan()
        #expect(summary.unavailable.count == 1 && !summary.hasChanges)
        #expect(try library.ids() == ids)
        try library.scan(.init(scope: .hints([.file(library.music.absolute("a.flac"))])))
        #expect(try library.ids() == ids)

        let head = try library.head()
        try library.scan(.init(acceptsRemovals: true))
        #expect(try library.rows() == library.rowsOnDisk())
        #expect(try library.types(since: head).contains("root.returned"))
        try restore(library)
        try library.scan()
        #expect(try library.ids() == ids)
    }

    @Test func anotherDirectoryWithHalf() throws {
        let library = try library("a.flac", "b.flac", "c.flac", "d.flac")
        let ids = try library.ids()
        try hide(library)
        for name in ["a.flac", "b.flac"] {
            try library.music.write(name, AudioFixture.flac(title: name, artist: "copied"))
        }
        let head = try library.head()
        let summary = try library.scan()
        #expect(summary.unavailable.isEmpty && summary.removed == 2 && summary.changed == 2)
        #expect(try library.types(since: head).contains("root.changed"))
        #expect(try library.id("a.flac") == ids[Array("a.flac".utf8)])
        #expect(try library.rows() == library.rowsOnDisk())
    }

    @Test func emptiedRootIsEmpty() throws {
        let library = try library("a.flac", "b.flac")
        try library.music.remove("a.flac")
        try library.music.remove("b.flac")
        #expect(try library.scan().removed == 2)
    }

    @Test func rootTakenOutOfTheSettings() throws {
        let library = try library("a.flac")
        let other = try library.folder.tree("music2")
        try other.write("b.flac", AudioFixture.flac(title: "b", artist: "x"))
        library.roots = [library.music.path, other.path]
        try library.scan()
        library.roots = [other.path]
        let summary = try library.scan()
        #expect(summary.removed == 0 && summary.unavailable.count == 1)
        #expect(try library.rows().count == 2)
        #expect(try library.scan(.init(acceptsRemovals: true)).removed == 1)
        #expect(try library.rows() == library.rowsOnDisk(other))
        #expect(try library.scan().unavailable.isEmpty)
        #expect(try library.query("SELECT count(*) FROM library_roots") == ["1"])

        library.roots = [library.music.path, other.path]
        #expect(try library.scan().returned == 1)
    }

    @Test func acceptedLossOfAMissingRoot() throws {
        let library = try library("a.flac", "b.flac")
        let ids = try library.ids()
        try hide(library)
        try library.scan()
        let summary = try library.scan(.init(acceptsRemovals: true))
        #expect(summary.removed == 2)
        #expect(try library.rows().isEmpty)
        try restore(library)
        #expect(try library.scan().returned == 2)
        #expect(try library.ids() == ids)
    }

    @Test func fileMovesToAnotherRoot() throws {
        let library = try library("a.flac", "b.flac")
        let other = try library.folder.tree("music2")
        library.roots = [library.music.path, other.path]
        try library.music.move(Array("a.flac".utf8), to: other, Array("a.flac".utf8))
        let summary = try library.scan()
        #expect(summary.moved == 1 && summary.removed == 0)
    }

    /// The disk goes away between the walk and the moment when what it brought is recorded.
    @Test func rootVanishesDuringTheScan() throws {
        let library = try library("a.flac", "b.flac", "c.flac")
        try library.music.remove("a.flac")
        let ids = try library.ids()
        let ledger = InterruptedLedger(JournaledLibrary(runner: library.runner)) {
            try? PosixFileSystem().rename(
                library.music.path,
                to: library.folder.path.appending("hidden")
            )
        }
        let summary = try library.scanner(ledger: ledger).scan()
        #expect(summary.removed == 0)
        #expect(summary.errors.count == 1)
        #expect(try library.ids() == ids)
        try restore(library)
        #expect(try library.scan().removed == 1)
        #expect(try library.rows() == library.rowsOnDisk())
    }

    @Test func twoScansMeetARootAtOnce() throws {
        let library = try TestLibrary()
        try library.music.write("a.flac", AudioFixture.flac(title: "a", artist: "x"))
        let ledger = InterruptedLedger(JournaledLibrary(runner: library.runner)) {
            _ = try? library.scan()
        }
        _ = try library.scanner(ledger: ledger).scan()
        #expect(try library.query("SELECT count(*) FROM library_roots") == ["1"])
        #expect(try library.rows() == library.rowsOnDisk())
    }
}
