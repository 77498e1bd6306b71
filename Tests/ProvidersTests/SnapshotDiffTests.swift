import Events
import TestSupport
import Testing

@testable import Providers

/// A catalogue in memory that applies events as the real one does.
private struct MemoryCatalog: KnownCatalog {
    var tracks: [String: TrackDescribed] = [:]
    var playlists: [String: (described: PlaylistDescribed, items: [PlaylistItem])] = [:]
    var order: [String] = []
    var liked: [LikedTrack] = []

    func isKnown(_ track: TrackDescribed) -> Bool { tracks[track.trackID] == track }
    func forEachPlaylistID(provider: String, _ body: (String) throws -> Void) rethrows {
        for id in order { try body(id) }
    }
    func liked(provider: String) -> [LikedTrack] { liked }

    func playlist(
        provider: String,
        id: String
    ) -> (described: PlaylistDescribed, items: [PlaylistItem])? { playlists[id] }

    mutating func apply(_ events: [Event.OneOf_Body]) throws {
        for event in events {
            switch event {
            case .trackDescribed(let track): tracks[track.trackID] = track
            case .playlistDescribed(let described):
                if playlists[described.playlistID] == nil { order.append(described.playlistID) }
                playlists[described.playlistID, default: (described, [])].described = described
            case .playlistChanged(let changed):
                let items = playlists[changed.playlistID]?.items ?? []
                playlists[changed.playlistID]?.items = try Splice.applying(
                    changed.splices,
                    to: items
                )
            case .playlistRemoved(let removed):
                playlists[removed.playlistID] = nil
                order.removeAll { $0 == removed.playlistID }
            case .likedChanged(let changed):
                liked.removeAll { changed.removed.contains($0.trackID) }
                liked += changed.added
            default: Issue.record("unexpected \(event)")
            }
        }
    }
}

private func item(_ id: Int) -> PlaylistItem {
    var item = PlaylistItem()
    item.trackID = "t\(id)"
    item.addedAtMs = Int64(id) * 1_000
    return item
}

private func snapshot(
    playlists: [(id: String, items: [Int]?)]?,
    liked: [Int]?,
    name: String = "N"
) -> AccountSnapshot {
    var snapshot = AccountSnapshot(provider: "spotify")
    let ids = Set((playlists ?? []).flatMap { $0.items ?? [] } + (liked ?? [])).sorted()
    snapshot.tracks = ids.map { id in
        var track = TrackDescribed()
        track.provider = "spotify"
        track.trackID = "t\(id)"
        track.name = name
        return track
    }
    snapshot.playlists = playlists.map { playlists in
        PlaylistSpool(
            playlists.map { playlist in
                var described = PlaylistDescribed()
                described.provider = "spotify"
                described.playlistID = playlist.id
                described.name = name
                return PlaylistSnapshot(described: described, items: playlist.items?.map(item))
            }
        )
    }
    snapshot.liked = liked?.map { id in
        var track = LikedTrack()
        track.trackID = "t\(id)"
        track.addedAtMs = Int64(id)
        return track
    }
    return snapshot
}

/// What kinds of event, in order: `td pd pc pr lc`.
private func kinds(_ events: [Event.OneOf_Body]) -> String {
    events.map { event in
        switch event {
        case .trackDescribed: "td"
        case .playlistDescribed: "pd"
        case .playlistChanged: "pc"
        case .playlistRemoved: "pr"
        case .likedChanged: "lc"
        default: "??"
        }
    }.joined(separator: " ")
}

@Suite struct SnapshotDiffTests {
    private func known(_ snapshot: AccountSnapshot) throws -> MemoryCatalog {
        var catalog = MemoryCatalog()
        try catalog.apply(diff(catalog, snapshot))
        return catalog
    }

    private func diff(
        _ catalog: MemoryCatalog,
        _ snapshot: AccountSnapshot,
        partial: Bool = false
    ) throws -> [Event.OneOf_Body] {
        var events: [Event.OneOf_Body] = []
        try SnapshotDiff.changes(from: catalog, to: snapshot, partial: partial) { events += $0 }
        return events
    }

    private let base = snapshot(playlists: [("a", [1, 2]), ("b", [])], liked: [2])

    @Test func theFirstSnapshotIsAllNews() throws {
        #expect(try kinds(diff(MemoryCatalog(), base)) == "td td pd pc pd lc")
    }

    @Test func theSameSnapshotIsNoNews() throws {
        #expect(try diff(known(base), base).isEmpty)
        #expect(try diff(known(base), base, partial: true).isEmpty)
    }

    @Test func whatIsAbsentGoesUnlessTheSnapshotIsPartial() throws {
        let less = snapshot(playlists: [("a", [1, 2])], liked: [])
        #expect(try kinds(diff(known(base), less)) == "pr lc")
        #expect(try diff(known(base), less, partial: true).isEmpty)
    }

