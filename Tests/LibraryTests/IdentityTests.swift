import Decisions
import Events
import EventsSupport
import FileIO
import Journal
import Library
import LibrarySupport
import Projection
import SystemPackage
import TestSupport
import Testing
import Threads
import Watch

/// A file's id outlives its names.
@Suite struct IdentityTests {
    private func library(_ names: String...) throws -> (TestLibrary, CountingTagReader) {
        let library = try TestLibrary()
        let reader = CountingTagReader()
        library.reader = reader
        for name in names {
            try library.music.write(name, AudioFixture.flac(title: name, artist: "Nora Vale"))
        }
        try library.scan()
        _ = reader.takePaths()
        return (library, reader)
    }

    @Test func renameWithinOneScan() throws {
        let (library, reader) = try library("a.flac", "b.flac")
        let id = try #require(try library.id("a.flac"))
        let head = try library.head()
        try library.music.rename("a.flac", to: "sub/c.flac")
        let summary = try library.scan()
        #expect(summary.moved == 1)
        #expect(summary.added + summary.removed + summary.changed + summary.returned == 0)
        #expect(try library.types(since: head) == ["file.moved"])
        #expect(try library.id("sub/c.flac") == id)
        #expect(reader.takePaths() == [])
    }

    @Test func swapAndTurnRound() throws {
        let (library, reader) = try library("a.flac", "b.flac", "c.flac", "d.flac", "e.flac")
        let before = try library.ids()
        let head = try library.head()
        let music = library.music
        try music.rename("a.flac", to: "x")
        try music.rename("b.flac", to: "a.flac")
        try music.rename("x", to: "b.flac")
        try music.rename("c.flac", to: "x")
        try music.rename("d.flac", to: "c.flac")
        try music.rename("e.flac", to: "d.flac")
        try music.rename("x", to: "e.flac")
        #expect(try library.scan().moved == 5)
        #expect(try library.types(since: head) == Array(repeating: "file.moved", count: 5))
        for (from, to) in [("a", "b"), ("b", "a"), ("c", "e"), ("d", "c"), ("e", "d")] {
            #expect(try library.id("\(to).flac") == before[Array("\(from).flac".utf8)])
        }
        #expect(reader.takePaths() == [])
    }

    /// A tagger writes to the file just after it was found at its new name.
    @Test func retagRightAfterARename() throws {
        let (library, _) = try library("a.flac")
        let id = try #require(try library.id("a.flac"))
        let music = library.music
        try music.rename("a.flac", to: "b.flac")
        let path = Array("b.flac".utf8)
        let time = try music.metadata(path).mtimeNanoseconds
        var isFirst = true
        let ledger = InterruptedLedger(JournaledLibrary(runner: library.runner)) {
            guard isFirst else { return }
            isFirst = false
            try? music.write(path, AudioFixture.flac(title: "B.flac", artist: "Nora Vale"))
            try? music.setModificationTime(path, nanoseconds: time)
        }
        _ = try library.scanner(ledger: ledger).scan()
        #expect(try library.query("SELECT title FROM library_files") == ["B.flac"])
        #expect(try library.id("b.flac") == id)
        #expect(try library.rows() == library.rowsOnDisk())
    }

    @Test func renamedDirectory() throws {
        let (library, reader) = try library("one/a.flac", "one/two/b.flac", "c.flac")
        let before = try library.ids()
        let head = try library.head()
        try library.music.rename("one", to: "other")
        try library.scan()
        #expect(try library.types(since: head) == ["file.moved", "file.moved"])
        #expect(try library.id("other/two/b.flac") == before[Array("one/two/b.flac".utf8)])
        #expect(reader.takePaths() == [])
    }

    /// The two ends of a rename are seen by two scans: gone first, and then there again.
    @Test func renameBetweenTwoScans() throws {
        let (library, reader) = try library("a.flac", "b.flac")
        let id = try #require(try library.id("a.flac"))
        try library.music.rename("a.flac", to: "c.flac")
        try library.scan(.init(scope: .hints([.file(library.music.absolute("a.flac"))])))
        #expect(try library.id("a.flac") == nil)
        try library.scan(.init(scope: .hints([.file(library.music.absolute("c.flac"))])))
        #expect(try library.id("c.flac") == id)

        // The new end first: the old one is gone, so this is the move.
        let head = try library.head()
        _ = reader.takePaths()
        try library.music.rename("c.flac", to: "d.flac")
        try library.scan(.init(scope: .hints([.file(library.music.absolute("d.flac"))])))
        #expect(try library.types(since: head) == ["file.moved"])
        #expect(try library.id("d.flac") == id)
        #expect(reader.takePaths() == [])
    }

