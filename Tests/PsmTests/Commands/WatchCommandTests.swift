import EventsSupport
import FileIO
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    /// `psm build --watch` from the kernel's event to the line in the playlist. Every wait ends
    /// with what it waits for, or with the harness's time limit.
    @Suite struct WatchCommandTests {
        private let sandbox: Sandbox
        private let tracks = (1...6).map { PlaylistText.Track("T\($0)", "Song \($0)") }

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("1.flac", title: "Song 1")
            try sandbox.writeAccount([.init("P1", "Mix", tracks)])
            try await sandbox.psm("import", sandbox.playlistFile.string)
        }

        private func song(_ name: String) -> FilePath { sandbox.music.appending(name) }

        private func startWatching(_ options: String...) async throws -> PsmProcess {
            try await start(["build", "--watch"] + options)
        }

        private func start(_ arguments: [String]) async throws -> PsmProcess {
            let process = try sandbox.start(arguments.map { Array($0.utf8) })
            try await process.wait("the first build") {
                process.errorText.contains("watching; press Ctrl-C to stop")
            }
            return process
        }

        private func expect(_ process: PsmProcess, _ names: String...) async throws {
            let wanted = names.map { song($0).string }
            try await process.wait("the playlist to hold \(names)") {
                sandbox.entries(of: "Mix_P1.m3u") == wanted
            }
        }

        private func end(_ process: PsmProcess) async throws {
            process.send(15)
            let output = await process.finished()
            #expect(output.exitCode == 0, "\(output.stderr)")
            #expect(output.stdout.isEmpty)
            // Nothing was left undone, and what was done live is what a replay gives.
            #expect(try sandbox.libraryPaths() == sandbox.filesOnDisk())
            let scan = try await sandbox.psm("scan", "--json").json()
            for kind in ["added", "changed", "moved", "removed"] { #expect(scan[kind] == 0) }
            let rebuilt = try await sandbox.psm("project", "--rebuild", "--json").json()
            for model in try rebuilt.objects("rebuilt") where model.string("before") != nil {
                #expect(model.string("before") == model.string("after"))
            }
            #expect(try await sandbox.psm("journal", "verify").exitCode == 0)
        }

        @Test func everyKindOfChangeReachesThePlaylist() async throws {
            let process = try await startWatching("--no-debounce")
            try await expect(process, "1.flac")
            try sandbox.addSong("2.flac", title: "Song 2")
            try await expect(process, "1.flac", "2.flac")

            // Atomic saves, as editors and rsync do them.
            let bytes = AudioFixture.flac(title: "Song 3", artist: "Nora Vale")
            try sandbox.write(song("3.flac.tmp"), bytes)
            try sandbox.move(song("3.flac.tmp"), song("3.flac"))
            try await expect(process, "1.flac", "2.flac", "3.flac")
            let retagged = AudioFixture.flac(title: "Song 4", artist: "Nora Vale")
            try sandbox.write(song(".3.flac.Xy12"), retagged)
            try sandbox.move(song(".3.flac.Xy12"), song("3.flac"))
            try await expect(process, "1.flac", "2.flac", "3.flac")
            try await process.wait("the new tags") {
                try sandbox.rows("SELECT title FROM library_files WHERE title = 'Song 4'").count
                    == 1
            }

            try sandbox.move(song("1.flac"), song("one.flac"))
            try await expect(process, "one.flac", "2.flac", "3.flac")
            try sandbox.remove(song("2.flac"))
            try await expect(process, "one.flac", "3.flac")
            try await end(process)
        }

        @Test func foldersComeAndGo() async throws {
            let outside = sandbox.path("outside")
            for number in 2...4 {
                try sandbox.write(
                    outside.appending("deep/\(number).flac"),
                    AudioFixture.flac(title: "Song \(number)", artist: "Nora Vale")
                )
            }
            let process = try await startWatching("--debounce", "0.05")
            try sandbox.move(outside, song("in"))
            try await expect(
                process,
                "1.flac",
                "in/deep/2.flac",
                "in/deep/3.flac",
                "in/deep/4.flac"
            )
            // What comes into a folder that came is seen too.
            try sandbox.addSong("in/deep/er/5.flac", title: "Song 5")
            try await expect(
                process,
                "1.flac",
                "in/deep/2.flac",
                "in/deep/3.flac",
                "in/deep/4.flac",
                "in/deep/er/5.flac"
            )
            try sandbox.move(song("in"), song("renamed"))
            try await expect(
                process,
                "1.flac",
                "renamed/deep/2.flac",
                "renamed/deep/3.flac",
                "renamed/deep/4.flac",
                "renamed/deep/er/5.flac"
            )
            let moved = try await sandbox.psm("journal", "tail", "-n", "4", "--json").jsonLines()
            #expect(moved.allSatisfy { $0.string("type") == "file.moved" })
            try sandbox.move(song("renamed"), outside)
            try await expect(process, "1.flac")
            try await end(process)
        }

        @Test func anImportElsewhereWakesIt() async throws {
            let process = try await startWatching("--no-debounce")
            try await expect(process, "1.flac")
            try sandbox.writeAccount([.init("P1", "Mix", [tracks[0], tracks[0]])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await expect(process, "1.flac", "1.flac")
            // A pin made elsewhere too.
            try sandbox.addSong("odd.flac", title: "Unlike", artist: "Nobody")
            try await process.wait("the new file") { try sandbox.libraryPaths().count == 2 }
            let pin = try await sandbox.psm("set-match", "T1", "music/odd.flac")
            #expect(pin.exitCode == 0)
            try await expect(process, "odd.flac", "odd.flac")
            // The reports follow when it is quiet.
            try await process.wait("the report") {
                sandbox.text(sandbox.reports.appending("matched.csv"))?.contains("odd.flac") == true
            }
            try await end(process)
        }

        @Test func twoWatchersAgree() async throws {
            let first = try await startWatching("--no-debounce")
            let second = try await startWatching("--no-debounce")
            for number in 2...6 { try sandbox.addSong("\(number).flac", title: "Song \(number)") }
            try await expect(
                second,
                "1.flac",
                "2.flac",
                "3.flac",
                "4.flac",
                "5.flac",
                "6.flac"
            )
            first.send(15)
            #expect(await first.finished().exitCode == 0)
            try sandbox.remove(song("6.flac"))
            try await expect(second, "1.flac", "2.flac", "3.flac", "4.flac", "5.flac")
            try await end(second)
            let events = try await sandbox.psm("journal", "tail", "--since", "@0", "--json")
            let added = try events.jsonLines().filter { $0.string("type") == "file.added" }
            #expect(added.count == 6)
        }

        @Test func aRootThatVanishesKeepsItsFiles() async throws {
            let process = try await startWatching("--no-debounce", "--no-report")
            try await expect(process, "1.flac")
            try sandbox.move(sandbox.music, sandbox.path("away"))
            try await process.wait("the loss to be told") {
                process.errorText.contains("its files are kept in the library until it returns")
            }
            #expect(sandbox.entries(of: "Mix_P1.m3u") == [song("1.flac").string])
            try sandbox.move(sandbox.path("away"), sandbox.music)
            try sandbox.addSong("2.flac", title: "Song 2")
            try await expect(process, "1.flac", "2.flac")
            #expect(!sandbox.exists(sandbox.reports))
            try await end(process)
        }

        @Test func withoutExportNothingIsWritten() async throws {
            let process = try await startWatching("--no-debounce", "--no-export", "--no-report")
            try sandbox.addSong("2.flac", title: "Song 2")
            try await process.wait("the new file") { try sandbox.libraryPaths().count == 2 }
            process.send(2)
            #expect(await process.finished().exitCode == 0)
            #expect(!sandbox.exists(sandbox.playlists))
            #expect(!sandbox.exists(sandbox.reports))
        }

        /// Everything that a stage waits for comes by itself; what it does not do, it does not wait
        /// for.
        @Test(arguments: ["scan", "match", "export", "report", "build"])
        func aWatcherWithNothingToDoDoesNothing(command: String) async throws {
            let process = try await start([command, "--watch", "--no-debounce"])
            // What could wait is done, the reports among it.
            let deadline = ContinuousClock.now + PsmProcess.timeLimit
            while try await !isQuiet(process) {
                try #require(ContinuousClock.now < deadline, "no second without a wake-up")
            }
            // Five seconds in a row without a wake-up. Twice in half a minute a thread looks whether
            // the kernel told all, so there are three tries: what wakes every few seconds has none.
            var quiet = 0
            var loud: [PsmProcess.Activity] = []
            while quiet < 5, loud.count < 3 {
                if try await isQuiet(process) {
                    quiet += 1
                } else {
                    quiet = 0
                    loud.append(try process.activity())
                }
            }
            #expect(quiet == 5, "\(loud)")
            process.send(15)
            #expect(await process.finished().exitCode == 0)
        }

        private func isQuiet(_ process: PsmProcess) async throws -> Bool {
            let before = try process.activity()
            try await Task.sleep(for: .seconds(1))
            return try process.activity() == before
        }

        @Test func everyStageFollowsTheOthers() async throws {
            var processes = [try await start(["scan", "--watch", "--no-debounce"])]
            for command in ["match", "export", "report"] {
                processes.append(try await start([command, "--watch", "--no-debounce"]))
            }
            try sandbox.addSong("2.flac", title: "Song 2")
            try await expect(processes[2], "1.flac", "2.flac")
            try await processes[3].wait("the report") {
                sandbox.text(sandbox.reports.appending("matched.csv"))?.contains("2.flac") == true
            }
            for process in processes {
                process.send(15)
                let output = await process.finished()
                #expect(output.exitCode == 0, "\(output.stderr)")
                #expect(!output.stderr.contains("error"), "\(output.stderr)")
            }
        }

        @Test func pollingSeesWhatTheKernelDoesNotTell() async throws {
            let process = try await start([
                "build", "--watch", "--poll", "--interval", "1", "--no-debounce",
            ])
            try sandbox.addSong("2.flac", title: "Song 2")
            try await expect(process, "1.flac", "2.flac")
            let holder = try await sandbox.psm("status", "--json").json().object("watch")
            #expect(holder.string("command")?.contains("--poll") == true)
            #expect(holder.strings("polled") == [sandbox.music.string])
            try sandbox.move(song("1.flac"), song("one.flac"))
            try await expect(process, "one.flac", "2.flac")
            try await end(process)
        }

        @Test func theSecondSaysWhoIsFirstAndTakesOver() async throws {
            let first = try await startWatching("--no-debounce")
            let second = try await start(["scan", "--watch", "--no-debounce"])
            #expect(second.errorText.contains("psm build --watch --no-debounce (process"))
            first.send(9)
            _ = await first.finished()
            try await second.wait("the watch to be taken over") {
                second.errorText.contains(" for changes")
            }
            try sandbox.addSong("2.flac", title: "Song 2")
            try await second.wait("the new file") { try sandbox.libraryPaths().count == 2 }
            second.send(15)
            #expect(await second.finished().exitCode == 0)
        }

        /// An export folder that cannot be made stops the export alone, until it can.
        @Test func whatFailsLeavesTheOthersAloneAndIsTriedAgain() async throws {
            try sandbox.write(sandbox.playlists, [0x78])
            let process = try await startWatching("--no-debounce")
            try await process.wait("the failure to be told") {
                process.errorText.contains("Trying again in 1 second.")
            }
            try sandbox.addSong("2.flac", title: "Song 2")
            try await process.wait("the report") {
                sandbox.text(sandbox.reports.appending("matched.csv"))?.contains("2.flac") == true
            }
            try sandbox.remove(sandbox.playlists)
            try await expect(process, "1.flac", "2.flac")
            try await end(process)
        }

        @Test func aWatcherKilledMissesNothing() async throws {
            let process = try await startWatching("--no-debounce")
            for number in 2...4 { try sandbox.addSong("\(number).flac", title: "Song \(number)") }
            process.send(9)
            _ = await process.finished()
            try sandbox.remove(song("1.flac"))
            let again = try await startWatching("--no-debounce")
            try await expect(again, "2.flac", "3.flac", "4.flac")
            try await end(again)
        }
    }
}
