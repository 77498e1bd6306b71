import FileIO
import Library
import LibrarySupport
import SystemPackage
import TestSupport
import Testing
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
}