    @Test func removedAndReturned() throws {
        let (library, _) = try library("a.flac", "b.flac")
        let id = try #require(try library.id("a.flac"))
        let away = try library.folder.tree("away")
        try library.music.move(Array("a.flac".utf8), to: away, [0x61])
        #expect(try library.scan().removed == 1)
        try away.move([0x61], to: library.music, Array("under another name.flac".utf8))
        #expect(try library.scan().returned == 1)
        #expect(try library.id("under another name.flac") == id)

        try library.music.remove("under another name.flac")
        try library.scan()
        try library.music.write("b2.flac", AudioFixture.flac(title: "new", artist: "other"))
        try library.music.write(
            "under another name.flac",
            AudioFixture.flac(title: "a", artist: "again")
        )
        #expect(try library.scan().returned == 1)
        #expect(try library.id("under another name.flac") == id)
    }

    /// While a file was away another took its name: the bytes say who it is, and not the name.
    @Test func bytesComeBeforeNames() throws {
        let (library, _) = try library("a.flac", "b.flac")
        let id = try #require(try library.id("a.flac"))
        let away = try library.folder.tree("away")
        try library.music.move(Array("a.flac".utf8), to: away, [0x61])
        #expect(try library.scan().removed == 1)
        try library.music.write("a.flac", AudioFixture.flac(title: "new", artist: "other"))
        try away.move([0x61], to: library.music, Array("z.flac".utf8))
        let hints = ["a.flac", "z.flac"].map { FileHint.file(library.music.absolute($0)) }
        try library.scan(.init(scope: .hints(hints)))
        #expect(try library.id("z.flac") == id)
        #expect(try library.id("a.flac") != id)
        #expect(try library.rows() == library.rowsOnDisk())
    }

    /// One of two files that swap their names is written meanwhile, so that it moves nowhere yet.
    @Test func nobodyIsDisplacedInSilence() throws {
        let (library, _) = try library("a.flac", "b.flac")
        try library.music.rename("a.flac", to: "x")
        try library.music.rename("b.flac", to: "a.flac")
        try library.music.rename("x", to: "b.flac")
        var rounds = 0
        let ledger = InterruptedLedger(JournaledLibrary(runner: library.runner)) {
            rounds += 1
            if rounds > 1 { return }
            let bytes = AudioFixture.flac(title: "written meanwhile", artist: "x")
            try? library.music.write("b.flac", bytes)
        }
        _ = try library.scanner(ledger: ledger).scan()
        #expect(try library.rows() == library.rowsOnDisk())
        let testimony = try Testimony.of(library.journal)
        #expect(testimony.objections == [])
        #expect(testimony.displaced == [])
    }

    /// Another psm looks at the same changes and tells all of them, after this one saw them and
    /// before it tells any.
    @Test func whatAnotherToldMeanwhileIsNotToldAgain() throws {
        let (library, _) = try library("gone.flac", "written.flac", "renamed.flac")
        try library.music.remove("gone.flac")
        try library.music.rename("renamed.flac", to: "moved.flac")
        for name in ["written.flac", "new.flac"] {
            try library.music.write(name, AudioFixture.flac(title: "other", artist: "x"))
        }
        let neighbour = try library.neighbour()
        var isFirst = true
        let ledger = InterruptedLedger(JournaledLibrary(runner: library.runner)) {
            guard isFirst else { return }
            isFirst = false
            _ = try? library.scanner(ledger: JournaledLibrary(runner: neighbour)).scan()
        }
        let head = try library.head()
        _ = try library.scanner(ledger: ledger).scan()
        let types = try library.types(since: head).sorted()
        #expect(types == ["file.added", "file.changed", "file.moved", "file.removed"])
        #expect(try Testimony.of(library.journal).objections == [])
        #expect(try library.rows() == library.rowsOnDisk())
    }

    /// A psm was killed after it told of a file and before that counted, and the file went: whoever
    /// looks next knows what was told before it looks.
    @Test func whatTheDeadToldLastIsLookedAt() throws {
        let (library, _) = try library("a.flac")
        let head = library.journal.directory.appending("head")
        let before = try PosixFileSystem().readAll(head)
        let dead = try library.neighbour()
        let ghost = LibraryPath(root: library.music.path.bytes, path: Array("ghost.flac".utf8))
        var batch = RecordBatch()
        try EventCodec.encode(.fileAdded(at: ghost, FileStat(), AudioTags()), into: &batch)
        try dead.journal.append(batch)
        try PosixFileSystem().open(head, .readWrite).writeAll(before, atOffset: 0)

        try library.music.write("b.flac", AudioFixture.flac(title: "b", artist: "Nora Vale"))
        try library.scan()
        #expect(try library.rows() == library.rowsOnDisk())
    }

    /// A file that is renamed over a new one, after the scan saw that and before it read it.
    @Test func renamedOverWhatIsBeingScanned() throws {
        let (library, _) = try library("a.flac", "b.flac")
        let id = try #require(try library.id("a.flac"))
        try library.music.write("c.flac", AudioFixture.flac(title: "new", artist: "x"))
        let head = try library.head()
        var rounds = 0
        let ledger = InterruptedLedger(JournaledLibrary(runner: library.runner)) {
            rounds += 1
            if rounds == 1 { try? library.music.rename("a.flac", to: "c.flac") }
        }
        _ = try library.scanner(ledger: ledger).scan()
        #expect(try library.rows() == library.rowsOnDisk())
        #expect(try library.id("c.flac") == id)
        #expect(try library.types(since: head) == ["file.moved"])
    }

