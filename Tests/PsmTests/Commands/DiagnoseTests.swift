import Events
import FileIO
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct DiagnoseTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("harbour.flac", title: "Harbour")
            try sandbox.write(
                sandbox.music.appending("live.flac"),
                AudioFixture.flac(
                    title: "Harbour (Live)",
                    artist: "Nora Vale",
                    durationMilliseconds: 254_000
                )
            )
            try sandbox.writeAccount([
                .init("p", "Mix", [.init("t1", "Harbour"), .init("t2", "Harbour Bells")])
            ])
            try await sandbox.psm("import", "playlists.json")
            try await sandbox.psm("scan")
        }

        @Test func aTrackByIDLinkAndName() async throws {
            let told = try await sandbox.psm("diagnose", "t1")
            #expect(told.exitCode == 0)
            #expect(told.text.hasPrefix("Nora Vale - Harbour  spotify:t1\n"))
            #expect(told.text.contains("matched: HIGH"))
            #expect(told.text.contains("harbour.flac"))
            #expect(told.text.contains("The lengths differ by 74 s: the file is live"))
            #expect(told.text.contains("in Mix\n"))
            for name in ["spotify:track:t1", "https://open.spotify.com/track/t1?si=x"] {
                #expect(try await sandbox.psm("diagnose", name).text == told.text)
            }
            let byName = try await sandbox.psm("diagnose", "harbour bells")
            #expect(byName.exitCode == 0)
            #expect(byName.text.contains("it has no file"))
            let several = try await sandbox.psm("diagnose", "HARBOUR")
            #expect(several.exitCode == 66)
            #expect(several.stdout.isEmpty)
            #expect(several.stderr.contains("  t1  Nora Vale - Harbour\n"))
            #expect(several.stderr.contains("  t2  Nora Vale - Harbour Bells\n"))
            let nobody = try await sandbox.psm("diagnose", "nothing of that kind")
            #expect(nobody.exitCode == 66)
            #expect(nobody.stdout.isEmpty)
        }

        @Test func aFile() async throws {
            let told = try await sandbox.psm("diagnose", "music/live.flac")
            #expect(told.exitCode == 0)
            #expect(told.text.hasPrefix(sandbox.music.appending("live.flac").string + "\n"))
            #expect(told.text.contains("it matches no track"))
            #expect(told.text.contains("spotify:t1"))
            let json = try await sandbox.psm("diagnose", "music/harbour.flac", "--json").json()
            #expect(json.fields["is_here"] as? Bool == true)
            #expect(
                try json.objects("matches").map { try $0.object("track").string("id") } == ["t1"]
            )
        }

        @Test func filesThatAreNoLibrary() async throws {
            try sandbox.write(sandbox.music.appending("notes.txt"), [1])
            try sandbox.write(sandbox.music.appending("half.flac.part"), [1])
            try sandbox.write(sandbox.music.appending(".hidden.flac"), [1])
            try sandbox.write(sandbox.path("elsewhere.flac"), [1])
            try sandbox.addSong("new.flac", title: "New")
            for (path, words) in [
                ("music/notes.txt", "library.extensions"),
                ("music/.hidden.flac", "library.ignore_patterns"),
                ("elsewhere.flac", "library.paths"), ("music/new.flac", "psm scan"),
                ("music/none.flac", "never was one in the library"), ("music/", "folder"),
            ] {
                let output = try await sandbox.psm("diagnose", path)
                #expect(output.exitCode == 66)
                #expect(output.stderr.contains(words), "\(path): \(output.stderr)")
            }
            try sandbox.remove(sandbox.music.appending("harbour.flac"))
            try await sandbox.psm("scan")
            let gone = try await sandbox.psm("diagnose", "music/harbour.flac")
            #expect(gone.exitCode == 0)
            #expect(gone.text.contains("no longer in the library"))
            #expect(gone.text.contains("would be acceptable"))
        }

        /// The keys are the promise to scripts.
        @Test func theKeysOfTheJSON() async throws {
            try await sandbox.psm("set-match", "t1", "music/live.flac")
            let json = try await sandbox.psm("diagnose", "t1", "--top", "1", "--json").json()
            #expect(json.keys == ["track", "match", "pin", "others", "matching"])
            #expect(
                try json.object("track").keys == [
                    "provider", "id", "title", "artists", "album", "duration_ms", "playlists",
                    "read",
                ]
            )
            #expect(
                try json.object("track").object("read").keys == [
                    "title", "artists", "album", "compared_title", "compared_artists", "versions",
                    "album_versions", "guessed",
                ]
            )
            #expect(try json.object("pin").keys == ["path", "decided_at", "is_here"])
            let match = try json.object("match")
            #expect(match.keys == ["file", "comparison"])
            #expect(try match.object("comparison").string("standing") == "pinned")
            #expect(
                try match.object("file").keys.isSuperset(of: [
                    "path", "title", "artists", "album", "duration_ms", "bitrate_kbps", "read",
                ])
            )
            let other = try #require(try json.objects("others").first).object("comparison")
            #expect(
                other.keys == ["standing", "score", "confidence", "method", "signals", "advice"]
            )
            #expect(other.string("standing") == "outranked")
            #expect(try other.objects("signals").first?.keys == ["signal", "detail", "penalty"])
            #expect(try other.objects("advice").first?.string("kind") == "other_pinned")
            #expect(try json.object("matching").keys == ["fuzzy_threshold", "duration_tolerance"])
        }

        @Test func decisionsAndSettingsAreToldAsTheyAreToday() async throws {
            try await sandbox.psm("remove-match", "t1")
            let rejected = try await sandbox.psm("diagnose", "t1")
            #expect(rejected.text.contains("rejected by you on 2"))
            #expect(rejected.text.contains("psm set-match undoes that"))
            try await sandbox.psm("set-match", "t1", "music/harbour.flac")
            let pinned = try await sandbox.psm("diagnose", "t1")
            #expect(pinned.text.contains("pinned by you on 2"))
            sandbox.environment["PSM__MATCHING__FUZZY_THRESHOLD"] = "0.999"
            let strict = try await sandbox.psm("diagnose", "music/harbour.flac")
            #expect(strict.text.contains("pinned by you"))
            #expect(strict.text.contains("The threshold is 0.999"))
        }

        @Test func aNameThatIsNoUTF8() async throws {
            let name: [UInt8] = Array("music/caf".utf8) + [0xE9] + Array(".flac".utf8)
            try sandbox.write(
                FilePath(bytes: sandbox.path.bytes + Array("/".utf8) + name),
                AudioFixture.flac(title: "Café", artist: "Nora Vale")
            )
            try await sandbox.psm("scan")
            let arguments = [Array("diagnose".utf8), name, Array("--json".utf8)]
            let output = try await sandbox.start(arguments).finished()
            #expect(output.exitCode == 0)
            let file = try output.json().object("file")
            #expect(file.string("title") == "Café")
            #expect(file.string("path_base64") != nil)
        }

        @Test func wrongUsage() async throws {
            #expect(try await sandbox.psm("diagnose").exitCode == 64)
            #expect(try await sandbox.psm("diagnose", "t1", "--top", "-1").exitCode == 64)
        }
    }
}
