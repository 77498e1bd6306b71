import SystemPackage
import Testing

@testable import Watch

@Suite("Globs")
struct GlobTests {
    private func matches(_ pattern: String, _ text: String) -> Bool {
        Array(pattern.utf8).withUnsafeBytes { pattern in
            Array(text.utf8).withUnsafeBytes { Glob.matches(pattern, $0) }
        }
    }

    @Test(
        "They match",
        arguments: [
            ("", ""), ("*", ""), ("*", "abc"), ("a*c", "abc"), ("a*c", "ac"), ("*.tmp", "x.tmp"),
            ("a?c", "abc"), ("a?c", "aéc"), ("?", "光"), ("[a-c]x", "bx"), ("[!a-c]x", "dx"),
            ("[^a-c]x", "dx"), ("[]]", "]"), ("[é-ü]", "ö"), ("[", "["), ("a[b", "a[b"),
            ("\\*", "*"), ("**/live/*.mp3", "live/a.mp3"), ("**/live/*.mp3", "a/b/live/c.mp3"),
            ("a/**", "a/b/c"), ("a/**/d", "a/d"), ("a/**/d", "a/b/c/d"), ("**", "a/b"),
            ("*a*b*c*", "xxaxxbxxc"), ("a*a*a", "aaaa"), ("**/x*/y", "x1/xx/y"), ("-", "-"),
            ("[a-]", "-"),
        ]
    )
    func matching(pattern: String, text: String) {
        #expect(matches(pattern, text))
    }

    @Test(
        "They don't match",
        arguments: [
            ("", "a"), ("a", ""), ("*", "a/b"), ("a?c", "a/c"), ("[a-c]", "d"), ("[!a]", "/"),
            ("*.tmp", "x.tmp2"), ("a/*/d", "a/b/c/d"), ("**/live/*.mp3", "alive/a.mp3"),
            ("a/**", "a"), ("a/**", "ab/c"), ("?", "ab"), ("\\*", "a"), ("a*b", "acb/b"),
            ("**/x", "ax"),
        ]
    )
    func notMatching(pattern: String, text: String) {
        #expect(!matches(pattern, text))
    }

    @Test("Bytes that are not UTF-8 are one character each")
    func bytes() {
        let name: [UInt8] = [0x61, 0xFF, 0x62]
        for pattern in ["a?b", "*", "a*"] {
            Array(pattern.utf8).withUnsafeBytes { pattern in
                name.withUnsafeBytes { #expect(Glob.matches(pattern, $0)) }
            }
        }
    }

    @Test("A nasty pattern takes no longer than its square")
    func isQuick() {
        let text = String(repeating: "a", count: 2_000)
        #expect(!matches(String(repeating: "*a", count: 50) + "*b", text))
    }
}

@Suite("What of a tree is library")
struct PathFilterTests {
    private func wants(_ filter: PathFilter, file path: String) -> Bool {
        Array(path.utf8).withUnsafeBytes { filter.wants(fileAt: $0) }
    }

    private func wants(_ filter: PathFilter, directory path: String) -> Bool {
        Array(path.utf8).withUnsafeBytes { filter.wants(directoryAt: $0) }
    }

    @Test(
        "By default, wanted",
        arguments: [
            "a.mp3", "A.MP3", "x/y/z.Flac", "a.m4a", "a.ogg", "a.opus", "a.wav", "a.aiff", "a.aif",
            "a.wma", "a.ape", "a.wv", "a.mpc", "a.tmp.mp3", "深海灯台/光.mp3", "a..mp3",
            "a.aac", "a.oga", "a.m4b", "a.dsf", "a.dff", "a.tta", "...And Rain/a.mp3",
            "..Hits/a.mp3", ".5 Rain/a.mp3", "...Baby.mp3", "Album.part/a.mp3", "Recycle/a.mp3",
        ]
    )
    func wanted(path: String) {
        #expect(wants(PathFilter(), file: path))
    }

    @Test(
        "By default, not wanted",
        arguments: [
            "a.jpg", "mp3", "a.mp3.tmp", "a.mp3.part", "a.mp3.download", ".a.mp3", ".b.mp3.X1yZ2",
            "a.", "", ".mp3", "@eaDir/a.mp3", "x/@eaDir/a.mp3", ".stfolder/a.mp3",
            ".hidden/x/a.mp3", "._a.mp3", "#recycle/x/a.mp3", "x/@Recycle/a.mp3",
            "$RECYCLE.BIN/S-1-5/a.mp3", ".@__thumb/a.mp3", "#snapshot/a.mp3", ".Trash-1000/a.mp3",
            "a.mp3x", "a.verylongextension",
        ]
    )
    func notWanted(path: String) {
        #expect(!wants(PathFilter(), file: path))
    }

    @Test("Patterns with a slash speak of the whole path, a trailing slash of directories")
    func patterns() {
        let filter = PathFilter(
            ignorePatterns: [
                "Podcasts/", "Single/Take/", "/Inbox/*.mp3", "**/demos/**", "*[Ll]ive*", "a?b.mp3",
            ]
        )
        #expect(!wants(filter, directory: "Podcasts"))
        #expect(!wants(filter, directory: "x/Podcasts"))
        #expect(!wants(filter, directory: "Single/Take"))
        #expect(wants(filter, directory: "x/Single/Take"))
        #expect(!wants(filter, file: "Inbox/a.mp3"))
        #expect(wants(filter, file: "x/Inbox/a.mp3"))
        #expect(wants(filter, file: "Inbox/x/a.mp3"))
        #expect(!wants(filter, file: "x/demos/y/a.mp3"))
        #expect(!wants(filter, file: "x/Song (Live).mp3"))
        #expect(!wants(filter, file: "aéb.mp3"))
        #expect(wants(filter, file: ".hidden.mp3"))
    }

    @Test("psm's own folders are not library, in whatever root they lie")
    func excluded() {
        let filter = PathFilter(
            excludedDirectories: ["/music/Playlists", "/music/a/./reports/", "/data"]
        )
        let scoped = filter.scoped(to: "/music")
        #expect(!wants(scoped, directory: "Playlists"))
        #expect(!wants(scoped, file: "Playlists/x/a.mp3"))
        #expect(!wants(scoped, directory: "a/reports"))
        #expect(wants(scoped, directory: "Playlists2"))
        #expect(wants(scoped, directory: "b/Playlists"))
        #expect(wants(scoped, file: "a.mp3"))
        #expect(wants(filter.scoped(to: "/other"), directory: "Playlists"))
        #expect(filter.wants(root: "/music"))
        #expect(!filter.wants(root: "/data/library"))
    }

    @Test("Extensions of the user's own, with or without dot")
    func ownExtensions() {
        let filter = PathFilter(extensions: [".MP3", "dsf"])
        #expect(wants(filter, file: "a.mp3"))
        #expect(wants(filter, file: "a.DSF"))
        #expect(!wants(filter, file: "a.flac"))
    }
}
