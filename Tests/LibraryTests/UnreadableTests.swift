import Events
import FileIO
import Journal
import Projectors
import SystemPackage
import TestSupport
import Testing
import Threads
import Watch

@testable import Library

/// What cannot be read is unknown, which is not the same as gone.
@Suite struct UnreadableTests {
    private func library(_ names: String...) throws -> TestLibrary {
        let library = try TestLibrary()
        try Tree(library.folder.path).setPermissions("", 0o755)
        for name in names {
            try library.music.write(name, AudioFixture.flac(title: name, artist: "Nora Vale"))
        }
        try library.scan()
        return library
    }

    private func scanUnprivileged(_ library: TestLibrary) throws -> ScanSummary {
        let ledger = UnprivilegedLedger(real: JournaledLibrary(runner: library.runner))
        return try library.scanner(ledger: ledger).scan()
    }

    @Test func directory() throws {
        let library = try library("open/a.flac", "shut/b.flac", "shut/deep/c.flac", "d.flac")
        let ids = try library.ids()
        try library.music.remove("d.flac")
        try library.music.setPermissions("shut", 0)
        let summary = try scanUnprivileged(library)
        #expect(summary.removed == 1)
        #expect(summary.errors.map(\.path) == [library.music.absolute("shut")])
        #expect(try library.ids().count == 3)
        try library.music.setPermissions("shut", 0o755)
        try library.scan()
        #expect(try library.rows() == library.rowsOnDisk())
        #expect(try library.id("shut/deep/c.flac") == ids[Array("shut/deep/c.flac".utf8)])
    }

    @Test func root() throws {
        let library = try library("a.flac", "b.flac")
        try library.music.setPermissions("", 0)
        let summary = try scanUnprivileged(library)
        #expect(summary.errors.count == 1)
        #expect(summary.removed == 0)
        try library.music.setPermissions("", 0o755)
        #expect(try library.scan().unchanged == 2)
    }

    @Test func nobodyMayLookAtTheRoot() throws {
        let library = try library("a.flac", "b.flac")
        try Tree(library.folder.path).setPermissions("", 0o700)
        let summary = try scanUnprivileged(library)
        #expect(summary.lost.count == 1 && summary.removed == 0)
        #expect(try library.scan().unchanged == 2)
        #expect(try library.rows() == library.rowsOnDisk())
    }

    /// It must not be taken for the library only because nothing in it is known to be missing.
    @Test func anotherDirectoryInPlaceOfTheRoot() throws {
        let library = try library("a.flac", "b.flac")
        let ids = try library.ids()
        let hidden = library.folder.path.appending("hidden")
        try PosixFileSystem().rename(library.music.path, to: hidden)
        try PosixFileSystem().createDirectories(library.music.path)
        try library.music.setPermissions("", 0)
        #expect(try scanUnprivileged(library).lost.count == 1)
        try library.music.setPermissions("", 0o755)
        let summary = try library.scan()
        #expect(summary.lost.count == 1 && summary.removed == 0)
        #expect(try library.ids() == ids)
    }

    @Test func walkTakesNothingBelowForGone() {
        var table = KnownFileTable()
        for (id, path) in ["shut/a.flac", "shut2/b.flac", "shut"].enumerated() {
            let file = KnownFile(
                id: UInt64(id),
                sizeBytes: 1,
                mtimeNanoseconds: 1,
                ctimeNanoseconds: 1,
                inode: 1,
                tagsDigest: 1
            )
            Array(path.utf8).withUnsafeBytes { table.add($0, file) }
        }
        var walk = ScanWalk(
            root: [0x2F],
            table: table,
            filter: PathFilter(),
            isDeep: false,
            cancellation: .never,
            progress: { _ in }
        )
        #expect(walk.goneIndexes() == [0, 1, 2])
        let error = FileError(operation: .list, path: "/shut", errno: .permissionDenied)
        Array("shut".utf8).withUnsafeBytes { walk.unreadable($0, isDirectory: true, error) }
        #expect(walk.goneIndexes() == [1])
    }
}

private struct UnprivilegedLedger: LibraryLedger {
    let real: any LibraryLedger

    func read<Result>(_ body: (any KnownFiles) throws -> Result) throws -> (Result, Position) {
        try real.read { known in try Unprivileged.run { try body(known) } }
    }

    func decide(
        knowing head: Position,
        _ body: ((any KnownFiles)?) throws -> [Event]
    ) throws -> Position {
        try real.decide(knowing: head, body)
    }

    func settle() throws { try real.settle() }
}
