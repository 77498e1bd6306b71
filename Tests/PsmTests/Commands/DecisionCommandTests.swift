import Events
import FileIO
import GRDB
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    /// Law 5 through the executable: what the user decided outlives everything.
    @Suite struct DecisionCommandTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            for title in ["Right", "Wrong"] { try sandbox.addSong("\(title).flac", title: title) }
            var remaster = PlaylistText.Track("t3", "WRONG")
            remaster.milliseconds = 181_000
            try sandbox.writeAccount([
                .init("p", "Mix", [.init("t1", "Wrong"), .init("t2", "Wrong (Live)")]),
                .init("q", "Road", [remaster]),
            ])
            try await sandbox.psm("import", "playlists.json")
            try await sandbox.psm("build")
        }

        private func file(of track: String) throws -> String? {
            let sql = """
                SELECT f.path || ' ' || m.confidence FROM matches m
                JOIN library_files f ON f.id = m.file_id WHERE m.track_id = '\(track)'
                """
            return try sandbox.rows(sql).first.map { row in
                String((row[0] as String).dropFirst(sandbox.music.string.utf8.count + 1))
            }
        }

        /// After a scan, a full match and a rebuild.
        private func expect(
            _ track: String,
            _ expected: String?,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            for command in [
                ["scan"], ["match"], ["match", "--full"], ["project", "--rebuild"], ["build"],
            ] {
                let output = try await sandbox.psm(command)
                #expect(output.exitCode == 0, "\(output.stderr)", sourceLocation: sourceLocation)
            }
            #expect(try file(of: track) == expected, sourceLocation: sourceLocation)
        }

        @Test func aPinOutlivesEverything() async throws {
            let set = try await sandbox.psm("set-match", "t1", "music/Right.flac")
            #expect(set.exitCode == 0)
            #expect(set.text.hasPrefix("Pinned: Nora Vale – "))
            #expect(set.text.contains("/Right.flac. Run psm build"))
            try await expect("t1", "Right.flac MANUAL")
            try sandbox.move(
                sandbox.music.appending("Right.flac"),
                sandbox.music.appending("renamed.flac")
            )
            try await expect("t1", "renamed.flac MANUAL")
            try sandbox.addSong("renamed.flac", title: "Other tags", artist: "Somebody")
            try await expect("t1", "renamed.flac MANUAL")
            // The root is away, and back.
            let hidden = sandbox.path("hidden")
            try sandbox.move(sandbox.music, hidden)
            _ = try await sandbox.psm("build")
            _ = try await sandbox.psm("match", "--full")
            #expect(try file(of: "t1") == "renamed.flac MANUAL")
            try sandbox.move(hidden, sandbox.music)
            try await expect("t1", "renamed.flac MANUAL")
        }

        @Test func aRejectionOutlivesEverything() async throws {
            let rejected = try await sandbox.psm("remove-match", "t1")
            #expect(rejected.exitCode == 0)
            #expect(rejected.text.hasPrefix("Rejected: Nora Vale – "))
            #expect(rejected.text.contains("“Wrong.flac”"))
            try await expect("t1", nil)
            try sandbox.move(
                sandbox.music.appending("Wrong.flac"),
                sandbox.music.appending("renamed.flac")
            )
            try await expect("t1", nil)
            let hidden = sandbox.path("hidden")
            try sandbox.move(sandbox.music, hidden)
            _ = try await sandbox.psm("build")
            try sandbox.move(hidden, sandbox.music)
            try await expect("t1", nil)
            // Another file is as welcome as ever.
            try sandbox.addSong("copy.flac", title: "Wrong")
            try sandbox.addSong("renamed.flac", title: "Wrong", artist: "Nora Vale & Ada Quill")
            try await expect("t1", "copy.flac HIGH")
            #expect(try await sandbox.psm("remove-match", "t2").exitCode == 66)
        }

        @Test func aPinForOneRecordingEverywhere() async throws {
            let output = try await sandbox.psm(
                "set-match",
                "t1",
                "music/Right.flac",
                "--propagate"
            )
            #expect(output.exitCode == 0)
            #expect(output.text.contains("  also pinned: spotify:t3  Nora Vale - WRONG\n"))
            #expect(!output.text.contains("t2"))
            #expect(try file(of: "t1") == "Right.flac MANUAL")
            #expect(try file(of: "t3") == "Right.flac MANUAL")
            let alone = try await sandbox.psm(
                "set-match",
                "t2",
                "music/Right.flac",
                "--propagate"
            )
            #expect(alone.text.contains("No other track is the same recording."))
            try await expect("t3", "Right.flac MANUAL")
        }

        @Test func wrongNames() async throws {
            #expect(try await sandbox.psm("set-match", "nobody", "music/Right.flac").exitCode == 66)
            #expect(
                try await sandbox.psm("set-match", "t1", "music/none.flac", "--propagate")
                    .exitCode == 66
            )
            #expect(try await sandbox.psm("remove-match", "nobody").exitCode == 66)
        }
    }
}
