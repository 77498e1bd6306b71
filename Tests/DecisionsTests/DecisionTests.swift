import EventsSupport
import FileIO
import Journal
import Library
import LibrarySupport
import Matching
import Projection
import Queries
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Decisions

/// Law 5: what the user decided outlives everything.
@Suite struct DecisionTests {
    private func library() throws -> (TestLibrary, AccountFixture) {
        let library = try TestLibrary()
        for title in ["Right", "Wrong", "Other"] {
            try library.music.write(
                "\(title).flac",
                AudioFixture.flac(title: title, artist: "Nora Vale")
            )
        }
        try library.scan()
        var account = AccountFixture(tracks: ["t": "Wrong"])
        account.playlist("p", "Mix", "t")
        try library.importAccount(account.snapshot)
        try library.build()
        return (library, account)
    }

    private func match(_ library: TestLibrary) throws -> String? {
        try library.query(
            """
            SELECT f.path, m.confidence FROM matches m JOIN library_files f ON f.id = m.file_id
            """
        ).first.map { String($0.split(separator: "/").last ?? "") }
    }

    private func expect(
        _ expected: String?,
        _ library: TestLibrary,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try library.scan()
        try library.build()
        #expect(try match(library) == expected, sourceLocation: sourceLocation)
        let matches = try library.query("SELECT * FROM matches")
        _ = try library.runner.rebuild()
        #expect(
            try library.query("SELECT * FROM matches") == matches,
            sourceLocation: sourceLocation
        )
    }

    @Test func pinOutlivesEverything() throws {
        var (library, account) = try library()
        #expect(
            try match(library) == "Wrong.flac|CERTAIN" || match(library)?.hasPrefix("Wrong") == true
        )
        try library.pin("t", to: library.music.absolute("Right.flac"))
        try expect("Right.flac|MANUAL", library)
        // Renamed, tagged anew, both.
        try library.music.rename("Right.flac", to: "sub/renamed.flac")
        try expect("renamed.flac|MANUAL", library)
        try library.music.write(
            "sub/renamed.flac",
            AudioFixture.flac(title: "New tags", artist: "Somebody")
        )
        try expect("renamed.flac|MANUAL", library)
        // Gone, another match meanwhile, and back under another name.
        let away = try library.folder.tree("away")
        try library.music.move(Array("sub/renamed.flac".utf8), to: away, [0x61])
        try library.scan()
        try library.build()
        #expect(try match(library)?.hasPrefix("Wrong.flac") == true)
        try away.move([0x61], to: library.music, Array("back.flac".utf8))
        try expect("back.flac|MANUAL", library)
        // The playlist vanishes and returns.
        account.remove("p")
        try library.importAccount(account.snapshot)
        try expect("back.flac|MANUAL", library)
        account.playlist("p", "Mix", "t")
        try library.importAccount(account.snapshot)
        try expect("back.flac|MANUAL", library)
        #expect(try library.playlists.text("Mix_p.m3u").contains("/back.flac\n"))
    }

    @Test func pinOutlivesALostRoot() throws {
        let (library, _) = try library()
        try library.pin("t", to: library.music.absolute("Right.flac"))
        let hidden = library.folder.path.appending("hidden")
        try PosixFileSystem().rename(library.music.path, to: hidden)
        try expect("Right.flac|MANUAL", library)
        try library.scan(.init(acceptsRemovals: true))
        try library.build()
        #expect(try match(library) == nil)
        try PosixFileSystem().rename(hidden, to: library.music.path)
        try expect("Right.flac|MANUAL", library)
    }

    /// By id, then by path, then by tags.
    @Test func resolutionOrder() throws {
        let (library, _) = try library()
        let bytes = try library.music.read("Right.flac")
        try library.pin("t", to: library.music.absolute("Right.flac"))

        // By tags: the file is gone, and a copy of it is elsewhere.
        try library.music.write("copy.flac", bytes)
        try library.music.remove("Right.flac")
        try expect("copy.flac|MANUAL", library)

        // By path: a file of another id moves to the path of the pinned one.
        try library.music.rename("Other.flac", to: "Right.flac")
        try expect("Right.flac|MANUAL", library)
        #expect(
            try library.query("SELECT title FROM library_files WHERE path LIKE '%Right.flac'")
                == ["Other"]
        )

        // By id: the first file is back from where it was, under a third name.
        try library.music.rename("Right.flac", to: "Other.flac")
        try library.music.remove("copy.flac")
        try library.scan()
        try library.music.write("Right.flac", bytes)
        try expect("Right.flac|MANUAL", library)
        try library.music.rename("Right.flac", to: "third.flac")
        try library.music.rename("Other.flac", to: "Right.flac")
        try expect("third.flac|MANUAL", library)
    }

    @Test func rejectionOutlivesEverything() throws {
        let (library, _) = try library()
        try library.reject("t")
        try expect(nil, library)
        try library.music.rename("Wrong.flac", to: "sub/x.flac")
        try expect(nil, library)
        let bytes = try library.music.read("sub/x.flac")
        try library.music.remove("sub/x.flac")
        try library.scan()
        // A copy of the rejected file is rejected by its tags.
        try library.music.write("copy.flac", bytes)
        try expect(nil, library)
        // A pin on the rejected file ends the rejection; a rejection ends the pin.
        try library.pin("t", to: library.music.absolute("copy.flac"))
        try expect("copy.flac|MANUAL", library)
        try library.reject("t")
        try expect(nil, library)
    }

    /// A review takes an answer back by saying again what was decided before it.
    @Test func whatIsTakenBackIsAsIfItNeverWas() throws {
        let (library, _) = try library()
        func takingBack(_ decide: () throws -> Void) throws {
            let former = try library.readModel.read { db in
                let track = try TrackSearch(db).named("t")
                let told = try TrackDiagnosis(of: track, settings: .init(), limit: 0, db)
                return try UserDecision(db).asItStands(told.track)
            }
            let before = try match(library)
            try decide()
            try library.build()
            #expect(try match(library) != before)
            try library.append([former])
            try expect(before, library)
        }
        try takingBack { try library.pin("t", to: library.music.absolute("Right.flac")) }
        try takingBack { try library.reject("t") }
        #expect(try library.query("SELECT * FROM match_decisions").isEmpty)
        // What was decided before stays.
        try library.pin("t", to: library.music.absolute("Other.flac"))
        try takingBack { try library.pin("t", to: library.music.absolute("Right.flac")) }
        try takingBack { try library.reject("t") }
        #expect(try match(library) == "Other.flac|MANUAL")
    }

    @Test func refusals() throws {
        let (library, _) = try library()
        #expect(throws: NamingError.self) {
            try library.pin("nobody", to: library.music.absolute("Right.flac"))
        }
        #expect(throws: NamingError.self) { try library.pin("t", to: "/nowhere.flac") }
        try library.reject("spotify:track:t")
        #expect(throws: NothingToReject.self) { try library.reject("t") }
        #expect(
            try library.types(since: .zero).filter { $0.hasPrefix("match.") } == ["match.rejected"]
        )
    }
}
