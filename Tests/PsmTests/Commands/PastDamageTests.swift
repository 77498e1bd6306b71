import Journal
import SystemPackage
import Testing

extension EndToEnd {
    /// Commands that read the journal to answer, over one that has lost something.
    @Suite struct PastDamageTests {
        private let sandbox: Sandbox
        private let head: Int

        /// Frames: a root, two files, and what is imported.
        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("b.flac", title: "Ferry")
            try await sandbox.psm("scan")
            try sandbox.writeAccount([
                .init("P1", "Mix", [.init("T1", "Harbour"), .init("T2", "Ferry")])
            ])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("build")
            head = try await sandbox.psm("journal", "info", "--json").json()["head"] ?? 0
        }

        /// Flips a bit in the block of a frame, counted from the first.
        private func damage(frame: Int) async throws {
            let frames = try await sandbox.psm("journal", "inspect", "--json").jsonLines()
                .filter { $0.string("kind") == "frame" }
            let offset = try #require(frames[frame]["offset"])
            try sandbox.flipBit(sandbox.segment, atOffset: offset + 70)
        }

        private func expectTold(_ arguments: String...) async throws -> PsmOutput {
            let output = try await sandbox.psm(arguments)
            #expect(output.exitCode == 65, "\(arguments): \(output.stderr)")
            #expect(output.stderr.contains("00000.journal, bytes "), "\(arguments)")
            return output
        }

        @Test func whatIsLeftIsShown() async throws {
            try await damage(frame: 1)
            let count = "SELECT count(*) FROM playlists"
            #expect(try await expectTold("sql", count, "--as-of", "@\(head)").lines == ["1"])
            #expect(try await expectTold("playlist", "show", "mix").lines.count == 3)
            #expect(try await expectTold("playlist", "history", "mix").lines.count == 5)
            #expect(
                try await expectTold("status", "--as-of", "@\(head)").text.contains("1 playlist")
            )
        }

        @Test func aPlaylistThatIsLostIsNotDenied() async throws {
            try await damage(frame: 2)
            for command in ["show", "history"] {
                let output = try await expectTold("playlist", command, "Mix")
                #expect(!output.stderr.contains("never was"))
                #expect(!output.stderr.contains("No playlist is called"))
            }
        }

        /// The last event tells the time of a past.
        @Test func theTimeOfAPastIsNotReadOverDamage() async throws {
            try await sandbox.psm("status", "--as-of", "@\(head)")
            try await damage(frame: 2)
            _ = try await expectTold("status", "--as-of", "@\(head)")
        }

        @Test func aLookBackTellsWhatItMet() async throws {
            try await damage(frame: 1)
            let output = try await expectTold("journal", "tail", "-n", "1", "--type", "playlist")
            #expect(output.lines.count == 1)
            #expect(output.stderr.split(separator: "\n").count == 1)
        }

        /// A time that lies in what is lost begins with what is lost.
        @Test func aTimeInWhatIsLostBeginsThere() async throws {
            let lines = try await sandbox.psm("journal", "tail", "--json", "--since", "@1")
                .jsonLines()
            let time = try #require(lines.first?.string("time"))
            let offset = try await sandbox.psm("journal", "inspect", "--json").jsonLines()
                .filter { $0.string("kind") == "frame" }[1]["offset"]
            try sandbox.flipBit(sandbox.segment, atOffset: try #require(offset) + 20)
            let output = try await expectTold("journal", "tail", "--since", time)
            #expect(output.stderr.contains("position 1\n"))
        }

        /// The one that records a gap has found the damage; those after it have not.
        @Test func whoRecordsAGapExitsWithIt() async throws {
            try await damage(frame: 1)
            #expect(try await sandbox.psm("journal", "verify").exitCode == 65)
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T2", "Ferry")])])
            let first = try await sandbox.psm("import", sandbox.playlistFile.string)
            #expect(first.exitCode == 65 && first.stderr.contains("was recorded at position"))
            #expect(first.text.contains("1 playlist changed"))
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            #expect(try await sandbox.psm("import", sandbox.playlistFile.string).exitCode == 0)
        }

        /// What is lost is not counted, neither as an event that is shown nor as one that is there.
        @Test func countsBehindAGap() async throws {
            let journal = Journal(directory: sandbox.data.appending("journal"))
            try journal.leaveOut(upTo: Position(5_000))
            try sandbox.addSong("c.flac", title: "Pier")
            // The first one stops, to tell what is lost; the next one records it.
            #expect(try await sandbox.psm("scan").text.contains("added") == false)
            let scan = try await sandbox.psm("scan")
            #expect(scan.exitCode == 65 && scan.text.contains("1 added"), "\(scan.stderr)")
            #expect(try await sandbox.psm("scan").exitCode == 0)
            let tail = try await sandbox.psm("journal", "tail", "-n", "3", "--json")
            let shown = try tail.jsonLines().filter { $0.string("type") != "damage" }
            #expect(shown.count == 3, "\(tail.text)")
            #expect(shown.last?.string("type") == "file.added")
            let status = try await sandbox.psm("status")
            #expect(!status.text.contains("5,001 events"), "\(status.text)")
            let past = try await sandbox.psm("status", "--as-of", "@5000", "--json")
            let time = try past.json().object("as_of").string("time")
            #expect(time?.hasPrefix("1970") == false, "\(past.text)")
        }

        /// The watcher keeps the journal open, and has nothing else to do.
        @Test func aWatcherRecordsWhatAnotherFound() async throws {
            let watcher = try sandbox.start("build", "--watch")
            try await watcher.wait("the first build") {
                watcher.errorText.contains("watching; press Ctrl-C to stop")
            }
            try sandbox.addSong("c.flac", title: "Pier")
            try await watcher.wait("an append") { watcher.errorText.contains("1 added") }
            try await damage(frame: 1)
            #expect(try await sandbox.psm("journal", "verify").exitCode == 65)
            try await watcher.wait("the gap to be recorded") {
                watcher.errorText.contains("the loss was recorded at position")
            }
            let gaps = try await sandbox.psm("journal", "tail", "--type", "journal.gap", "--json")
            #expect(gaps.exitCode == 65 && gaps.lines.count == 1, "\(gaps.text)")
            watcher.send(15)
            #expect(await watcher.finished().exitCode == 65)
        }
    }
}
