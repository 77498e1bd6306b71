import FileIO
import GRDB
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import EventsSupport

extension EndToEnd {
    /// Absence is not deletion.
    @Suite struct AbsenceTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSongs(6)
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Song 1")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let output = try await sandbox.psm("build")
            #expect(output.exitCode == 0, "\(output.stderr)")
            #expect(sandbox.entries(of: "Mix_P1.m3u")?.count == 1)
        }

        /// Everything else is done, and 0 would say that all was.
        @Test(.enabled(if: geteuid() != 0 || OutputTests.nobodyMayRunPsm))
        func aFolderThatCannotBeListedIsNoSuccess() async throws {
            try sandbox.addSong("shut/7.flac", title: "Song 7")
            try await sandbox.psm("scan")
            let shut = sandbox.music.appending("shut").string
            try sandbox.openToAll(sandbox.path)
            #expect(chmod(shut, 0) == 0)
            defer { chmod(shut, 0o755) }
            try sandbox.addSong("8.flac", title: "Song 8")
            for command in ["scan", "build"] {
                let output = try await sandbox.psmWithoutRights([command])
                #expect(output.exitCode == 74)
                #expect(output.stderr.contains(shut), "\(output.stderr)")
            }
            #expect(try sandbox.libraryPaths().count == 8)
        }

        @Test func aMissingRootKeepsAllItsFiles() async throws {
            try sandbox.move(sandbox.music, sandbox.path("away"))
            for command in [
                ["scan"], ["build"], ["scan", "--deep"], ["scan", "--paths", "music"],
            ] {
                let output = try await sandbox.psm(command)
                #expect(output.exitCode == 66, "\(command): \(output.stderr)")
                #expect(output.stderr.contains(sandbox.music.string))
                #expect(try sandbox.libraryPaths().count == 6)
            }
            #expect(sandbox.entries(of: "Mix_P1.m3u")?.count == 1)
            let status = try await sandbox.psm("status", "--json").json()
            let root = try status.object("library").objects("roots")[0]
            #expect(root.string("state") == "unavailable")
            try sandbox.move(sandbox.path("away"), sandbox.music)
            let back = try await sandbox.psm("scan", "--json")
            #expect(back.exitCode == 0)
            #expect(try back.json()["unchanged"] == 6)
        }

        @Test func anotherEmptyFolderInItsPlaceKeepsAllItsFiles() async throws {
            try sandbox.move(sandbox.music, sandbox.path("away"))
            try PosixFileSystem().createDirectories(sandbox.music)
            let output = try await sandbox.psm("build")
            #expect(output.exitCode == 66)
            #expect(output.stderr.contains("--accept-removals"))
            #expect(try sandbox.libraryPaths().count == 6)
            #expect(sandbox.entries(of: "Mix_P1.m3u")?.count == 1)
            // The user says that it is true.
            let accepted = try await sandbox.psm("scan", "--accept-removals", "--json")
            #expect(accepted.exitCode == 0)
            #expect(try accepted.json()["removed"] == 6)
            #expect(try sandbox.libraryPaths().isEmpty)
            // And files that return are the same ones.
            let ids = "SELECT id FROM removed_files ORDER BY id"
            let before = try sandbox.rows(ids).map { $0[0] as Int }
            try sandbox.removeTree(sandbox.music)
            try sandbox.move(sandbox.path("away"), sandbox.music)
            try await sandbox.psm("scan")
            let after = try sandbox.rows("SELECT id FROM library_files ORDER BY id")
            #expect(after.map { $0[0] as Int } == before)
        }

        @Test func theSameFolderEmptiedByTheUserIsEmpty() async throws {
            try sandbox.removeTree(sandbox.music.appending("Album 0"))
            let output = try await sandbox.psm("build")
            #expect(output.exitCode == 0)
            #expect(try sandbox.libraryPaths().isEmpty)
            #expect(sandbox.entries(of: "Mix_P1.m3u") == [])
        }

        @Test func aRootThatLeftTheSettingsKeepsItsFiles() async throws {
            let other = sandbox.path("other")
            try sandbox.write(
                other.appending("x.flac"),
                AudioFixture.flac(title: "X", artist: "Y")
            )
            sandbox.environment["PSM__LIBRARY__PATHS"] = "[\"\(other)\"]"
            let output = try await sandbox.psm("scan")
            #expect(output.exitCode == 0)
            #expect(output.stderr.contains("library.paths"))
            #expect(try sandbox.libraryPaths().count == 7)
            #expect(try await sandbox.psm("scan", "--accept-removals").exitCode == 0)
            #expect(try sandbox.libraryPaths() == ["\(other)/x.flac"])
        }

        @Test func aNameThatIsNoFolderIsNoRoot() async throws {
            try sandbox.removeTree(sandbox.music)
            try sandbox.write(sandbox.music, [1])
            let output = try await sandbox.psm("scan")
            #expect(output.exitCode == 66)
            #expect(try sandbox.libraryPaths().count == 6)
        }
    }
}
