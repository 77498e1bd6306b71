import Events
import Formats
import Foundation
import Messages
import SystemPackage
import Testing

@testable import Providers

private let track = """
    {"id": "t1", "name": "Café del Mar", "type": "track", "uri": "spotify:track:t1",
     "artists": [{"id": "a", "name": "Energy 52"}, {"id": null, "name": null}],
     "album": {"id": "b", "name": "Eivissa", "release_date": "1997-05-21",
       "artists": [{"name": "Various"}]},
     "duration_ms": 443000, "explicit": true, "track_number": 3, "disc_number": 2,
     "is_local": false, "external_ids": {"isrc": "DEA339700100"}, "popularity": {"odd": [1]}}
    """

private func read(_ json: String, largestRead: Int = Int.max) throws -> AccountSnapshot {
    try SpotifyFileFormat().read(ByteSource(bytes: Array(json.utf8), largestRead: largestRead))
}

private func playlist(_ id: String, items: String, name: String = "P") -> String {
    #"{"id": "\#(id)", "name": "\#(name)", "tracks": {"items": [\#(items)]}}"#
}

private func problem(_ json: String) -> PlaylistFileProblem? {
    do {
        _ = try read(json)
        return nil
    } catch {
        return error as? PlaylistFileProblem
    }
}

extension AccountSnapshot {
    fileprivate func firstPlaylist() throws -> PlaylistSnapshot? {
        var first: PlaylistSnapshot?
        try playlists?.forEach { first = first ?? $0 }
        return first
    }
}

@Suite struct SpotifyFileTests {
    @Test(arguments: [("tracks", "track"), ("items", "item")])
    func readsBothShapes(page: String, item: String) throws {
        let json = """
            \u{FEFF}{"me": {"id": "u"}, "playlists": [{"id": "p1", "name": "Isla",
              "description": "d",
              "owner": {"id": "u", "display_name": "Ana"}, "snapshot_id": "s", "public": null,
              "\(page)": {"href": "x", "total": 1, "next": null,
                "items": [{"added_at": "2020-05-07T03:15:00Z", "\(item)": \(track)}]}}],
             "saved_tracks": [{"added_at": null, "track": \(track)}]}
            """
        let snapshot = try read(json)
        let described = try #require(snapshot.tracks.first)
        #expect(snapshot.tracks.count == 1)
        #expect(described.provider == "spotify")
        #expect(described.trackID == "t1")
        #expect(described.name == "Café del Mar")
        #expect(described.artists == ["Energy 52"])
        #expect(described.album == "Eivissa")
        #expect(described.albumArtists == ["Various"])
        #expect(described.releaseDate == "1997-05-21")
        #expect(described.durationMs == 443_000)
        #expect(described.isrc == "DEA339700100")
        #expect(described.trackNumber == 3 && described.discNumber == 2)
        #expect(described.explicit && !described.local)
        let playlist = try #require(try snapshot.firstPlaylist())
        #expect(playlist.described.name == "Isla")
        #expect(playlist.described.description_p == "d")
        #expect(playlist.described.ownerName == "Ana")
        #expect(playlist.described.snapshotID == "s")
        #expect(playlist.items?.first?.trackID == "t1")
        #expect(playlist.items?.first?.addedAtMs == 1_588_821_300_000)
        #expect(snapshot.liked?.map(\.addedAtMs) == [0])
        for largestRead in [1, 2, 3, 7, 64] {
            #expect(try read(json, largestRead: largestRead) == snapshot)
        }
    }

    @Test func oddItemsKeepTheirPlace() throws {
        let items = """
            {"track": null}, {"added_at": "2020-01-01T00:00:00Z", "is_local": true, "track":
              {"id": null, "name": "Mine", "uri": "spotify:local:x", "type": "track"}},
            {"track": {"id": "e", "type": "episode", "name": "Talk"}}, {"item": \(track)},
            {"track": {"id": null, "name": "nameless"}}, {"track": {"id": "z", "type": "ad"}}
            """
        let snapshot = try read(#"{"playlists": [\#(playlist("p", items: items))]}"#)
        let found = try #require(try snapshot.firstPlaylist()?.items)
        #expect(
            found.map(\.kind) == [
                .unavailable, .local, .episode, .track, .unavailable, .unavailable,
            ]
        )
        #expect(found.map(\.trackID) == ["", "spotify:local:x", "e", "t1", "", "z"])
        #expect(snapshot.tracks.map(\.trackID) == ["spotify:local:x", "t1"])
        #expect(snapshot.tracks[0].local && !snapshot.tracks[1].local)
        #expect(snapshot.skipped.episodes == 1 && snapshot.skipped.unavailable == 3)
        #expect(snapshot.liked == nil)
    }

