import FileIO
import Library
import LibrarySupport
import SystemPackage
import Tags
import TestSupport
import Testing
import Threads
import Watch

/// What looks like music and does not count is counted and named, by the setting that decides.
@Suite struct PassedOverTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
        try library.music.write("Album/a.flac", Array("Harbour".utf8))
    }

    private func passedOver() throws -> [String: (count: Int, first: String)] {
        let tallies = try library.scan().passedOver.tallies
        return Dictionary(
            uniqueKeysWithValues: tallies.map { setting, tally in
                var path = tally.first ?? ""
                _ = path.removePrefix(library.music.path)
                return (setting, (tally.count, path.string))
            }
        )
    }

    @Test func nothingIsMissedOfAPlainFolder() throws {
        try library.music.write("Album/cover.jpg", [1])
        try library.music.write("Album/.nfo", [1])
        #expect(try passedOver().isEmpty)
    }

    @Test func binsAndHiddenNamesAreCounted() throws {
        try library.music.write("#recycle/Album/b.flac", [1])
        try library.music.write("Album/._a.flac", [1])
        try library.music.write("Album/.cover.jpg", [1])
        try library.music.write("...And Rain/c.flac", Array("Ferry".utf8))
        let passed = try passedOver()
        #expect(passed.count == 1)
        #expect(passed["library.ignore_patterns"]?.count == 2)
        #expect(try library.query("SELECT count(*) FROM library_files") == ["2"])
    }

    @Test func linksToMusicAreCounted() throws {
        let folder = try TemporaryDirectory()
        let elsewhere = try folder.tree("elsewhere")
        try elsewhere.write("Album/d.flac", [1])
        for (name, target) in [
            ("folder", "\(elsewhere.path)/Album"), ("e.flac", "\(elsewhere.path)/Album/d.flac"),
            ("notes.txt", "\(elsewhere.path)/Album/d.flac"), ("dangling", "/no/such/place"),
            (".hidden", "\(elsewhere.path)/Album"),
        ] {
            try library.music.symlink(name, to: target)
        }
        #expect(try passedOver()["library.follow_symlinks"]?.count == 2)
        library.followSymlinks = true
        #expect(try passedOver()["library.follow_symlinks"] == nil)
        #expect(try library.query("SELECT count(*) FROM library_files") == ["3"])
    }

    @Test func musicThatIsNotListedIsCounted() throws {
        library.filter = PathFilter(extensions: ["mp3"])
        try library.music.write("b.mp3", Array("Ferry".utf8))
        let passed = try passedOver()
        #expect(passed["library.extensions"]?.count == 1)
        #expect(passed["library.extensions"]?.first == "Album/a.flac")
    }

    /// One in the place of a song is the end of that song.
    @Test func filmsAreCounted() throws {
        library.reader = FilmReader()
        try library.music.write("b.flac", Array("film".utf8))
        for _ in 0..<2 {
            let passed = try passedOver()
            #expect(passed["a picture track"]?.count == 1)
            #expect(passed["a picture track"]?.first == "b.flac")
        }
        #expect(try library.query("SELECT count(*) FROM library_files") == ["1"])
        try library.music.write("b.flac", Array("Ferry".utf8))
        try library.music.write("Album/a.flac", Array("film".utf8))
        let head = try library.head()
        let summary = try library.scan()
        #expect(summary.added == 1 && summary.removed == 1)
        #expect(summary.passedOver.films.count == 1)
        #expect(try library.types(since: head) == ["file.added", "file.removed"])
        #expect(try library.query("SELECT title FROM library_files") == ["Ferry"])
        try library.music.write("Album/a.flac", Array("Harbour".utf8))
        #expect(try library.scan().hasChanges)
        #expect(try passedOver().isEmpty)
    }
}

extension PassedOverTests {
    /// Once somebody looked into it, it is not read again until it changes, or all are.
    @Test func filmsAreReadOnce() throws {
        let reader = CountingTagReader(FilmReader())
        library.reader = reader
        for name in ["b.flac", "c.flac"] { try library.music.write(name, Array("film".utf8)) }
        library.films = try library.scan().films
        #expect(library.films.count == 2)
        try library.scan()
        _ = reader.takePaths()
        let summary = try library.scan()
        #expect(summary.passedOver.films.count == 2 && summary.films == library.films)
        #expect(reader.takePaths().isEmpty)
        #expect(try library.scan(.init(depth: .deep)).passedOver.films.count == 2)
        #expect(reader.takePaths().count == 3)
        try library.music.write("c.flac", Array("Quay".utf8))
        #expect(try library.scan().added == 1)
    }
}

/// Takes a file whose content begins with `film` for one.
private struct FilmReader: TagReader {
    func read(
        _ requests: [TagRequest],
        _ cancellation: Cancellation,
        _ body: (Int, TagReading) -> Void
    ) throws {
        try ContentTagReader().read(requests, cancellation) { index, reading in
            var reading = reading
            if case .tags(let tags) = reading.content, tags.title.hasPrefix("film") {
                reading.content = .film
            }
            body(index, reading)
        }
    }
}
