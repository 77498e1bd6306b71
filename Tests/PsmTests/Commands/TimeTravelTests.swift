import FileIO
import SystemPackage
import Testing

extension EndToEnd {
    /// The past, as the commands show it.
    @Suite struct TimeTravelTests {
        private let sandbox: Sandbox
        /// The head after each step.
        private let heads: [Int]

        init() async throws {
            let sandbox = try Sandbox()
            func head() async throws -> Int {
                let info = try await sandbox.psm("journal", "info", "--json").json()
                return info["head"] ?? 0
            }
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("b.flac", title: "Ferry")
            try await sandbox.psm("scan")
            try sandbox.writeAccount([
                .init("P1", "Mix", [.init("T1", "Harbour"), .init("T2", "Ferry")])
            ])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("build")
            let first = try await head()
            try sandbox.move(
                sandbox.music.appending("b.flac"),
                sandbox.music.appending("line\nbreak.flac")
            )
            try sandbox.addSong("a.flac", title: "Harbour Lights")
            try sandbox.addSong("c.flac", title: "Tide")
            try await sandbox.psm("scan")
            try sandbox.writeAccount([
                .init("P1", "Mix Two", [.init("T2", "Ferry"), .init("T3", "Tide")])
            ])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("build")
            self.sandbox = sandbox
            heads = [first, try await head()]
        }

        @Test func statusShowsThePast() async throws {
            let then = try await sandbox.psm("status", "--json", "--as-of", "@\(heads[0])").json()
            #expect(try then.object("as_of")["position"] == heads[0])
            #expect(try then.object("library")["files"] == 2)
            #expect(try then.object("catalog")["tracks"] == 2)
            // What writes files has no past of its own.
            let names = try then.objects("projectors").compactMap { $0.string("name") }
            #expect(names == ["library_files", "catalog", "matches"])
            let now = try await sandbox.psm("status", "--json").json()
            #expect(try now.object("library")["files"] == 3)
            #expect(!now.keys.contains("as_of"))
            let before = try await sandbox.psm("status", "--json", "--as-of", "1999-12-31").json()
            #expect(try before.object("library")["files"] == 0)
            let later = try await sandbox.psm("status", "--json", "--as-of", "2200-01-01").json()
            #expect(try later.object("library")["files"] == 3)
        }

        @Test func exportAndReportOfThePastGoElsewhere() async throws {
            let live = sandbox.names(in: sandbox.playlists).map {
                sandbox.text(sandbox.playlists.appending($0))
            }
            let refused = try await sandbox.psm("export", "--as-of", "@\(heads[0])")
            #expect(refused.exitCode == 64)
            let folder = sandbox.path.appending("then")
            let output = try await sandbox.psm(
                "export",
                "--as-of",
                "@\(heads[0])",
                "--directory",
                folder.string,
                "--json"
            ).json()
            let name = try #require(output.strings("written")?.first)
            let text = try #require(sandbox.text(folder.appending(name)))
            #expect(text.contains("/a.flac") && text.contains("/b.flac"))
            // The same folder, another time: what differs is written over.
            try await sandbox.psm(
                "export",
                "--as-of",
                "@\(heads[1])",
                "--directory",
                folder.string
            )
            let names = sandbox.names(in: folder).filter { $0.hasSuffix(".m3u") }
            #expect(names.map { $0.hasPrefix("Mix Two") } == [true])
            #expect(sandbox.text(folder.appending(names[0]))?.contains("/c.flac") == true)
            #expect(
                sandbox.names(in: sandbox.playlists).map {
                    sandbox.text(sandbox.playlists.appending($0))
                } == live
            )
            let reports = sandbox.path.appending("reports-then")
            try await sandbox.psm(
                "report",
                "--as-of",
                "@\(heads[0])",
                "--directory",
                reports.string
            )
            #expect(sandbox.names(in: reports).contains("index.html"))
        }

