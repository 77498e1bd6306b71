import Decisions
import EventsSupport
import FileIO
import LibrarySupport
import Matching
import Projection
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Queries

@Suite struct DiagnosisTests {
    private func library(
        _ files: [String: [UInt8]],
        tracks: [String: String] = ["t": "Harbour"],
        _ options: TestLibrary.Options = .init()
    ) throws -> TestLibrary {
        let library = try TestLibrary(options)
        for (name, bytes) in files { try library.music.write(name, bytes) }
        try library.scan()
        var account = AccountFixture(tracks: tracks)
        for id in tracks.keys.sorted() { account.playlist("p\(id)", "Mix \(id)", id) }
        try library.importAccount(account.snapshot)
        try library.build()
        return library
    }

    private func diagnose(
        _ library: TestLibrary,
        _ track: String = "t",
        _ settings: MatchingSettings = .init()
    ) throws -> TrackDiagnosis {
        try library.readModel.read { db in
            let found = try TrackSearch(db).named(track)
            return try TrackDiagnosis(of: found, settings: settings, limit: 5, db)
        }
    }

    private func diagnose(file: String, _ library: TestLibrary) throws -> FileDiagnosis? {
        try library.readModel.read { db in
            try FileDiagnosis(
                ofFileAt: library.music.absolute(file).bytes,
                settings: .init(),
                limit: 5,
                db
            )
        }
    }

    private func name(_ pair: ComparedPair) -> String {
        FilePath(bytes: pair.file.path).lastComponent?.string ?? ""
    }

    private func song(_ title: String, _ artist: String = "Nora Vale", album: String = "")
        -> [UInt8]
    {
        AudioFixture.flac(title: title, artist: artist, album: album)
    }

    @Test func theMatchAndWhatIsBehindIt() throws {
        let library = try library([
            "a.flac": song("Harbour"), "b.flac": song("Harbour"), "c.flac": song("Harbour (Live)"),
            "d.flac": song("Harbour", "Ada Quill"),
        ])
        let told = try diagnose(library)
        #expect(told.track.playlists == ["Mix t"])
        let match = try #require(told.match)
        #expect(match.standing == .matched)
        #expect(["a.flac", "b.flac"].contains(name(match)))
        let copy = told.others[0]
        #expect(copy.standing == .outranked)
        #expect(copy.advice[0].kind == .preferred)
        #expect(copy.advice[0].text.contains("in the library the longest"))
        let live = try #require(told.others.first { name($0) == "c.flac" })
        #expect(live.standing == .refused)
        #expect(live.advice[0].kind == .version)
        let cover = try #require(told.others.first { name($0) == "d.flac" })
        #expect(cover.advice[0].kind == .artist)
    }

    /// Another length and a misspelt title share no key with the track.
    @Test func nearFilesAreFoundWithoutAnyKey() throws {
        var far = AudioFixture(title: "Harbuor", artists: ["Nora Vale"])
        far.durationMilliseconds = 300_000
        let library = try library([
            "far.flac": far.flac(), "stone.flac": song("Stone", "Ada Quill"),
        ])
        let told = try diagnose(library)
        #expect(told.match == nil)
        #expect(told.others.map(name) == ["far.flac"])
        #expect(told.others[0].standing == .refused)
    }

    @Test func decisionsAreTold() throws {
        let library = try library(["a.flac": song("Harbour"), "b.flac": song("Other")])
        try library.reject("t")
        let rejected = try #require(try diagnose(library).others.first { name($0) == "a.flac" })
        #expect(rejected.standing == .rejected)
        #expect(rejected.decidedAt != nil)
        #expect(rejected.advice[0].text.contains("psm set-match undoes that"))
        try library.pin("t", to: library.music.absolute("b.flac"))
        let pinned = try diagnose(library)
        #expect(pinned.match?.standing == .pinned)
        #expect(pinned.match?.decidedAt == pinned.pin?.position)
        #expect(pinned.pin?.isHere == true)
        try library.music.remove("b.flac")
        try library.scan()
        try library.build()
        let away = try diagnose(library)
        #expect(away.match == nil)
        #expect(away.pin?.isHere == false)
    }

    @Test func aBetterFileElsewhereIsNamed() throws {
        let library = try library(["a.flac": song("Harbour"), "b.flac": song("Harbour")])
        try library.pin("t", to: library.music.absolute("b.flac"))
        let told = try diagnose(library)
        #expect(told.match.map(name) == "b.flac")
        #expect(told.others[0].advice[0].kind == .otherPinned)
    }

    @Test func theSettingsOfTodayCount() throws {
        var options = TestLibrary.Options()
        options.matching.fuzzyThreshold = 0.995
        let library = try library(["a.flac": song("Harbour")], options)
        let told = try diagnose(library, "t", options.matching)
        #expect(told.match == nil)
        #expect(told.others[0].advice.map(\.kind) == [.threshold])
        #expect(told.others[0].explanation.refusal?.contains("0.995") == true)
    }

    @Test func aFileIsToldItsTracks() throws {
        let library = try library(
            ["a.flac": song("Harbour"), "bare.flac": AudioFixture().flac()],
            tracks: ["t": "Harbour", "u": "Harbour - Live", "v": "Stone"]
        )
        let told = try #require(try diagnose(file: "a.flac", library))
        #expect(told.isHere)
        #expect(told.matches.map(\.track.id) == ["t"])
        #expect(told.others.first?.track.id == "u")
        #expect(told.others.first?.advice.first?.kind == .version)
        #expect(try diagnose(file: "bare.flac", library)?.matches.isEmpty == true)
        #expect(try diagnose(file: "none.flac", library) == nil)
    }

    @Test func aFileThatIsGoneOrAwayOrUnreadable() throws {
        let library = try library(["a.flac": song("Harbour"), "broken.flac": [1, 2, 3]])
        let broken = try #require(try diagnose(file: "broken.flac", library))
        #expect(!broken.file.error.isEmpty)
        let hidden = library.folder.path.appending("hidden")
        try PosixFileSystem().rename(library.music.path, to: hidden)
        try library.scan()
        try library.build()
        let away = try #require(try diagnose(file: "a.flac", library))
        #expect(away.isHere)
        #expect(away.file.unavailableReason != nil)
        try PosixFileSystem().rename(hidden, to: library.music.path)
        try library.music.remove("a.flac")
        try library.scan()
        try library.build()
        let gone = try #require(try diagnose(file: "a.flac", library))
        #expect(!gone.isHere)
        #expect(gone.matches.isEmpty)
        #expect(gone.others.first?.standing == .removed)
    }

    @Test func tracksAreFoundByWords() throws {
        let library = try library(
            [:],
            tracks: ["t": "Harbour Lights", "u": "Hárbour", "v": "Stone"]
        )
        func found(_ words: String) throws -> [String] {
            try library.readModel.read { db in
                try TrackSearch(db).containing(words, limit: 10).map(\.id)
            }
        }
        #expect(try found("HARBOUR").sorted() == ["t", "u"])
        #expect(try found("nora vale stone") == ["v"])
        #expect(try found("nothing").isEmpty)
        #expect(try found("").isEmpty)
    }
}
