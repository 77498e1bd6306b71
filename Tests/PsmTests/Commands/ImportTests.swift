import EventsSupport
import GRDB
import SystemPackage
import Testing

extension EndToEnd {
    @Suite struct ImportTests {
        private let sandbox: Sandbox

        init() throws {
            sandbox = try Sandbox()
        }

        private func importAll(_ options: String...) async throws -> PsmOutput {
            try await sandbox.psm(["import", sandbox.playlistFile.string] + options)
        }

        private func head() async throws -> Int {
            try #require(try await sandbox.psm("journal", "info", "--json").json()["head"])
        }

        private func playlistTracks() throws -> [String] {
            try sandbox.rows(
                "SELECT track_id FROM playlist_tracks ORDER BY playlist_id, position"
            ).map { $0[0] as String }
        }

        @Test func bothShapesAndOnceOnly() async throws {
            let tracks: [PlaylistText.Track] = [.init("T1", "Harbour"), .init("T2", "Ferry")]
            try sandbox.writeAccount(
                [.init("P1", "Old", tracks), .init("P2", "New", tracks, isNewShape: true)],
                liked: tracks
            )
            let first = try await importAll()
            #expect(first.exitCode == 0, "\(first.stderr)")
            #expect(try playlistTracks() == ["T1", "T2", "T1", "T2"])
            let before = try await head()
            #expect(try await importAll().exitCode == 0)
            #expect(try await head() == before)
        }

        /// Many playlists wait in a temporary file.
        @Test func withoutRoomForATemporaryFile() async throws {
            let tracks = (1...200).map { PlaylistText.Track("T\($0)", "Song \($0)") }
            try sandbox.writeAccount((1...100).map { .init("P\($0)", "Mix \($0)", tracks) })
            sandbox.environment["TMPDIR"] = sandbox.path("nowhere").string
            let refused = try await importAll()
            #expect(refused.exitCode == 74)
            #expect(refused.stderr.contains("TMPDIR"), "\(refused.stderr)")
            #expect(try await head() == 0)
            sandbox.environment["TMPDIR"] = nil
            #expect(try await importAll().exitCode == 0)
        }

