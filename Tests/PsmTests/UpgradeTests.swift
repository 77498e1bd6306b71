import SystemPackage
import Testing

extension EndToEnd {
    /// Each folder in `Schemas/upgrade` is what the psm of its day left: every later psm reads its
    /// journal, keeps its decisions and writes its playlists as before, or as `expected.json` says.
    @Suite struct UpgradeTests {
        private let decisions = """
            SELECT d.track_id, d.kind, f.path FROM match_decisions d
            LEFT JOIN library_files f ON f.id = d.file_id ORDER BY d.track_id
            """
        private let matches = """
            SELECT m.track_id, f.path FROM matches m
            JOIN library_files f ON f.id = m.file_id ORDER BY m.track_id
            """
        private let items = """
            SELECT p.name, t.track_id FROM playlists p
            JOIN playlist_tracks t ON t.provider = p.provider AND t.playlist_id = p.id
            ORDER BY p.name, t.position
            """

        @Test func theFirstVersionIsThere() {
            #expect(UpgradeFolder.versions.contains("v1"))
        }

        @Test(arguments: UpgradeFolder.versions)
        func todaysPsmOpensIt(version: String) async throws {
            let folder = try UpgradeFolder(version)
            try await readsTheJournal(folder)
            try await losesNoFile(folder)
            try await expectContents(of: folder)
            try await writesThePlaylistsAgain(folder)
            let rebuilt = try await folder.sandbox.psm("project", "--rebuild", "--json")
            #expect(rebuilt.exitCode == 0, "\(rebuilt.stderr)")
            let models = try rebuilt.json().objects("rebuilt")
            #expect(!models.isEmpty)
            for model in models {
                let before = try #require(model.string("before"))
                #expect(model.string("after") == before, "\(model.string("name") ?? "")")
            }
            try await expectContents(of: folder)
        }

        private func readsTheJournal(_ folder: UpgradeFolder) async throws {
            let verified = try await folder.sandbox.psm("journal", "verify", "--json")
            #expect(verified.exitCode == 0, "\(verified.stderr)")
            #expect(try verified.json().fields["is_clean"] as? Bool == true)
            let status = try await folder.sandbox.psm("status", "--json")
            #expect(status.exitCode == 0, "\(status.stderr)")
            let head = try status.json().object("journal")["head"]
            let tail = try await folder.sandbox.psm("journal", "tail", "--since", "@0", "--json")
            #expect(tail.exitCode == 0, "\(tail.stderr)")
            let events = try tail.jsonLines()
            #expect(events.count == head)
            #expect(Set(events.compactMap { $0.string("type") }) == Set(folder.expected.events))
        }

        /// The copies have other inodes and times than the files that were known.
        private func losesNoFile(_ folder: UpgradeFolder) async throws {
            let build = try await folder.sandbox.psm("build", "--json")
            #expect(build.exitCode == 0, "\(build.stderr)")
            let scan = try build.json().object("scan")
            for kind in ["added", "moved", "removed", "errors"] { #expect(scan[kind] == 0) }
            let changed = try #require(scan["changed"])
            let unchanged = try #require(scan["unchanged"])
            #expect(changed + unchanged == folder.expected.files.count)
            let again = try await folder.sandbox.psm("scan", "--json").json()
            #expect(again["unchanged"] == folder.expected.files.count)
        }

        private func expectContents(of folder: UpgradeFolder) async throws {
            let expected = folder.expected
            let files = try await folder.rows("SELECT path FROM library_files")
            #expect(files.flatMap { $0 }.sorted() == expected.files.sorted())
            #expect(
                try await folder.rows(decisions)
                    == expected.decisions.map { [$0.track, $0.kind, $0.file] }
            )
            #expect(
                try await folder.rows(matches)
                    == expected.matches.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
            )
            let liked = try await folder.rows("SELECT track_id FROM liked_tracks ORDER BY added_at")
            #expect(liked.flatMap { $0 } == expected.liked)
            let byName = Dictionary(grouping: try await folder.rows(items)) { $0[0] }
            #expect(byName.mapValues { $0.map { $0[1] } } == expected.playlists)
        }

        /// In the export folder and, as nothing there need be touched, in an empty one.
        private func writesThePlaylistsAgain(_ folder: UpgradeFolder) async throws {
            let expected = try folder.expectedPlaylistFiles()
            #expect(!expected.isEmpty)
            #expect(try folder.playlistFiles(in: folder.playlists) == expected)
            let fresh = folder.sandbox.path("fresh")
            let export = try await folder.sandbox.psm("export", "--directory", fresh.string)
            #expect(export.exitCode == 0, "\(export.stderr)")
            #expect(try folder.playlistFiles(in: fresh) == expected)
        }
    }
}
