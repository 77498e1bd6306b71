import Events
import EventsSupport
import FileIO
import Journal
import LibrarySupport
import Matching
import Projection
import Providers
import Queries
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Decisions

@Suite struct PropagationTests {
    @Test func oneRecordingAtOnce() throws {
        let library = try TestLibrary()
        for name in ["a", "b"] {
            try library.music.write(
                "\(name).flac",
                AudioFixture.flac(title: name, artist: "Nora Vale")
            )
        }
        try library.scan()
        var account = AccountFixture(tracks: [
            "t": "Harbour", "same": "HARBOUR", "live": "Harbour (Live)", "pinned": "Harbour",
            "rejected": "Harbour", "has": "Harbour", "isrc": "Hafen",
        ])
        for index in account.tracks.indices
        where ["t", "isrc"].contains(account.tracks[index].trackID) {
            account.tracks[index].isrc = "GBAYE0100001"
        }
        account.playlist("p", "Mix", "t", "same", "live", "pinned", "rejected", "has", "isrc")
        try library.importAccount(account.snapshot)
        try library.build()
        let file = library.music.absolute("a.flac")
        try library.pin("pinned", to: library.music.absolute("b.flac"))
        try library.pin("rejected", to: file)
        try library.reject("rejected")
        try library.pin("has", to: file)
        let head = try library.journal.head().position
        var outcomes: [String: Propagation.Outcome] = [:]
        try Decision.make(library.runner, reading: MatchesProjector.name) { db, _ in
            let told = try Propagation(ofPin: "t", to: file.bytes, settings: .init(), db)
            for (track, outcome) in told.others { outcomes[track.id] = outcome }
            return told.events
        }
        #expect(
            outcomes == [
                "same": .follows, "isrc": .follows, "pinned": .keepsItsPin,
                "rejected": .keepsItsRejection, "has": .isPinned,
            ]
        )
        // One append: all or nothing.
        var appends = 0
        try library.journal.read(from: head, damage: { _ in }) { _ in
            appends += 1
            return .continue
        }
        #expect(appends == 1)
        #expect(
            try library.query(
                "SELECT track_id FROM matches WHERE confidence = 'MANUAL' ORDER BY track_id"
            ) == ["has", "isrc", "pinned", "same", "t"]
        )
    }
}