        @Test func sqlReadsAndOnlyReads() async throws {
            let query = "SELECT title FROM library_files ORDER BY title"
            #expect(
                try await sandbox.psm("sql", query).lines == ["Ferry", "Harbour Lights", "Tide"]
            )
            let then = try await sandbox.psm("sql", query, "--header", "--as-of", "@\(heads[0])")
            #expect(then.lines == ["title", "Ferry", "Harbour"])
            let path = try await sandbox.psm(
                "sql",
                "SELECT path FROM library_files WHERE title = 'Ferry'"
            )
            #expect(path.lines == ["\(sandbox.music)/line\\nbreak.flac"])
            for wrong in [
                "DELETE FROM tracks", "SELECT", "SELECT 1; SELECT 2", "ATTACH 'x' AS y", "",
                "CREATE TABLE x (y)", "PRAGMA user_version = 3", "BEGIN",
                "/**/PRAGMA query_only = 0",
                "/* a */ -- b\n ATTACH '\(sandbox.data)/psm.db' AS y", "SAVEPOINT x", ";",
                "/* SELECT",
            ] {
                let output = try await sandbox.psm("sql", wrong)
                #expect(output.exitCode == 64, "\(wrong)")
                #expect(output.lines.isEmpty, "\(wrong)")
            }
        }

        @Test func sqlTakesWhateverOnlyReads() async throws {
            let values = "VALUES (NULL, 'a' || char(9, 0, 10) || 'b', x'00FF', 1.5)"
            let output = try await sandbox.psm("sql", values)
            #expect(
                output.stdout == Array("\ta\\t\0\\nb\t\0".utf8) + [0xFF] + Array("\t1.5\n".utf8)
            )
            for query in [
                "/* a */ SELECT 1;", "with a(b) as (select 1) select b from a", "(SELECT 1)",
            ] {
                let isSQL = !query.hasPrefix("(")
                #expect(
                    try await sandbox.psm("sql", query).exitCode == (isSQL ? 0 : 64),
                    "\(query)"
                )
            }
        }

        /// What is computed from the journal alone needs no psm.db, and no folder to write in.
        @Test func thePastNeedsTheJournalOnly() async throws {
            try sandbox.write(sandbox.data.appending("psm.db"), Array("no database".utf8))
            try sandbox.write(sandbox.data.appending("cache"), Array("no folder".utf8))
            let since = "@\(heads[0])"
            #expect(try await sandbox.psm("journal", "diff", "--since", since).lines.count > 5)
            let then = try await sandbox.psm("status", "--json", "--as-of", since).json()
            #expect(try then.object("library")["files"] == 2)
            let count = try await sandbox.psm(
                "sql",
                "--as-of",
                since,
                "SELECT count(*) FROM tracks"
            )
            #expect(count.lines == ["2"])
            let listing = try await sandbox.psm("playlist", "show", "Mix", "--as-of", since)
            #expect(listing.lines.count == 3)
            let folder = sandbox.path.appending("then").string
            let export = try await sandbox.psm("export", "--as-of", since, "--directory", folder)
            #expect(export.exitCode == 0 && export.text.contains("1 written"))
        }

        @Test func scanSinceShowsTheNetChanges() async throws {
            let output = try await sandbox.psm("scan", "--since", "@\(heads[0])", "--json").json()
            #expect(output.strings("added") == ["\(sandbox.music)/c.flac"])
            #expect(output.strings("removed") == [])
            let moved = try #require(output.objects("moved").first)
            #expect(moved.string("from") == "\(sandbox.music)/b.flac")
            #expect(moved.string("to") == "\(sandbox.music)/line\nbreak.flac")
            let changed = try #require(output.objects("changed").first)
            #expect(changed.string("path") == "\(sandbox.music)/a.flac")
            let title = try changed.object("tags").object("title")
            #expect(title.string("from") == "Harbour" && title.string("to") == "Harbour Lights")
            let none = try await sandbox.psm("scan", "--since", "2200-01-01", "--json").json()
            #expect(none.strings("added") == [])
        }

        @Test func diffSpeaksOfEverything() async throws {
            let output = try await sandbox.psm(
                "journal",
                "diff",
                "--since",
                "@\(heads[0])",
                "--json"
            ).json()
            let playlist = try #require(output.objects("playlists").first)
            #expect(playlist.string("former_name") == "Mix")
            #expect(playlist.strings("came")?.count == 1)
            #expect(playlist.strings("went")?.count == 1)
            #expect(try !output.objects("matches").isEmpty)
            let same = try await sandbox.psm(
                "journal",
                "diff",
                "--since",
                "@\(heads[0])",
                "--until",
                "@\(heads[0])"
            )
            #expect(same.exitCode == 0 && same.lines.isEmpty)
        }

        /// Many delete a playlist and make it again under its name.
        @Test func whatIsThereGoesBeforeItsGoneNamesake() async throws {
            try sandbox.writeAccount([.init("P2", "Mix Two", [.init("T3", "Tide")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let now = try await sandbox.psm("playlist", "show", "Mix Two", "--json").json()
            #expect(now.string("playlist_id") == "P2")
            let then = try await sandbox.psm(
                ["playlist", "show", "mix two", "--as-of", "@\(heads[1])", "--json"]
            ).json()
            #expect(then.string("playlist_id") == "P1")
            let gone = try await sandbox.psm("playlist", "show", "P1")
            #expect(gone.exitCode == 0 && gone.stderr.contains("was removed"))
            let early = try await sandbox.psm("playlist", "show", "P1", "--as-of", "@0")
            #expect(early.exitCode == 66 && early.stderr.contains("at that time"))
            try sandbox.writeAccount([
                .init("P2", "Mix Two", [.init("T3", "Tide")]), .init("P3", "Mix Two", []),
            ])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let several = try await sandbox.psm("playlist", "show", "Mix Two")
            #expect(several.exitCode == 66 && several.stderr.contains("P2"))
            #expect(!several.stderr.contains("P1"))
        }

        @Test func aPlaylistHasAHistory() async throws {
            let history = try await sandbox.psm("playlist", "history", "mix two")
            #expect(history.lines.contains { $0.contains("“Mix” → “Mix Two”") })
            #expect(history.lines.contains { $0.contains("+ ") && $0.contains("Tide") })
            #expect(history.lines.contains { $0.contains("− ") && $0.contains("Harbour") })
            // By the name it had.
            #expect(try await sandbox.psm("playlist", "history", "Mix").lines == history.lines)
            let then = try await sandbox.psm(
                "playlist",
                "show",
                "Mix",
                "--as-of",
                "@\(heads[0])",
                "--json"
            ).json()
            let titles = try then.objects("items").compactMap { $0.string("title") }
            #expect(titles == ["Harbour", "Ferry"])
            #expect(try then.objects("items").first?.string("path") == "\(sandbox.music)/a.flac")
            #expect(try await sandbox.psm("playlist", "show", "Mix").lines.count == 3)
            #expect(try await sandbox.psm("playlist", "show", "nothing like it").exitCode == 66)
        }
    }
}
