import Events
import EventsSupport
import LibrarySupport
import Providers
import TestSupport
import Testing

@testable import Queries

/// What a long playlist takes that its owner has sorted anew.
@Suite struct LongPlaylistTests {
    private func account(_ tracks: [Int]) -> AccountSnapshot {
        var account = AccountSnapshot(provider: "spotify")
        var described = PlaylistDescribed()
        described.provider = "spotify"
        described.playlistID = "p"
        described.name = "Long"
        let items = tracks.map { number in
            var item = PlaylistItem()
            item.trackID = "t\(number)"
            return item
        }
        account.playlists = [PlaylistSnapshot(described: described, items: items)]
        return account
    }

    @Test func aShuffledPlaylistHasFewItemsThatStay() throws {
        var random = SeededRandom(seed: 4_000)
        let tracks = Array(0..<4_000)
        let library = try TestLibrary()
        try library.importAccount(account(tracks))
        let before = try LibraryState(library)
        try library.importAccount(account(tracks.shuffled(using: &random)))
        let after = try LibraryState(library)

        let changes = try before.read { old in
            try after.read { try CatalogChanges(from: old, to: $0) }
        }
        #expect(changes.playlists.count == 1)
        // A longest rising series stays, of about twice the root of the length.
        #expect(changes.playlists.allSatisfy { (3_800..<3_920).contains($0.movedCount) })
        #expect(changes.playlists.allSatisfy { $0.came.isEmpty && $0.went.isEmpty })

        let identity = PlaylistIdentity(provider: "spotify", id: "p")
        let entries = try PlaylistHistory(of: identity, in: library.journal) { _ in }.entries
        #expect(entries.first?.changes.count == 4_001)
        #expect(entries.dropFirst().allSatisfy { (3_800..<3_920).contains($0.changes.count) })
        #expect(entries.count == 2)
    }
}