    @Test func sectionsThatAreAbsentChangeNothing() throws {
        #expect(try diff(known(base), snapshot(playlists: nil, liked: nil)).isEmpty)
        let unknownItems = snapshot(playlists: [("a", nil), ("b", nil)], liked: nil)
        #expect(try diff(known(base), unknownItems).isEmpty)
    }

    @Test func aPlaylistThatReturnsIsDescribedAgain() throws {
        var catalog = try known(base)
        try catalog.apply(diff(catalog, snapshot(playlists: [("b", [])], liked: nil)))
        #expect(try kinds(diff(catalog, base)) == "pd pc")
    }

    @Test func newMetadataIsDescribedOnce() throws {
        let renamed = snapshot(playlists: [("a", [1, 2]), ("b", [])], liked: [2], name: "M")
        #expect(try kinds(diff(known(base), renamed)) == "td td pd pd")
    }

    @Test func likedAtAnotherTimeGoesAndComes() throws {
        var later = base
        later.liked?[0].addedAtMs = 77
        var catalog = try known(base)
        let events = try diff(catalog, later)
        #expect(kinds(events) == "lc")
        try catalog.apply(events)
        #expect(catalog.liked == later.liked)
    }

    /// Random accounts, one after the other: the catalogue follows, and the second look is empty.
    @Test(arguments: 0..<60)
    func theCatalogueFollowsEverySnapshot(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var catalog = MemoryCatalog()
        for _ in 0..<8 {
            let playlists = ["a", "b", "c", "d"].shuffled(using: &random).prefix(
                Int.random(in: 0...4, using: &random)
            ).map { id in
                (
                    id: id,
                    items: Optional(
                        (0..<Int.random(in: 0...12, using: &random)).map { _ in
                            Int.random(in: 0..<9, using: &random)
                        }
                    )
                )
            }
            let liked = Array(0..<9).shuffled(using: &random).prefix(4).map { $0 }
            let next = snapshot(
                playlists: playlists,
                liked: liked,
                name: "N\(Int.random(in: 0...1, using: &random))"
            )
            try catalog.apply(diff(catalog, next))
            #expect(Set(catalog.order) == Set(playlists.map(\.id)), "seed \(seed)")
            try next.playlists?.forEach { playlist in
                let found = catalog.playlists[playlist.described.playlistID]
                #expect(found?.items == playlist.items, "seed \(seed)")
                #expect(found?.described == playlist.described, "seed \(seed)")
            }
            #expect(Set(catalog.liked.map(\.trackID)) == Set((next.liked ?? []).map(\.trackID)))
            #expect(try diff(catalog, next).isEmpty, "seed \(seed)")
        }
    }
}

@Suite struct SplicePlanTests {
    @Test(arguments: 0..<300)
    func splicesLeadFromOldToNew(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let range = 0..<Int.random(in: 1...30, using: &random)
        let old = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            item(Int.random(in: range, using: &random))
        }
        var new = old
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !new.isEmpty:
                new.remove(at: Int.random(in: 0..<new.count, using: &random))
            case 1 where !new.isEmpty:
                let moved = new.remove(at: Int.random(in: 0..<new.count, using: &random))
                new.insert(moved, at: Int.random(in: 0...new.count, using: &random))
            case 2 where new.count < 5: new.shuffle(using: &random)
            default:
                new.insert(
                    item(Int.random(in: 0..<40, using: &random)),
                    at: Int.random(in: 0...new.count, using: &random)
                )
            }
        }
        let splices = SplicePlan.splices(from: old, to: new)
        #expect(try Splice.applying(splices, to: old) == new, "seed \(seed)")
        #expect(splices.isEmpty == (old == new), "seed \(seed)")
        // As few as the standard library's own difference has changes.
        let changes = new.difference(from: old).count
        let touched = splices.reduce(0) { $0 + Int($1.removed) + $1.inserted.count }
        #expect(touched == changes, "seed \(seed)")
    }

    @Test func oneMoveIsTwoSmallSplices() {
        let old = (0..<1_000).map(item)
        var new = old
        new.insert(new.remove(at: 10), at: 900)
        let splices = SplicePlan.splices(from: old, to: new)
        #expect(splices.map(\.offset) == [10, 900])
        #expect(splices.map(\.removed) == [1, 0])
    }

    @Test func tooDifferentListsAreReplacedAtOnce() throws {
        var random = SeededRandom(seed: 1)
        let old = (0..<10_000).map(item)
        let new = [item(-1)] + old.dropFirst().dropLast().shuffled(using: &random) + [item(9_999)]
        let splices = SplicePlan.splices(from: old, to: new)
        #expect(splices.count == 1)
        #expect(splices.first?.removed == 9_999)
        #expect(try Splice.applying(splices, to: old) == new)
    }

    @Test func splicesThatReachBeyondTheItemsAreRefused() {
        var splice = Splice()
        splice.offset = 2
        splice.removed = 2
        #expect(throws: SpliceError.self) { try Splice.applying([splice], to: [item(1)]) }
        splice.offset = UInt32.max
        splice.removed = UInt32.max
        #expect(throws: SpliceError.self) { try Splice.applying([splice], to: []) }
    }
}
