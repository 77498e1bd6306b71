import EventsSupport
import Glibc
import SystemPackage
import Testing

extension EndToEnd {
    @Suite struct CrashTests {
        private let sandbox: Sandbox

        init() throws {
            sandbox = try Sandbox()
        }

        private func expectWhole() async throws {
            let output = try await sandbox.psm("scan")
            #expect(output.exitCode == 0, "\(output.stderr)")
            #expect(try sandbox.libraryPaths() == sandbox.filesOnDisk())
            let verify = try await sandbox.psm("journal", "verify")
            #expect(verify.exitCode == 0, "\(verify.text)")
            let rebuilt = try await sandbox.psm("project", "--rebuild", "--json").json()
            for model in try rebuilt.objects("rebuilt") where model.string("before") != nil {
                #expect(model.string("before") == model.string("after"))
            }
        }

        @Test func killedInAFirstScanTheNextOneFindsAll() async throws {
            try sandbox.addSongs(300)
            // At moments that lie anywhere from the start to the end, wherever that is today.
            for delay in [0, 20, 60, 120, 250] {
                let process = try sandbox.start("scan")
                try await Task.sleep(for: .milliseconds(delay))
                process.send(9)
                _ = await process.finished()
            }
            try await expectWhole()
        }

        @Test func killedAsSoonAsTheJournalGrows() async throws {
            for round in 0..<4 {
                try sandbox.addSong("round \(round).flac", title: "Round \(round)")
                try sandbox.addSongs(40 * (round + 1))
                let size = (try? sandbox.read(sandbox.segment).count) ?? 0
                let process = try sandbox.start("build")
                try await process.wait("the journal to grow or the end") {
                    kill(process.processID, 0) != 0
                        || ((try? sandbox.read(sandbox.segment).count) ?? 0) > size
                }
                process.send(9)
                _ = await process.finished()
            }
            try await expectWhole()
        }

        @Test func twoScansAtOnceRecordEachFileOnce() async throws {
            try sandbox.addSongs(150)
            let processes = try (0..<3).map { _ in try sandbox.start("scan") }
            for process in processes {
                let output = await process.finished()
                #expect(output.exitCode == 0, "\(output.stderr)")
            }
            let events = try await sandbox.psm("journal", "tail", "--since", "@0", "--json")
            let added = try events.jsonLines().filter { $0.string("type") == "file.added" }
            #expect(added.count == 150)
            try await expectWhole()
        }

        @Test func importsAndScansAtOnceLoseNothing() async throws {
            try sandbox.addSongs(100)
            let tracks = (0..<50).map { PlaylistText.Track("T\($0)", "Song \($0)") }
            try sandbox.writeAccount([.init("P1", "Mix", tracks)])
            let processes = try [
                sandbox.start("scan"), sandbox.start("import", sandbox.playlistFile.string),
                sandbox.start("build"), sandbox.start("project", "--rebuild"),
            ]
            for process in processes {
                let output = await process.finished()
                #expect(output.exitCode == 0, "\(output.stderr)")
            }
            // Whoever was done first left what the others recorded later.
            #expect(try await sandbox.psm("build").exitCode == 0)
            try await expectWhole()
            #expect(sandbox.entries(of: "Mix_P1.m3u")?.count == 50)
        }
    }

    @Suite(.enabled(if: geteuid() != 0, "root may read everything"))
    struct PermissionTests {
        @Test func anUnreadableFolderIsToldAndKeepsItsFiles() async throws {
            let sandbox = try Sandbox()
            try sandbox.addSong("open/a.flac", title: "Harbour")
            try sandbox.addSong("shut/b.flac", title: "Ferry")
            try await sandbox.psm("scan")
            let shut = sandbox.music.appending("shut").string
            chmod(shut, 0)
            defer { chmod(shut, 0o755) }
            let output = try await sandbox.psm("scan", "--json")
            #expect(output.exitCode == 74)
            #expect(output.stderr.contains(shut))
            #expect(try output.json()["removed"] == 0)
            #expect(try output.json()["errors"] == 1)
            #expect(try sandbox.libraryPaths().count == 2)
        }

        @Test func aReadOnlyDataFolderStopsWithItsPath() async throws {
            let sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            try await sandbox.psm("build")
            chmod(sandbox.data.appending("journal").string, 0o500)
            defer { chmod(sandbox.data.appending("journal").string, 0o755) }
            try sandbox.addSong("b.flac", title: "Ferry")
            let output = try await sandbox.psm("scan")
            #expect(output.exitCode == 74 || output.exitCode == 0)
            chmod(sandbox.data.string, 0o500)
            defer { chmod(sandbox.data.string, 0o755) }
            sandbox.environment["PSM_DATA_DIR"] = sandbox.data.appending("inner").string
            let closed = try await sandbox.psm("scan")
            #expect(closed.exitCode == 74)
            #expect(closed.stderr.contains(sandbox.data.string))
        }
    }
}