    @Test func theFullerDescriptionStays() throws {
        let thin = #"{"track": {"id": "t1", "name": "Thin"}}"#
        let full = #"{"track": \#(track)}"#
        let first = try read(#"{"playlists": [\#(playlist("p", items: "\(thin), \(full)"))]}"#)
        let last = try read(#"{"playlists": [\#(playlist("p", items: "\(full), \(thin)"))]}"#)
        #expect(first.tracks.map(\.name) == ["Café del Mar"])
        #expect(first.tracks == last.tracks)
    }

    @Test(arguments: [
        #""tracks": {"href": "x", "total": 3}"#, #""tracks": null"#, #""public": true"#,
        #""tracks": {"total": 2, "items": [{"track": null}]}"#,
        #""tracks": {"items": [], "next": "page2"}"#, #""tracks": {"items": null}"#,
    ])
    func itemsThatAreNotAllThereAreUnknown(field: String) throws {
        let snapshot = try read(#"{"playlists": [{"id": "p", "name": "N", \#(field)}]}"#)
        #expect(snapshot.playlists?.count == 1)
        #expect(try snapshot.firstPlaylist()?.items == nil)
        #expect(snapshot.skipped.incompletePlaylists == ["N"])
    }

    @Test func sectionsThatAreAbsentSayNothing() throws {
        #expect(try read(#"{"saved_tracks": []}"#).playlists == nil)
        #expect(try read(#"{"saved_tracks": [], "playlists": null}"#).playlists == nil)
        #expect(try read(#"{"playlists": []}"#).liked == nil)
        #expect(problem(#"{"me": {}}"#) == .noPlaylists)
        #expect(problem("{}") == .noPlaylists)
    }

    /// It says nothing of the track, and nothing else is wrong with it.
    @Test func aDurationBelowZeroIsUnknown() throws {
        let snapshot = try read(
            #"{"saved_tracks": [{"track": {"id": "a", "name": "One", "duration_ms": -304}}]}"#
        )
        #expect(snapshot.tracks.map(\.durationMs) == [0])
    }

    @Test func likedSongsAreASet() throws {
        let snapshot = try read(
            #"{"saved_tracks": [{"track": \#(track)}, {"track": \#(track)}, {"track": null}]}"#
        )
        #expect(snapshot.liked?.map(\.trackID) == ["t1"])
        #expect(snapshot.skipped.unavailable == 1)
    }

    @Test(arguments: [
        (#"{"playlists": [{"id": "a"}, {"name": "b"}]}"#, "playlists[1].id", "is missing", 28),
        (#"{"playlists": [{"id": null}]}"#, "playlists[0].id", "is missing", 16),
        (#"{"playlists": [{"id": "a"}, {"id": "a"}]}"#, "playlists[1].id", "playlists[0]", 29),
        (#"{"playlists": 3}"#, "playlists", "must be an array, not a number", 15),
        (#"{"playlists": [7]}"#, "playlists[0]", "must be an object, not a number", 16),
        (#"{"playlists": [], "playlists": []}"#, "playlists", "twice", 31),
        (
            #"{"saved_tracks": [{"added_at": "noon"}]}"#, "saved_tracks[0].added_at", "a time", 32
        ),
        (
            #"{"saved_tracks": [{"track": {"artists": [{}, 5]}}]}"#,
            "saved_tracks[0].track.artists[1]", "must be an object, not a number", 46
        ),
        (
            #"{"saved_tracks": [{"track": {"disc_number": -4}}]}"#,
            "saved_tracks[0].track.disc_number", "from 0 to 4294967295, not -4", 45
        ),
        (
            #"{"playlists": [{"id": "a", "tracks": {"items": [{"track": {"name": 1}}]}}]}"#,
            "playlists[0].tracks.items[0].track.name", "must be a string, not a number", 68
        ),
        ("[]", "the document", "must be an object, not an array", 1),
    ])
    func wrongShapesNameTheFieldAndThePlace(
        json: String,
        field: String,
        text: String,
        column: Int
    ) {
        guard case .shape(let line, let foundColumn, let found, let problem) = problem(json) else {
            Issue.record("\(json): \(String(describing: problem(json)))")
            return
        }
        #expect(found == field && line == 1)
        #expect(problem.contains(text), "\(problem)")
        #expect(foundColumn - column <= 1 && column - foundColumn <= 1, "\(json) \(foundColumn)")
    }

    @Test func idsThatDifferByNormalFormAreTwo() throws {
        let items = ["e\u{301}", "\u{E9}"].map { #"{"track": {"id": "\#($0)"}}"# }
        let snapshot = try read(
            #"{"playlists": [\#(playlist("p", items: items.joined(separator: ",")))]}"#
        )
        #expect(snapshot.tracks.count == 2)
    }

    @Test func cutAnywhereNothingIsRead() {
        let whole = #"{"playlists": [\#(playlist("p", items: "{\"track\": \(track)}"))]}"#
        let bytes = Array(whole.utf8)
        for end in 0..<bytes.count {
            #expect(throws: PlaylistFileProblem.self, "cut at \(end)") {
                try SpotifyFileFormat().read(ByteSource(bytes: Array(bytes.prefix(end))))
            }
        }
    }
}

private let unrecognised = PlaylistFileProblem.unrecognised(known: ["Spotify Web API JSON"])

@Suite struct PlaylistFileTests {
    private func error(for path: FilePath) -> PlaylistFileError? {
        do throws(PlaylistFileError) {
            _ = try PlaylistFile(path).snapshot()
            return nil
        } catch {
            return error
        }
    }

    private func withFile(_ bytes: [UInt8], _ body: (FilePath) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "psm-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "playlists.json")
        try Data(bytes).write(to: file)
        try body(FilePath(file.path))
    }

    @Test func whatIsNoFileOfPlaylistsIsNamedSo() throws {
        #expect(error(for: "/")?.problem == .directory)
        #expect(error(for: "/")?.exitStatus == .noInput)
        #expect(error(for: "/no/such.json")?.description.contains("/no/such.json") == true)
        #expect(error(for: "/no/such.json")?.exitStatus == .noInput)
        for (bytes, problem) in [
            ([], .empty), (Array(" \n\t".utf8), .empty), (Array("ID3\u{3}".utf8), unrecognised),
            ([0x7F, 0x45, 0x00], unrecognised),
        ] as [([UInt8], PlaylistFileProblem)] {
            try withFile(bytes) { path in
                #expect(error(for: path)?.problem == problem)
                #expect(error(for: path)?.exitStatus == .damagedData)
            }
        }
    }

    @Test func errorsAreSentencesThatNameFileAndPlace() throws {
        try withFile(Array("{\n \"playlists\": [,]}".utf8)) { path in
            let text = error(for: path)?.description ?? ""
            #expect(text.contains(path.string) && text.contains("line 2, column 16"))
            #expect(text.hasSuffix("Nothing was imported."))
        }
    }

    @Test(arguments: [
        (PlaylistFileProblem.unreadable(reason: "Permission denied"), "Permission denied"),
        (.directory, "is a folder"), (.empty, "is empty"),
        (unrecognised, "Spotify Web API JSON"), (.noPlaylists, "saved_tracks"),
        (.notUTF8(line: 3, column: 4), "line 3, column 4"),
        (
            .shape(line: 5, column: 6, field: "playlists[3].id", problem: "is missing"),
            "/l.json, line 5, column 6: playlists[3].id is missing."
        ),
    ])
    func everyProblemIsASentence(problem: PlaylistFileProblem, part: String) {
        let text = PlaylistFileError(path: "/l.json", problem: problem).description
        #expect(text.contains(part) && text.contains("/l.json"))
        #expect(text.hasSuffix(" Nothing was imported."))
    }

    @Test func filesOverTheHeadAreReadWhole() throws {
        let padding = String(repeating: " ", count: PlaylistFile.headBytes * 3)
        try withFile(Array("{\(padding)\"playlists\": [{\"id\": \"p\"}]}".utf8)) { path in
            let snapshot = try PlaylistFile(path).snapshot()
            #expect(snapshot.playlists?.count == 1)
        }
        try withFile(Array((padding + "{\"saved_tracks\": []}").utf8)) { path in
            #expect(error(for: path)?.problem == unrecognised)
        }
    }
}

/// What every format of the registry keeps to.
@Suite struct ImportFormatContractTests {
    @Test func registryNamesFormatsAndProviders() {
        let formats = ImportFormatList.standard
        #expect(Set(formats.map(\.title)).count == formats.count)
        #expect(formats.allSatisfy { !$0.title.isEmpty && !$0.provider.isEmpty })
    }

    @Test func noFormatTakesRubbish() {
        for format in ImportFormatList.standard {
            for head in [[], [0x00], [0xFF, 0xFB, 0x90], Array("%PDF-1.7".utf8)] as [[UInt8]] {
                #expect(!format.recognises(head: head), "\(format.title)")
                #expect(throws: PlaylistFileProblem.self) {
                    try format.read(ByteSource(bytes: head))
                }
            }
        }
    }
}
