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
    }
}
