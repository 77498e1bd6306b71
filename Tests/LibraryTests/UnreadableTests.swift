import Decisions
import Events
import FileIO
import Journal
import LibrarySupport
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
        #expect(summary.errors.first.map(\.path) == [library.music.absolute("shut")])
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
        #expect(summary.unavailable.count == 1 && summary.removed == 0)
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
        #expect(try scanUnprivileged(library).unavailable.count == 1)
        try library.music.setPermissions("", 0o755)
        let summary = try library.scan()
        #expect(summary.unavailable.count == 1 && summary.removed == 0)
        #expect(try library.ids() == ids)
    }

    @Test func walkTakesNothingBelowForGone() throws {
        let folder = try TemporaryDirectory()
        var walk = ScanWalk(
            root: folder.path.bytes,
            known: FixedFiles(paths: ["shut/a.flac", "shut2/b.flac", "shut"]),
            filter: PathFilter(),
            isDeep: false,
            cancellation: .never,
            progress: { _ in }
        )
        try walk.walk([], followSymlinks: false)
        func gone() -> Set<String> {
            Set(walk.unseenFiles().map { String(decoding: $0.path, as: UTF8.self) })
        }
        #expect(gone() == ["shut", "shut/a.flac", "shut2/b.flac"])
        let error = FileError(operation: .list, path: "/shut", errno: .permissionDenied)
        Array("shut".utf8).withUnsafeBytes { walk.unreadable($0, isDirectory: true, error) }
        #expect(gone() == ["shut2/b.flac"])
    }
}

/// Files that are known of a root, whatever its name.
private struct FixedFiles: KnownFiles {
    let paths: [String]

    private var files: [(path: [UInt8], file: KnownFile)] {
        paths.enumerated().map { id, path in
            let file = KnownFile(
                id: UInt64(id),
                sizeBytes: 1,
                mtimeNanoseconds: 1,
                ctimeNanoseconds: 1,
                inode: 1,
                tagsDigest: 1
            )
            return (Array(path.utf8), file)
        }
    }

    func roots() -> [KnownRoot] { [] }

    func forEachFile(
        root: [UInt8],
        below directory: [UInt8],
        _ body: (UnsafeRawBufferPointer, KnownFile) throws -> Void
    ) throws {
        for (path, file) in files where path != directory && isInside(directory, path) {
            try path.withUnsafeBytes { try body($0, file) }
        }
    }

    func forEachEntry(
        root: [UInt8],
        in directory: [UInt8],
        _ body: (UnsafeRawBufferPointer, KnownFile?) throws -> Void
    ) throws {
        let prefixCount = directory.isEmpty ? 0 : directory.count + 1
        for (path, file) in files where path != directory && isInside(directory, path) {
            let name = path.dropFirst(prefixCount)
            let end = name.firstIndex(of: 0x2F)
            let entry = Array(name[..<(end ?? name.endIndex)])
            try entry.withUnsafeBytes { try body($0, end == nil ? file : nil) }
        }
    }

    func fileCount(root: [UInt8], below directory: [UInt8]) -> Int { paths.count }
    func hasFiles(root: [UInt8], below directory: [UInt8]) -> Bool { true }
    func file(atAbsolute path: [UInt8]) -> (path: LibraryPath, file: KnownFile)? { nil }
    func files(inode: UInt64) -> [(path: LibraryPath, file: KnownFile)] { [] }
    func removedFile(atAbsolute path: [UInt8]) -> KnownFile? { nil }
    func hasFile(like stat: FileStat, in root: [UInt8]?, but id: UInt64?) -> Bool { false }

    func files(
        like stat: FileStat,
        tagsDigest: UInt64
    ) -> [(path: LibraryPath, file: KnownFile)] { [] }

    func isRemoved(_ id: UInt64) -> Bool { false }

    func content(of id: UInt64) -> TaggedContent? { nil }

    func hasRemovedFiles() -> Bool { false }

    func hasRemovedFile(like stat: FileStat) -> Bool { false }

    func removedFiles(like stat: FileStat, tagsDigest: UInt64) -> [KnownFile] { [] }

    func removedFiles(inode: UInt64) -> [(path: LibraryPath, file: KnownFile)] { [] }

    private func isInside(_ directory: [UInt8], _ path: [UInt8]) -> Bool {
        directory.isEmpty || path.starts(with: directory + [0x2F])
    }
}

private struct UnprivilegedLedger: LibraryLedger {
    let real: any LibraryLedger

    func read<Result>(_ body: (any KnownFiles) throws -> Result) throws -> (Result, Position) {
        try real.read { known in try Unprivileged.run { try body(known) } }
    }

    func decide(
        knowing head: Position?,
        _ body: ((any KnownFiles)?, any EventSink) throws -> Void
    ) throws -> Position {
        try real.decide(knowing: head, body)
    }

    func bringCurrent() throws { try real.bringCurrent() }
}
