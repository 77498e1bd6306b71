import SystemPackage
import Testing

extension EndToEnd {
    @Suite struct BuildTests {
        private let sandbox: Sandbox
        private let tracks: [PlaylistText.Track] = [
            .init("T1", "Harbour"), .init("T2", "Ferry"), .init("T3", "Quay"),
        ]

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("harbour.flac", title: "Harbour")
            try sandbox.addSong("ferry.flac", title: "Ferry")
            try sandbox.writeAccount([.init("P1", "Mix", tracks)], liked: tracks)
            try await sandbox.psm("import", sandbox.playlistFile.string)
        }

        private func build(_ options: String...) async throws -> PsmOutput {
            let output = try await sandbox.psm(["build"] + options)
            #expect(output.exitCode == 0, "\(output.stderr)")
            return output
        }

        private var mix: [String]? { sandbox.entries(of: "Mix_P1.m3u") }
        private func song(_ name: String) -> String { sandbox.music.appending(name).string }

        @Test func aBuildMakesPlaylistsAndReports() async throws {
            let json = try await build("--json").json()
            #expect(
                json.keys.isSuperset(of: ["scan", "matches", "playlists", "reports", "seconds"])
            )
            #expect(try json.object("matches")["matched"] == 2)
            #expect(try json.object("matches")["unmatched"] == 1)
            #expect(mix == [song("harbour.flac"), song("ferry.flac")])
            let liked = sandbox.names(in: sandbox.playlists).first { $0.hasPrefix("Liked") }
            // Newest first.
            #expect(
                sandbox.entries(of: liked ?? "") == [song("ferry.flac"), song("harbour.flac")]
            )
            let pages = sandbox.names(in: sandbox.reports)
            for page in [
                "index.html", "matched.html", "matched.csv", "unmatched.html", "unmatched.csv",
            ] {
                #expect(pages.contains(page))
            }
            #expect(
                sandbox.text(sandbox.reports.appending("unmatched.csv"))?.contains("Quay") == true
            )
            let again = try await build("--json").json()
            #expect(try again.object("playlists")["written"] == 0)
            #expect(try again.object("reports")["written"] == 0)
        }

        @Test func filesFollowWhatHappens() async throws {
            _ = try await build()
            try sandbox.move(
                sandbox.music.appending("harbour.flac"),
                sandbox.music.appending("h.flac")
            )
            try sandbox.remove(sandbox.music.appending("ferry.flac"))
            try sandbox.addSong("quay.flac", title: "Quay")
            _ = try await build()
            #expect(mix == [song("h.flac"), song("quay.flac")])
            try sandbox.writeAccount([.init("P1", "Mix", [tracks[2], tracks[0]])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            _ = try await build()
            #expect(mix == [song("quay.flac"), song("h.flac")])
            try sandbox.writeAccount([.init("P1", "Renamed", [tracks[2]])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            _ = try await build()
            #expect(mix == nil)
            #expect(sandbox.entries(of: "Renamed_P1.m3u") == [song("quay.flac")])
            try sandbox.writeAccount([])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            _ = try await build()
            #expect(sandbox.names(in: sandbox.playlists).filter { $0.hasSuffix(".m3u") }.isEmpty)
        }

        @Test func stagesCanBeLeftOut() async throws {
            _ = try await build("--no-export", "--no-report")
            #expect(!sandbox.exists(sandbox.playlists))
            #expect(!sandbox.exists(sandbox.reports))
            #expect(try await sandbox.psm("export").exitCode == 0)
            #expect(mix?.count == 2)
            #expect(!sandbox.exists(sandbox.reports))
            #expect(try await sandbox.psm("report").exitCode == 0)
            #expect(sandbox.exists(sandbox.reports.appending("index.html")))
        }

        @Test func stagesOneByOne() async throws {
            #expect(try await sandbox.psm("scan").exitCode == 0)
            let match = try await sandbox.psm("match", "--json")
            #expect(match.exitCode == 0)
            #expect(try match.json()["matched"] == 2)
            let full = try await sandbox.psm("match", "--full", "--json").json()
            #expect(full["matched"] == 2)
            let export = try await sandbox.psm("export", "--json").json()
            #expect(export.strings("written")?.contains("Mix_P1.m3u") == true)
            #expect(export.string("directory") == sandbox.playlists.string)
            let report = try await sandbox.psm("report", "--json").json()
            #expect(report.strings("written")?.contains("index.html") == true)
            let told = try await sandbox.psm("report").text
            #expect(told.hasPrefix("Reports: "))
            #expect(told.hasSuffix("/index.html\n"))
            #expect(told.contains(" pages, file:///"))
        }

        /// Whoever matches sees what is wanted most, as long as there is news.
        @Test func matchTellsWhatIsMissing() async throws {
            try await sandbox.psm("scan")
            let lines = try await sandbox.psm("match").lines
            #expect(
                lines.dropFirst() == [
                    "Missing, most wanted first (psm diagnose TRACK tells why):",
                    "  Nora Vale – Quay (2 playlists)",
                ]
            )
            #expect(try await sandbox.psm("match").lines.count == 1)
            sandbox.environment["PSM__MATCHING__SHOW_UNMATCHED_TRACKS"] = "0"
            sandbox.environment["PSM__MATCHING__SHOW_UNMATCHED_ALBUMS"] = "0"
            #expect(try await sandbox.psm("match", "--full").lines.count == 1)
        }

        @Test func mirroredShowsWhatIsMissing() async throws {
            _ = try await build()
            sandbox.environment["PSM__EXPORT__MODE"] = "mirrored"
            #expect(try await sandbox.psm("export").exitCode == 0)
            #expect(mix?.last == "!MISSING - Nora Vale - Quay")
            #expect(mix?.count == 3)
            sandbox.environment["PSM__EXPORT__MODE"] = nil
            #expect(try await sandbox.psm("export").exitCode == 0)
            #expect(mix?.count == 2)
        }

        @Test func filesOfOthersStay() async throws {
            _ = try await build()
            let own = sandbox.playlists.appending("mine.m3u")
            try sandbox.write(own, Array("mine\n".utf8))
            try sandbox.write(sandbox.playlists.appending("Mix_P1.m3u"), Array("edited\n".utf8))
            try sandbox.writeAccount([])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let output = try await build()
            #expect(output.stderr.contains("Mix_P1.m3u"))
            #expect(sandbox.text(own) == "mine\n")
            #expect(mix == ["edited"])
        }

        @Test func aDeletedExportFolderComesBack() async throws {
            _ = try await build()
            try sandbox.removeTree(sandbox.playlists)
            try sandbox.removeTree(sandbox.reports)
            _ = try await build()
            #expect(mix?.count == 2)
            #expect(sandbox.exists(sandbox.reports.appending("index.html")))
        }
    }

    @Suite struct DecisionTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("right.flac", title: "Harbour")
            try sandbox.addSong("other.flac", title: "Something Else", artist: "Somebody")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("build")
        }

        private func entries() async throws -> [String] {
            let output = try await sandbox.psm("build")
            #expect(output.exitCode == 0, "\(output.stderr)")
            let names = sandbox.entries(of: "Mix_P1.m3u") ?? []
            return names.map { FilePath($0).lastComponent?.string ?? "" }
        }

        @Test func aTrackIsNamedInAnyOfItsForms() async throws {
            for track in [
                "spotify:T1", "spotify:track:T1", "https://open.spotify.com/track/T1?si=x",
            ] {
                let pin = try await sandbox.psm("set-match", track, "music/other.flac")
                #expect(pin.exitCode == 0, "\(pin.stderr)")
            }
        }

        @Test func aPinOutlivesEverything() async throws {
            let pin = try await sandbox.psm("set-match", "T1", "music/other.flac")
            #expect(pin.exitCode == 0, "\(pin.stderr)")
            #expect(try await entries() == ["other.flac"])
            try sandbox.move(
                sandbox.music.appending("other.flac"),
                sandbox.music.appending("renamed.flac")
            )
            #expect(try await entries() == ["renamed.flac"])
            try sandbox.addSong("renamed.flac", title: "Retagged", artist: "Another")
            #expect(try await entries() == ["renamed.flac"])
            try await sandbox.psm("match", "--full")
            try await sandbox.psm("project", "--rebuild")
            #expect(try await entries() == ["renamed.flac"])
            let bytes = try sandbox.read(sandbox.music.appending("renamed.flac"))
            try sandbox.remove(sandbox.music.appending("renamed.flac"))
            #expect(try await entries() != ["renamed.flac"])
            try sandbox.write(sandbox.music.appending("renamed.flac"), bytes)
            #expect(try await entries() == ["renamed.flac"])
            // The playlist goes and comes.
            try sandbox.writeAccount([])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            #expect(try await entries() == ["renamed.flac"])
        }

        @Test func aRejectionStays() async throws {
            #expect(try await entries() == ["right.flac"])
            #expect(try await sandbox.psm("remove-match", "T1").exitCode == 0)
            #expect(try await entries() == [])
            try await sandbox.psm("match", "--full")
            #expect(try await entries() == [])
            #expect(try await sandbox.psm("remove-match", "T1").exitCode == 66)
        }

        @Test func whatIsNotKnownIsNoInput() async throws {
            let head = try await sandbox.psm("journal", "info", "--json").json()["head"]
            for arguments in [
                ["set-match", "T9", "music/right.flac"], ["set-match", "T1", "music/none.flac"],
                ["set-match", "T1", "music"], ["remove-match", "T9"],
            ] {
                #expect(try await sandbox.psm(arguments).exitCode == 66)
            }
            #expect(try await sandbox.psm("journal", "info", "--json").json()["head"] == head)
        }
    }
}
