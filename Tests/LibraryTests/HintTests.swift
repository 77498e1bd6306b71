import FileIO
import Library
import LibrarySupport
import SystemPackage
import TestSupport
import Testing
import Watch

/// A hint says where to look, and never what happened there.
@Suite struct HintTests {
    private func library(_ names: String...) throws -> TestLibrary {
        let library = try TestLibrary()
        for name in names {
            try library.music.write(name, AudioFixture.flac(title: name, artist: "Nora Vale"))
        }
        try library.scan()
        return library
    }

    private func hint(_ library: TestLibrary, _ paths: String...) throws {
        let hints = paths.map { FileHint.file(library.music.absolute($0)) }
        try library.scan(.init(scope: .hints(hints)))
        #expect(try library.rows() == library.rowsOnDisk())
    }

    @Test func fileBecomesDirectoryAndBack() throws {
        let library = try library("a.flac", "b.flac")
        try library.music.remove("a.flac")
        try library.music.write("a.flac/inside.flac", AudioFixture.flac(title: "i", artist: "x"))
        try hint(library, "a.flac")
        Tree(library.music.absolute("a.flac")).removeAll()
        try library.music.write("a.flac", AudioFixture.flac(title: "a", artist: "x"))
        try hint(library, "a.flac")
        try library.music.remove("a.flac")
        try library.scan(.init(scope: .hints([.directory(library.music.absolute("a.flac"))])))
        #expect(try library.rows() == library.rowsOnDisk())
    }

    @Test func hintsThatAreWrong() throws {
        let library = try library("a.flac")
        let head = try library.head()
        try hint(library, "a.flac", "nothing/here.flac", "a.flac", "nothing")
        try library.scan(.init(scope: .hints([.file("/elsewhere"), .file("relative")])))
        try library.scan(.init(scope: .hints([])))
        #expect(try library.head() == head)
        // Above the root: all of it.
        try library.music.write("b.flac", AudioFixture.flac(title: "b", artist: "x"))
        try library.scan(.init(scope: .hints([.directory(library.folder.path)])))
        #expect(try library.rows() == library.rowsOnDisk())
    }

    @Test func namedPaths() throws {
        let library = try library("a/one.flac", "b/two.flac")
        try library.music.write("a/new.flac", AudioFixture.flac(title: "n", artist: "x"))
        try library.music.write("b/new.flac", AudioFixture.flac(title: "n", artist: "x"))
        try library.music.remove("b/two.flac")
        let summary = try library.scan(.init(scope: .paths([library.music.absolute("a")])))
        #expect(summary.added == 1 && summary.removed == 0 && summary.unchanged == 1)
        #expect(throws: ScanError.self) {
            try library.scan(.init(scope: .paths([library.music.absolute("none")])))
        }
        #expect(throws: ScanError.self) { try library.scan(.init(scope: .paths(["/elsewhere"]))) }
        let gone = try library.scan(.init(scope: .paths([library.music.absolute("b/two.flac")])))
        #expect(gone.removed == 1)
        try library.scan()
        #expect(try library.rows() == library.rowsOnDisk())
    }

    /// What is no library by the settings of today is gone, though it lies on the disk.
    @Test func newFilter() throws {
        let library = try library("a.flac", "b.mp3", "skip/c.flac", "d.flac")
        library.filter = PathFilter(extensions: ["flac"], ignorePatterns: ["skip/"])
        let summary = try library.scan()
        #expect(summary.removed == 2)
        #expect(summary.errors.isEmpty)
        #expect(
            try library.ids().keys.sorted { $0.lexicographicallyPrecedes($1) } == [
                Array("a.flac".utf8), Array("d.flac".utf8),
            ]
        )
        library.filter = PathFilter()
        #expect(try library.scan().returned == 2)
    }

    @Test func linksToDirectories() throws {
        let library = try library("real/a.flac")
        try library.music.symlink("link", to: "real")
        try library.music.symlink("loop", to: ".")
        #expect(try library.scan().hasChanges == false)
        try library.scan(.init(scope: .hints([.file(library.music.absolute("link/a.flac"))])))
        #expect(try library.ids().count == 1)

        library.followSymlinks = true
        try library.scan()
        #expect(try library.id("link/a.flac") != nil)
        #expect(try library.ids().count == 2)
        library.followSymlinks = false
        let summary = try library.scan()
        #expect(summary.removed == 1)
        #expect(summary.errors.isEmpty)
        #expect(try library.rows() == library.rowsOnDisk())
    }

    /// A link to a directory above leads to nothing new, wherever a hint begins.
    @Test func hintsThroughLoops() throws {
        let library = try library("a/one.flac")
        library.followSymlinks = true
        try library.music.symlink("a/here", to: ".")
        try library.music.symlink("a/up", to: "..")
        try hint(library, "a/here", "a/here/one.flac", "a/up/a/one.flac", "a/here/here")
        let above = library.music.absolute("a/up/a")
        try library.scan(.init(scope: .hints([.directory(above)])))
        #expect(try library.rows() == library.rowsOnDisk())
        #expect(try !library.scan().hasChanges)
    }

    /// A link that leads only to itself is no file, as for a walk.
    @Test func linkToItself() throws {
        let library = try library("a.flac")
        library.followSymlinks = true
        try library.music.symlink("link.flac", to: "a.flac")
        #expect(try library.scan().added == 1)
        try library.music.remove("link.flac")
        try library.music.symlink("link.flac", to: "link.flac")
        try hint(library, "link.flac")
        #expect(try library.scan().errors.isEmpty)
    }

    /// The kernel tells of the one name by which a file was written.
    @Test func allNamesOfAFile() throws {
        let library = try library("a.flac", "b.flac")
        try library.music.makeDirectory("c")
        try library.music.link(Array("a.flac".utf8), to: Array("c/d.flac".utf8))
        try hint(library, "c/d.flac")
        try library.music.write("a.flac", AudioFixture.flac(title: "other", artist: "x"))
        try hint(library, "a.flac")
        let old = try library.music.metadata(Array("a.flac".utf8)).mtimeNanoseconds
        try library.music.write("c/d.flac", AudioFixture.flac(title: "again", artist: "x"))
        try library.music.setModificationTime(Array("c/d.flac".utf8), nanoseconds: old)
        try hint(library, "c/d.flac")
        #expect(
            try library.query("SELECT title FROM library_files ORDER BY title") == [
                "again", "again", "b.flac",
            ]
        )
        // The name by which it was written may be another file by the time of the look, or gone.
        try library.music.write("a.flac", AudioFixture.flac(title: "longer", artist: "x"))
        try library.music.rename("b.flac", to: "a.flac")
        try hint(library, "a.flac")
        try library.music.link(Array("c/d.flac".utf8), to: Array("e.flac".utf8))
        try hint(library, "e.flac")
        try library.music.write("e.flac", AudioFixture.flac(title: "longest", artist: "x"))
        try library.music.remove("e.flac")
        try hint(library, "e.flac")
    }

    @Test func noRoots() throws {
        let library = try library("a.flac")
        library.roots = []
        #expect(throws: ScanError.self) { try library.scan() }
    }
}
