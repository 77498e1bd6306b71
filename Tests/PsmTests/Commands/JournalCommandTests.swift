import FileIO
import SystemPackage
import Testing

@testable import EventsSupport

extension EndToEnd {
    @Suite struct JournalCommandTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("b.flac", title: "Ferry")
            try await sandbox.psm("scan")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try sandbox.move(
                sandbox.music.appending("b.flac"),
                sandbox.music.appending("line\nbreak.flac")
            )
            try await sandbox.psm("scan")
        }

        /// A lost journal is no empty one: psm.db tells of it.
        @Test(arguments: [[""], ["journal"]])
        func aLostJournalIsTold(names: [String]) async throws {
            let folder = sandbox.data.appending("journal")
            try sandbox.move(folder, sandbox.data.appending("away"))
            // Nothing in its place, or a file.
            if names == ["journal"] { try sandbox.write(folder, [1]) }
            for command in [["status"], ["status", "--json"], ["journal", "verify"]] {
                let output = try await sandbox.psm(command)
                #expect(output.exitCode != 0, "\(command)")
                #expect(output.stdout.isEmpty, "\(command): \(output.text)")
                #expect(output.stderr.contains("journal"), "\(command): \(output.stderr)")
            }
        }

        private func tail(_ options: String...) async throws -> PsmOutput {
            try await sandbox.psm(["journal", "tail"] + options)
        }

        @Test func tailPrintsPositionTimeAndType() async throws {
            let all = try await tail("--json", "-n", "1000").jsonLines()
            let positions = all.compactMap { $0["position"] }
            #expect(positions == Array(0..<positions.count))
            let types = all.compactMap { $0.string("type") }
            #expect(
                types == [
                    "root.added", "file.added", "file.added", "track.described",
                    "playlist.described", "playlist.changed", "file.moved",
                ]
            )
            #expect(all.allSatisfy { $0.string("time")?.hasSuffix("Z") == true })
            let moved = try #require(all.last)
            #expect(moved.string("from") == "\(sandbox.music)/b.flac")
            #expect(moved.string("path") == "\(sandbox.music)/line\nbreak.flac")
        }

        @Test func tailTakesAPart() async throws {
            #expect(try await tail("-n", "2").lines.count == 2)
            #expect(try await tail("-n", "0").lines.isEmpty)
            #expect(try await tail("--since", "@0").lines.count == 7)
            #expect(try await tail("--since", "@5", "--json").jsonLines().first?["position"] == 5)
            #expect(try await tail("--since", "@7").lines.isEmpty)
            #expect(try await tail("--since", "@18446744073709551615").exitCode == 0)
            #expect(try await tail("--since", "@0", "-n", "1").lines.count == 1)
            for early in ["2000-01-01", "0001-01-01T00:00:00Z", "1969-12-31 23:59:59"] {
                #expect(try await tail("--since", early).lines.count == 7)
            }
            for late in ["2100-01-01", "9999-12-31T23:59:59Z", "2100-01-01T00:00:00.5+02:00"] {
                let output = try await tail("--since", late)
                #expect(output.exitCode == 0)
                #expect(output.lines.isEmpty)
            }
        }

        @Test func tailSinceTheTimeOfAnEventBeginsThere() async throws {
            let all = try await tail("--json", "--since", "@0").jsonLines()
            let time = try #require(all[3].string("time"))
            let part = try await tail("--json", "--since", time).jsonLines()
            #expect(part.contains { $0["position"] == 6 })
        }

        @Test func tailFollows() async throws {
            let process = try sandbox.start("journal", "tail", "-f", "-n", "1", "--json")
            try await process.wait("the last event") { process.output.contains(0x0A) }
            try sandbox.addSong("new.flac", title: "Tide")
            try await sandbox.psm("scan")
            try await process.wait("the new event") {
                String(decoding: process.output, as: UTF8.self).contains("new.flac")
            }
            process.send(15)
            let output = await process.finished()
            #expect(output.exitCode == -15)
            #expect(try output.jsonLines().compactMap { $0["position"] } == [6, 7])
        }

        @Test func infoAndVerify() async throws {
            let info = try await sandbox.psm("journal", "info", "--json").json()
            #expect(info["head"] == 7)
            #expect(info["segments"] == 1)
            #expect(info.string("id")?.count == 32)
            let verify = try await sandbox.psm("journal", "verify", "--json")
            #expect(verify.exitCode == 0)
            #expect(try verify.json()["records"] == 7)
        }

        @Test func inspectShowsWhatIsNamed() async throws {
            let name = sandbox.segment.lastComponent?.string ?? ""
            for segment in [name, "0", "@6", sandbox.segment.string] {
                let output = try await sandbox.psm("journal", "inspect", segment)
                #expect(output.exitCode == 0 && output.text.hasPrefix(name), "\(segment)")
            }
            for segment in ["7", "00000000000000000001.journal"] {
                #expect(try await sandbox.psm("journal", "inspect", segment).exitCode == 66)
            }
        }

        @Test func statusHasEveryField() async throws {
            try await sandbox.psm("build")
            let status = try await sandbox.psm("status", "--json").json()
            #expect(
                status.keys == ["journal", "projectors", "library", "catalog", "matches"]
            )
            #expect(
                try status.object("journal").keys.isSuperset(of: [
                    "id", "head", "segments", "bytes",
                ])
            )
            #expect(try status.object("library")["files"] == 2)
            #expect(try status.object("library").objects("roots").count == 1)
            #expect(try status.object("catalog")["tracks"] == 1)
            #expect(try status.object("catalog")["playlists"] == 1)
            #expect(try status.object("matches")["matched"] == 1)
            #expect(try status.object("matches")["unmatched"] == 0)
            for projector in try status.objects("projectors") {
                #expect(
                    projector.keys == [
                        "name", "version", "checkpoint", "lag", "state", "error",
                    ]
                )
                #expect(projector["lag"] == 0)
            }
        }

        @Test func statusIsShortWhileAllIsUpToDate() async throws {
            try await sandbox.psm("build")
            let short = try await sandbox.psm("status").text
            #expect(short.contains("up to date"))
            #expect(short.contains("not watching"))
            #expect(!short.contains("library_files"))
            let verbose = try await sandbox.psm("status", "--verbose").text
            #expect(verbose.contains("up to date"))
            #expect(verbose.contains("library_files"))
            // A scan leaves the other projectors behind.
            try sandbox.addSong("late.flac", title: "Late")
            try await sandbox.psm("scan")
            let behind = try await sandbox.psm("status").text
            #expect(!behind.contains("up to date"))
            #expect(behind.contains("  matches"))
        }

        @Test func statusBeforeAnythingExists() async throws {
            let empty = try Sandbox()
            try empty.removeTree(empty.music)
            let status = try await empty.psm("status", "--json")
            #expect(status.exitCode == 0)
            #expect(try status.json().object("journal")["head"] == 0)
            #expect(try await empty.psm("status").exitCode == 0)
            #expect(try await empty.psm("journal", "info").exitCode == 0)
            #expect(try await empty.psm("journal", "verify").exitCode == 0)
            #expect(try await empty.psm("journal", "tail").exitCode == 0)
            #expect(try await empty.psm("project").exitCode == 0)
            #expect(try await empty.psm("project", "--rebuild").exitCode == 0)
            #expect(try await empty.psm("match").exitCode == 0)
            #expect(try await empty.psm("scan").exitCode == 66)
        }
    }

    @Suite struct DamageTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSongs(4)
            try await sandbox.psm("scan")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Song 1")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("build")
            try sandbox.addSong("late.flac", title: "Late")
            try await sandbox.psm("scan")
        }

        @Test(arguments: [200, -30])
        func verifyFindsAFlippedBit(offset: Int) async throws {
            try sandbox.flipBit(sandbox.segment, atOffset: offset)
            let verify = try await sandbox.psm("journal", "verify")
            #expect(verify.exitCode == 65)
            #expect(verify.text.contains(sandbox.segment.string))
            let tail = try await sandbox.psm("journal", "tail", "--since", "@0")
            #expect(tail.exitCode == 65)
            #expect(tail.stderr.contains("lost"))
            // The tables may hold the last copy: they stay as they are.
            let before = try sandbox.libraryPaths()
            #expect(try await sandbox.psm("project", "--rebuild").exitCode == 65)
            #expect(try await sandbox.psm("match", "--full").exitCode == 65)
            #expect(try sandbox.libraryPaths() == before)
            #expect(before.count == 5)
        }

        @Test(arguments: [
            ["scan"], ["build"], ["match"], ["export"], ["report"], ["project"],
            ["import", "playlists.json"], ["set-match", "T1", "music/late.flac"],
        ])
        func aCommandThatFindsDamageFails(command: [String]) async throws {
            for suffix in ["", "-wal", "-shm"] {
                let file = sandbox.data.appending("psm.db" + suffix)
                if sandbox.exists(file) { try sandbox.remove(file) }
            }
            try sandbox.flipBit(sandbox.segment, atOffset: -30)
            let bytes = try sandbox.read(sandbox.segment)
            let first = try await sandbox.psm(command)
            #expect(first.exitCode == 65, "\(first.stderr)")
            #expect(first.stderr.contains("damaged"))
            // Nothing is deleted, and all but the frame that is gone is there again.
            let after = try sandbox.read(sandbox.segment)
            #expect(Array(after.prefix(bytes.count)) == bytes)
            // Another projector may meet it too, and somebody records it; then it is behind them.
            try await sandbox.psm("scan")
            try await sandbox.psm("scan")
            #expect(try await sandbox.psm("scan").exitCode == 0)
            #expect(try sandbox.libraryPaths() == sandbox.filesOnDisk())
        }

        @Test func aTornTailIsCutAndKept() async throws {
            let head = try await sandbox.psm("journal", "info", "--json").json()["head"]
            // What a crash in the middle of an append leaves.
            let bytes = try sandbox.read(sandbox.segment)
            try sandbox.write(sandbox.segment, bytes + bytes.suffix(bytes.count / 3).prefix(60))
            let verify = try await sandbox.psm("journal", "verify")
            #expect(verify.exitCode == 0)
            try sandbox.addSong("after.flac", title: "After")
            let scan = try await sandbox.psm("scan")
            #expect(scan.exitCode == 0)
            #expect(!scan.stderr.isEmpty)
            let kept = sandbox.names(in: sandbox.data.appending("journal"))
            #expect(kept.contains { $0.contains(".torn") })
            let after = try await sandbox.psm("journal", "info", "--json").json()["head"]
            #expect(after == head.map { $0 + 1 })
            #expect(try await sandbox.psm("journal", "verify").exitCode == 0)
        }

        @Test func theHeadFileIsDisposable() async throws {
            try sandbox.remove(sandbox.data.appending("journal/head"))
            #expect(try await sandbox.psm("journal", "verify").exitCode == 0)
            #expect(try await sandbox.psm("scan").exitCode == 0)
            #expect(try await sandbox.psm("project", "--rebuild").exitCode == 0)
            try sandbox.addSong("after.flac", title: "After")
            #expect(try await sandbox.psm("scan").exitCode == 0)
            #expect(sandbox.exists(sandbox.data.appending("journal/head")))
        }
    }

    @Suite struct RebuildTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSongs(5)
            let tracks = (0..<4).map { PlaylistText.Track("T\($0)", "Song \($0)") }
            try sandbox.writeAccount([.init("P1", "Mix", tracks)], liked: [tracks[2]])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("build")
            try sandbox.move(
                sandbox.music.appending("Album 0/1.flac"),
                sandbox.music.appending("moved.flac")
            )
            try sandbox.remove(sandbox.music.appending("Album 0/2.flac"))
            try await sandbox.psm("build")
        }

        @Test func digestsAgree() async throws {
            let output = try await sandbox.psm("project", "--rebuild", "--json")
            #expect(output.exitCode == 0)
            let rebuilt = try output.json().objects("rebuilt")
            #expect(rebuilt.count == 5)
            for model in rebuilt {
                #expect(model.string("before") == model.string("after"))
                #expect(model.string("before")?.count == 16)
            }
            let text = try await sandbox.psm("project", "--rebuild", "library_files")
            #expect(text.text.contains("as before"))
            let status = try await sandbox.psm("project")
            #expect(status.exitCode == 0)
        }

        @Test func theDatabaseComesBackFromTheJournal() async throws {
            let paths = try sandbox.libraryPaths()
            let playlist = sandbox.text(sandbox.playlists.appending("Mix_P1.m3u"))
            for suffix in ["", "-wal", "-shm"] {
                let file = sandbox.data.appending("psm.db" + suffix)
                if sandbox.exists(file) { try sandbox.remove(file) }
            }
            let output = try await sandbox.psm("build", "--json")
            #expect(output.exitCode == 0)
            #expect(try output.json().object("scan")["unchanged"] == 4)
            #expect(try output.json().object("playlists")["written"] == 0)
            #expect(try sandbox.libraryPaths() == paths)
            #expect(sandbox.text(sandbox.playlists.appending("Mix_P1.m3u")) == playlist)
        }

        @Test func aCorruptDatabaseIsToldWithTheWayOut() async throws {
            for suffix in ["-wal", "-shm"] {
                let file = sandbox.data.appending("psm.db" + suffix)
                if sandbox.exists(file) { try sandbox.remove(file) }
            }
            let file = sandbox.data.appending("psm.db")
            try sandbox.write(file, Array("This is no database, whatever its name says.".utf8))
            for command in [["build"], ["status"], ["scan"]] {
                let output = try await sandbox.psm(command)
                #expect(output.exitCode == 65)
                #expect(output.stderr.contains("move it away"))
            }
            try sandbox.remove(file)
            #expect(try await sandbox.psm("build").exitCode == 0)
            #expect(try sandbox.libraryPaths() == sandbox.filesOnDisk())
        }
    }
}