    /// A walk sees it at its new name, and once more where it goes from there.
    @Test func renamedTwiceDuringAWalk() throws {
        let (library, _) = try library("a.flac", "b.flac")
        let id = try #require(try library.id("a.flac"))
        let other = try library.folder.tree("music2")
        library.roots.append(other.path)
        try library.scan()
        let head = try library.head()
        try library.music.rename("a.flac", to: "c.flac")
        let music = library.music
        let scanner = Scanner(
            settings: .init(roots: library.roots, filter: PathFilter(), followSymlinks: false),
            ledger: JournaledLibrary(runner: library.runner),
            reader: DirectTagReader(),
            // Asked for the first time when all of the first root was seen.
            cancellation: Cancellation {
                try? music.move(Array("c.flac".utf8), to: other, Array("d.flac".utf8))
                return false
            }
        )
        _ = try scanner.scan()
        #expect(try library.types(since: head) == ["file.moved"])
        #expect(try library.absoluteIDs()[other.absolute("d.flac").bytes] == id)
    }

    @Test func linksAreFilesOfTheirOwn() throws {
        let (library, _) = try library("a.flac")
        let id = try #require(try library.id("a.flac"))
        try library.music.link(Array("a.flac".utf8), to: Array("b.flac".utf8))
        #expect(try library.scan().added == 1)
        try library.music.remove("b.flac")
        #expect(try library.scan().removed == 1)
        #expect(try library.id("a.flac") == id)
    }

    @Test func touchedIsNotChanged() throws {
        let (library, reader) = try library("a.flac")
        let stat = try library.music.metadata(Array("a.flac".utf8))
        try library.music.setPermissions("a.flac", 0o600)
        let head = try library.head()
        let summary = try library.scan()
        #expect(summary.unchanged == 1 && !summary.hasChanges)
        #expect(try library.types(since: head) == ["file.touched"])
        #expect(reader.takePaths().count == 1)

        // The same size and mtime, other tags: only the ctime tells.
        try library.music.write("a.flac", AudioFixture.flac(title: "b.flac", artist: "Nora Vale"))
        try library.music.setModificationTime(
            Array("a.flac".utf8),
            nanoseconds: stat.mtimeNanoseconds
        )
        #expect(try library.scan().changed == 1)
        #expect(try library.query("SELECT title FROM library_files") == ["b.flac"])
        let still = try library.head()
        _ = reader.takePaths()
        #expect(try library.scan().unchanged == 1)
        #expect(try library.head() == still)
        #expect(reader.takePaths() == [])
        #expect(try library.scan(.init(depth: .deep)).unchanged == 1)
        #expect(reader.takePaths().count == 1)
        #expect(try library.head() == still)
    }

    /// Renames only, told by hints in any order, some twice and some never: whoever keeps its inode
    /// keeps its id, and at most an id is away until the next whole scan.
    @Test(arguments: Seeds.from(1, count: 16))
    func idsFollowInodes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let library = try TestLibrary()
        for number in 0..<8 {
            try library.music.write(
                "\(number % 3)/\(number).flac",
                AudioFixture.flac(title: "\(number)", artist: "x")
            )
        }
        try library.scan()
        let idsByInode = try idsByInode(library)
        for _ in 0..<6 {
            var hints: [FileHint] = []
            for step in 0..<(1 + random.below(4)) {
                let paths = try library.music.files().keys.sorted {
                    $0.lexicographicallyPrecedes($1)
                }
                let one = paths[random.below(paths.count)]
                let other = paths[random.below(paths.count)]
                let target = Array("\(random.below(3))/r\(step)-\(random.below(1_000)).flac".utf8)
                if random.chance(40), one != other {
                    try library.music.rename(one, to: [0x78])
                    try library.music.rename(other, to: one)
                    try library.music.rename([0x78], to: other)
                    hints += [
                        .file(library.music.absolute(one)), .file(library.music.absolute(other)),
                    ]
                } else {
                    try library.music.rename(one, to: target)
                    hints += [.file(library.music.absolute(one))]
                    hints += [.file(library.music.absolute(target))]
                }
            }
            hints = (hints + hints).filter { _ in random.chance(70) }.shuffled(using: &random)
            while !hints.isEmpty {
                let count = min(hints.count, 1 + random.below(3))
                try library.scan(.init(scope: .hints(Array(hints.prefix(count)))))
                hints.removeFirst(count)
            }
        }
        try library.scan()
        #expect(try library.rows() == library.rowsOnDisk(), "seed \(seed)")
        #expect(try self.idsByInode(library) == idsByInode, "seed \(seed)")
    }

    private func idsByInode(_ library: TestLibrary) throws -> [String] {
        try library.query("SELECT inode, id FROM library_files ORDER BY inode")
    }
}