        /// The first of them are named.
        @Test func manyIncompletePlaylistsAreANumber() async throws {
            let playlists = (1...50).map { #"{"id": "P\#($0)", "name": "Mix \#($0)"}"# }
            let text = #"{"playlists": [\#(playlists.joined(separator: ","))]}"#
            try sandbox.write(sandbox.playlistFile, Array(text.utf8))
            let summary = try await importAll()
            #expect(summary.exitCode == 0)
            #expect(summary.stderr.contains("only a part of “Mix 20”"), "\(summary.stderr)")
            #expect(summary.stderr.contains("only a part of 30 more playlists"))
        }

        @Test func whatTheFileLacksIsGoneUnlessItIsPartial() async throws {
            let tracks: [PlaylistText.Track] = [.init("T1", "Harbour"), .init("T2", "Ferry")]
            try sandbox.writeAccount(
                [.init("P1", "One", tracks), .init("P2", "Two", tracks)],
                liked: tracks
            )
            _ = try await importAll()
            try sandbox.writeAccount([.init("P2", "Two", [tracks[1]])], liked: [])
            _ = try await importAll("--partial")
            #expect(try playlistTracks() == ["T1", "T2", "T2"])
            #expect(try sandbox.rows("SELECT * FROM liked_tracks").count == 2)
            let whole = try await sandbox.psm("import", sandbox.playlistFile.string)
            #expect(whole.text.hasPrefix("Imported 1 playlist with 1 track: "))
            #expect(whole.text.contains("--partial keeps them."))
            #expect(try playlistTracks() == ["T2"])
            #expect(try sandbox.rows("SELECT * FROM liked_tracks").isEmpty)
        }

        @Test func nullsEpisodesAndLocalFilesOccur() async throws {
            let text = """
                {"playlists": [{"id": "P1", "name": "Odd", "owner": {"id": "me"},
                  "tracks": {"total": 4, "items": [
                    {"added_at": null, "track": null},
                    {"track": {"id": "E1", "name": "Talk", "type": "episode", "duration_ms": 5}},
                    {"is_local": true, "track": {"id": null, "type": "track", "name": "Mine",
                      "uri": "spotify:local:Me::Mine:60", "is_local": true, "duration_ms": 60000,
                      "artists": [{"name": "Me"}], "album": {"name": ""}}},
                    {"track": {"id": "T1", "name": "Harbour", "type": "track", "duration_ms": 1,
                      "artists": [{"name": "Nora Vale"}], "album": null}}]}}],
                 "saved_tracks": null}
                """
            try sandbox.write(sandbox.playlistFile, Array(text.utf8))
            try sandbox.addSong("mine.flac", title: "Mine", artist: "Me")
            let output = try await importAll()
            #expect(output.exitCode == 0, "\(output.stderr)")
            #expect(try await sandbox.psm("build").exitCode == 0)
            #expect(sandbox.exists(sandbox.playlists.appending("Odd_P1.m3u")))
            #expect(try sandbox.rows("SELECT * FROM tracks WHERE id = 'T1'").count == 1)
            #expect(try await importAll().exitCode == 0)
        }

        @Test func aMalformedFileImportsNothing() async throws {
            let text = """
                {"playlists": [{"id": "P1", "name": "One", "tracks": {"items": []}},
                  {"id": "P2" "name": "Two"}]}
                """
            try sandbox.write(sandbox.playlistFile, Array(text.utf8))
            let output = try await importAll()
            #expect(output.exitCode == 65)
            #expect(output.stderr.contains("\(sandbox.playlistFile)"))
            #expect(output.stderr.contains("line 2, column 15"))
            #expect(output.stdout.isEmpty)
            #expect(try await head() == 0)
        }

        @Test(arguments: [
            "", "[]", "{}", "{\"playlists\": 7}", "\u{FEFF}", "no", "{\"playlists\": [",
        ])
        func whatIsNoFileOfPlaylistsIsRefused(text: String) async throws {
            try sandbox.write(sandbox.playlistFile, Array(text.utf8))
            let output = try await importAll()
            #expect(output.exitCode == 65)
            #expect(output.stderr.contains(sandbox.playlistFile.string))
            #expect(try await head() == 0)
        }

        @Test func aFileThatIsNotThereIsNoInput() async throws {
            for name in ["none.json", "music"] {
                let output = try await sandbox.psm("import", name)
                #expect(output.exitCode == 66)
                #expect(output.stderr.contains(name))
            }
        }

        @Test func longAndOddNamesBecomeFiles() async throws {
            let long = String(repeating: "長い名前", count: 80)
            try sandbox.addSong("a.flac", title: "Harbour")
            let tracks: [PlaylistText.Track] = [.init("T1", "Harbour")]
            try sandbox.writeAccount([
                .init("P1", long, tracks), .init("P2", "a/b\nc", tracks),
                .init("P3", "", tracks), .init("ABCDEFGHI", "Same", tracks),
                .init("ABCDEFGHX", "Same", tracks), .init("P4", "../../up", tracks),
            ])
            #expect(try await importAll().exitCode == 0)
            let output = try await sandbox.psm("build", "--json")
            #expect(output.exitCode == 0, "\(output.stderr)")
            let files = sandbox.names(in: sandbox.playlists).filter { $0.hasSuffix(".m3u") }
            #expect(files.count == 6)
            #expect(files.allSatisfy { sandbox.entries(of: $0)?.count == 1 })
        }

        @Test func tenThousandItemsAreOnePlaylist() async throws {
            let tracks = (0..<10_000).map { PlaylistText.Track("T\($0 % 700)", "Song \($0 % 700)") }
            try sandbox.writeAccount([.init("P1", "All", tracks)])
            #expect(try await importAll().exitCode == 0)
            let before = try await head()
            try sandbox.writeAccount([.init("P1", "All", tracks.reversed())])
            #expect(try await importAll().exitCode == 0)
            #expect(try playlistTracks() == tracks.reversed().map(\.id))
            #expect(try await head() > before)
        }
    }
}
