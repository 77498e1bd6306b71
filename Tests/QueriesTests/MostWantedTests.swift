import Decisions
import Events
import EventsSupport
import LibrarySupport
import Projection
import Providers
import ReadModels
import TestSupport
import Testing

@testable import Queries

/// What is missing most, counted over playlists and albums.
@Suite struct MostWantedTests {
    @Test func theMostWantedComesFirst() throws {
        let library = try TestLibrary()
        try library.music.write("One.flac", AudioFixture.flac(title: "One", artist: "Nora Vale"))
        try library.scan()
        var account = AccountFixture(
            tracks: ["1": "One", "2": "Two", "3": "Three", "4": "Four", "5": "Nobody's"]
        )
        for index in account.tracks.indices {
            account.tracks[index].album = index < 3 ? "Estuary" : "Delta"
        }
        account.playlist("a", "A", "1", "2", "2", "3")
        account.playlist("b", "B", "1", "3", "4")
        account.like((id: "3", time: 1))
        try library.importAccount(account.snapshot)
        try library.build()
        func wanted(_ tracks: Int, _ albums: Int) throws -> MostWanted {
            try library.readModel.read {
                try MostWanted($0, trackLimit: tracks, albumLimit: albums)
            }
        }

        let all = try wanted(10, 10)
        #expect(all.tracks.map(\.title) == ["Three", "Four", "Two"])
        // Twice in one playlist is once; the liked songs are one more.
        #expect(all.tracks.map(\.playlistCount) == [3, 1, 1])
        #expect(all.albums.map(\.title) == ["Estuary", "Delta"])
        #expect(all.albums.map(\.trackCount) == [2, 1])
        let few = try wanted(1, 0)
        #expect(few.tracks.count == 1 && few.albums.isEmpty)
        #expect(try wanted(0, 1).tracks.isEmpty)
    }
}
