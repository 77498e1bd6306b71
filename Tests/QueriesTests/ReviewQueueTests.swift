import Decisions
import EventsSupport
import LibrarySupport
import Matching
import Projection
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Queries

@Suite struct ReviewQueueTests {
    @Test func doubtfulOnesAndNearMisses() throws {
        let library = try TestLibrary()
        func add(_ name: String, _ title: String, _ milliseconds: Int, album: String = "") throws {
            let bytes = AudioFixture.flac(
                title: title,
                artist: "Nora Vale",
                album: album,
                durationMilliseconds: milliseconds
            )
            try library.music.write(name, bytes)
        }
        try add("sure.flac", "Sure", 180_000)
        try add("low.flac", "Harbour (Under Other Skies)", 183_500)
        try add("miss.flac", "Missed", 192_000)
        try add("away.flac", "Away", 400_000)
        try library.scan()
        var account = AccountFixture(tracks: [
            "sure": "Sure", "low": "Harbour", "miss": "Missed", "away": "Away", "free": "Missed",
        ])
        account.playlist("p", "Mix", "sure", "low", "miss", "away")
        try library.importAccount(account.snapshot)
        try library.build()
        func items() throws -> [String] {
            try library.readModel.read { db in
                try ReviewQueue(settings: .init(), db).items
                    .map { "\($0.kind) \($0.pair.track.id)" }
            }
        }
        let before = try items()
        #expect(before.last == "nearMiss miss")
        #expect(before.count == 2)
        #expect(before.first?.hasSuffix(" low") == true)
        // What was answered does not come again.
        try library.reject("low")
        #expect(try items() == ["nearMiss miss"])
        try library.pin("miss", to: library.music.absolute("miss.flac"))
        #expect(try items().isEmpty)
    }
}
