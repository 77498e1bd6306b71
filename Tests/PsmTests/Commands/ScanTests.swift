import EventsSupport
import FileIO
import GRDB
import Glibc
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ScanTests {
        private let sandbox: Sandbox

        init() throws {
            sandbox = try Sandbox()
        }

        private func scan(_ options: String...) async throws -> JSONObject {
            let output = try await sandbox.psm(["scan", "--json"] + options)
            #expect(output.exitCode == 0, "\(output.stderr)")
            return try output.json()
        }

        /// Once by a build, always by a scan and by `status`, and in full by `diagnose`.
        @Test func whatIsPassedOverIsTold() async throws {
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("#recycle/b.flac", title: "Ferry")
            try sandbox.write(sandbox.path("elsewhere/c.flac"), [1])
            let link = sandbox.music.appending("linked")
            #expect(symlink(sandbox.path("elsewhere").string, link.string) == 0)
            let told = "1 by library.ignore_patterns: \(sandbox.music)/#recycle"
            let build = try await sandbox.psm("build")
            #expect(build.stderr.contains(told), "\(build.stderr)")
            #expect(build.stderr.contains("1 by library.follow_symlinks: \(link)"))
            #expect(try await !sandbox.psm("build").stderr.contains(told))
            #expect(try await sandbox.psm("scan").stderr.contains(told))
            #expect(try await sandbox.psm("status").text.contains(told))
            let listed = try await scan().objects("passed_over")
            #expect(listed.compactMap { $0.string("setting") }.count == 2)
            for (path, setting) in [
                ("#recycle/b.flac", "library.ignore_patterns"),
                ("linked/c.flac", "library.follow_symlinks"),
            ] {
                let diagnosis = try await sandbox.psm("diagnose", "\(sandbox.music)/\(path)")
                #expect(diagnosis.stderr.contains(setting), "\(diagnosis)")
            }
            #expect(mkfifo(sandbox.music.appending("pipe.flac").string, 0o600) == 0)
            let pipe = try await sandbox.psm("diagnose", "\(sandbox.music)/pipe.flac")
            #expect(pipe.stderr.contains("no regular file"), "\(pipe)")
            try sandbox.move(sandbox.music.appending("#recycle"), sandbox.path("gone"))
            try sandbox.remove(link)
            #expect(try await sandbox.psm("scan").exitCode == 0)
            #expect(try await !sandbox.psm("status").text.contains("passed over"))
        }

        @Test func everyKindOfChangeIsCounted() async throws {
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("b.flac", title: "Ferry")
            try sandbox.addSong("c.flac", title: "Quay")
            let first = try await scan()
            let keys: Set = [
                "added", "changed", "moved", "removed", "unchanged", "errors", "seconds",
            ]
            #expect(first.keys.isSuperset(of: keys))
            #expect(first["added"] == 3)
            let second = try await scan()
            #expect(second["unchanged"] == 3)
            #expect(second["added"] == 0)
            try sandbox.addSong("a.flac", title: "Harbour at Night")
            try sandbox.move(
                sandbox.music.appending("b.flac"),
                sandbox.music.appending("B.flac")
            )
            try sandbox.remove(sandbox.music.appending("c.flac"))
            try sandbox.addSong("new/d.flac", title: "Tide")
            let third = try await scan()
            #expect(third["added"] == 1)
            #expect(third["changed"] == 1)
            #expect(third["moved"] == 1)
            #expect(third["removed"] == 1)
            #expect(third["unchanged"] == 0)
            #expect(try sandbox.libraryPaths() == sandbox.filesOnDisk())
        }

        @Test func aMovedFileKeepsItsID() async throws {
            try sandbox.addSong("a.flac", title: "Harbour")
            _ = try await scan()
            let before = try sandbox.rows("SELECT id FROM library_files").map { $0[0] as Int }
            try PosixFileSystem().createDirectories(sandbox.music.appending("deep"))
            try sandbox.move(
                sandbox.music.appending("a.flac"),
                sandbox.music.appending("deep/é.flac")
            )
            _ = try await scan()
            let after = try sandbox.rows("SELECT id FROM library_files").map { $0[0] as Int }
            #expect(before == after)
        }

        @Test func aFileReplacedOrRetaggedUnderAnOldTimeIsNoticed() async throws {
            try sandbox.addSong("a.flac", title: "Harbour")
            let path = sandbox.music.appending("a.flac")
            _ = try await scan()
            // Same size and another title, and the time of a year ago.
            try sandbox.addSong("a.flac", title: "Harbors")
            var times = [timespec(tv_sec: 1_700_000_000, tv_nsec: 7), timespec()]
            times[1] = times[0]
            #expect(utimensat(AT_FDCWD, path.string, times, 0) == 0)
            #expect(try await scan()["changed"] == 1)
            try sandbox.addSong("a.flac", title: "Harbour")
            #expect(utimensat(AT_FDCWD, path.string, times, 0) == 0)
            #expect(try await scan()["changed"] == 1)
            let titles = try sandbox.rows("SELECT title FROM library_files").map { $0[0] as String }
            #expect(titles == ["Harbour"])
        }

        @Test func deepReadsAllAndFindsNothingNew() async throws {
            try sandbox.addSongs(3)
            _ = try await scan()
            let deep = try await scan("--deep")
            #expect(deep["unchanged"] == 3)
            #expect(deep["changed"] == 0)
        }

        @Test func pathsLookAtNothingElse() async throws {
            // A root that was never seen is looked at as a whole.
            _ = try await scan()
            try sandbox.addSong("a/1.flac", title: "Harbour")
            try sandbox.addSong("b/2.flac", title: "Ferry")
            #expect(try await scan("--paths", "music/a")["added"] == 1)
            #expect(try await scan("--paths", "music/b/2.flac", "music/a")["added"] == 1)
            try sandbox.remove(sandbox.music.appending("a/1.flac"))
            try sandbox.remove(sandbox.music.appending("b/2.flac"))
            #expect(try await scan("--paths", "music/a")["removed"] == 1)
            #expect(try sandbox.libraryPaths() == ["\(sandbox.music)/b/2.flac"])
            #expect(try await scan("--paths", "music/b/2.flac")["removed"] == 1)
        }

        @Test(arguments: ["music/none", "music/none.flac", "/", "/etc", "elsewhere", "music2/a"])
        func pathsThatAreNotLibraryRemoveNothing(path: String) async throws {
            try sandbox.addSong("a.flac", title: "Harbour")
            _ = try await scan()
            let output = try await sandbox.psm("scan", "--paths", path)
            // A folder above the root means all of the root.
            #expect(output.exitCode == (path == "/" ? 0 : 66), "\(output.stderr)")
            #expect(try sandbox.libraryPaths().count == 1)
        }

        @Test func aBrokenFileIsAFileWithAnError() async throws {
            try sandbox.write(sandbox.music.appending("Mud Song.flac"), Array("not flac".utf8))
            try sandbox.write(sandbox.music.appending("empty.mp3"), [])
            let result = try await scan()
            #expect(result["added"] == 2)
            #expect(result["errors"] == 2)
            let rows = try sandbox.rows("SELECT title, error FROM library_files ORDER BY path")
            #expect(rows.map { $0["title"] as String } == ["Mud Song", "empty"])
            #expect(rows.allSatisfy { !(($0["error"] as String?) ?? "").isEmpty })
            #expect(try await scan()["unchanged"] == 2)
        }

        @Test func ownFoldersInsideARootAreNoLibrary() async throws {
            let inside = sandbox.music
            sandbox.environment["PSM_DATA_DIR"] = inside.appending("psm").string
            sandbox.environment["PSM__EXPORT__DIRECTORY"] = inside.appending("lists").string
            sandbox.environment["PSM__REPORTS__DIRECTORY"] = inside.appending("pages").string
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("psm/x.flac", title: "No")
            try sandbox.addSong("lists/x.flac", title: "No")
            try sandbox.addSong("pages/deep/x.flac", title: "No")
            #expect(try await scan()["added"] == 1)
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("build")
            #expect(try await scan()["unchanged"] == 1)
            #expect(sandbox.text(inside.appending("lists/Mix_P1.m3u"))?.contains("a.flac") == true)
        }

        @Test func hiddenAndHalfWrittenFilesAreNoLibrary() async throws {
            for name in ["a.flac.tmp", ".b.flac.X81", ".c.flac", "notes.txt"] {
                try sandbox.addSong(name, title: "No")
            }
            try sandbox.addSong("D.FLAC", title: "Yes")
            #expect(try await scan()["added"] == 1)
        }

        @Test func linksAreFollowedOnlyWhereTheUserWantsThat() async throws {
            try sandbox.addSong("a.flac", title: "Harbour")
            #expect(symlink("..", sandbox.music.appending("loop").string) == 0)
            #expect(symlink(".", sandbox.music.appending("self").string) == 0)
            #expect(symlink("nowhere", sandbox.music.appending("gone.flac").string) == 0)
            #expect(try await scan()["added"] == 1)
            sandbox.environment["PSM__LIBRARY__FOLLOW_SYMLINKS"] = "true"
            let followed = try await sandbox.psm("scan", "--json")
            #expect(followed.exitCode == 0)
            #expect(try sandbox.libraryPaths().contains("\(sandbox.music)/a.flac"))
        }
    }
}
