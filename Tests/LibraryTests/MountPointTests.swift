import Decisions
import Events
import FileIO
import LibrarySupport
import SystemPackage
import TestSupport
import Testing
import Watch

@testable import Library

/// A mount point below a root is guarded like a root. What is mounted is known from the journal
/// alone here, so that no test needs the right to mount.
@Suite struct MountPointTests {
    /// `usb` was another file system when its files were recorded; now it is a plain directory.
    private func library(remaining: Int) throws -> TestLibrary {
        let library = try TestLibrary()
        try library.music.write("a.flac", AudioFixture.flac(title: "a", artist: "x"))
        for number in 0..<4 {
            try library.music.write(
                "usb/\(number).flac",
                AudioFixture.flac(title: "\(number)", artist: "x")
            )
        }
        try library.scan()
        var identity = try RootGuard.identity(of: library.music.absolute("usb").bytes)
        identity.fileSystem ^= 0xFF
        try library.append([.rootAdded(library.music.path.bytes, Array("usb".utf8), identity)])
        for number in remaining..<4 { try library.music.remove("usb/\(number).flac") }
        return library
    }

    @Test func unmounted() throws {
        let library = try library(remaining: 1)
        try library.music.remove("a.flac")
        let head = try library.head()
        let summary = try library.scan()
        #expect(summary.unavailable.map(\.path) == [library.music.absolute("usb")])
        #expect(summary.removed == 1)
        #expect(try library.types(since: head) == ["file.removed", "root.lost"])
        #expect(try library.rows().count == 4)
        // A hint for one of its files does not get round the guard.
        try library.scan(.init(scope: .hints([.file(library.music.absolute("usb/2.flac"))])))
        try library.scan(.init(scope: .paths([library.music.absolute("usb")])))
        #expect(try library.rows().count == 4)

        let accepted = try library.scan(.init(acceptsRemovals: true))
        #expect(accepted.removed == 3)
        #expect(try library.rows() == library.rowsOnDisk())
        #expect(try library.scan().unavailable.isEmpty)
    }

    @Test func mountedAgain() throws {
        let library = try library(remaining: 1)
        let ids = try library.ids()
        try library.scan()
        for number in 1..<4 {
            try library.music.write(
                "usb/\(number).flac",
                AudioFixture.flac(title: "\(number)", artist: "x")
            )
        }
        let head = try library.head()
        try library.scan()
        #expect(try library.types(since: head).contains("root.returned"))
        #expect(try library.rows() == library.rowsOnDisk())
        #expect(try library.ids() == ids)
    }

    @Test func anotherDiskWithHalf() throws {
        let library = try library(remaining: 2)
        let head = try library.head()
        #expect(try library.scan().removed == 2)
        #expect(try library.types(since: head) == ["file.removed", "file.removed", "root.changed"])
        #expect(try library.rows() == library.rowsOnDisk())
    }

    @Test func missingMountPoint() throws {
        let library = try library(remaining: 0)
        Tree(library.music.absolute("usb")).removeAll()
        let summary = try library.scan()
        #expect(summary.unavailable.count == 1 && summary.removed == 0)
        #expect(try library.rows().count == 5)
    }

    @Test func goesWithItsRoot() throws {
        let library = try library(remaining: 4)
        library.music.removeAll()
        #expect(try library.scan(.init(acceptsRemovals: true)).removed == 5)
        #expect(try library.query("SELECT count(*) FROM library_roots") == ["0"])
    }

    @Test func plausibility() {
        #expect(RootGuard.isPlausible(found: 0, known: 0))
        #expect(RootGuard.isPlausible(found: 1, known: 2))
        #expect(!RootGuard.isPlausible(found: 1, known: 3))
        #expect(!RootGuard.isPlausible(found: 0, known: 1))
        var left = DirectoryIdentity()
        left.inode = 1
        var right = left
        #expect(RootGuard.isSame(left, right))
        right.birthNs = 5
        #expect(RootGuard.isSame(left, right))
        left.birthNs = 6
        #expect(!RootGuard.isSame(left, right))
        left = right
        left.fileSystem = 9
        #expect(!RootGuard.isSame(left, right))
    }

    /// `/dev/shm` is mounted below `/dev`, on nearly every machine.
    private static let isMounted: Bool = {
        let devices = ["/dev", "/dev/shm"].map { path in
            try? FileMetadata.of(path: Array(path.utf8), followSymlinks: false).device
        }
        return devices[0] != nil && devices[1] != nil && devices[0] != devices[1]
    }()

    /// A hint for something on a file system that was mounted meanwhile: what it holds is lost when
    /// it goes, and not removed.
    @Test(.enabled(if: isMounted))
    func whatIsMountedMeanwhileIsGuarded() throws {
        let library = try TestLibrary()
        library.roots = ["/dev"]
        let folder = try TemporaryDirectory(in: "/dev/shm")
        let album = try folder.tree("album")
        try library.scan()
        let mount = Array("shm".utf8)
        try library.append([.rootRemoved(Array("/dev".utf8), mount)])
        let head = try library.head()

        try album.write("a.flac", AudioFixture.flac(title: "a", artist: "x"))
        try library.scan(.init(scope: .hints([.directory(album.path)])))
        let types = try library.types(since: head)
        #expect(types == ["file.added", "root.added"])
        let (roots, _) = try JournaledLibrary(runner: library.runner).read { try $0.roots() }
        #expect(roots.contains { $0.mount == mount && !$0.isUnavailable })
    }
}
