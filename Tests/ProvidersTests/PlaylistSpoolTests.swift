import Events
import FileIO
import Messages
import SystemPackage
import TestSupport
import Testing

@testable import Providers

/// Whatever goes in comes out, whether it fits into memory or not.
@Suite struct PlaylistSpoolTests {
    private func playlists(_ random: inout SeededRandom) -> [PlaylistSnapshot] {
        let largest = random.pick(of: 3, 300)
        return (0..<random.below(300)).map { number in
            var described = PlaylistDescribed()
            described.playlistID = "p\(number)"
            described.name = random.pick(of: "", "caf\u{E9}", "cafe\u{301}", "a\0b")
            let items = (0..<random.below(largest)).map { _ in
                var item = PlaylistItem()
                item.trackID = "track \(random.below(1_000))"
                item.addedAtMs = Int64(random.below(1_000))
                item.kind = random.pick(of: .track, .episode)
                return item
            }
            return PlaylistSnapshot(described: described, items: random.chance(10) ? nil : items)
        }
    }

    @Test(arguments: Seeds.from(1, count: 16))
    func whatGoesInComesOut(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let playlists = playlists(&random)
        let spool = PlaylistSpool(playlists)
        #expect(spool.count == playlists.count && spool.failure == nil)
        // As often as it is asked for.
        for _ in 0..<2 {
            var found: [PlaylistSnapshot] = []
            try spool.forEach { found.append($0) }
            #expect(found == playlists, "seed \(seed)")
        }
        for (index, playlist) in playlists.enumerated() {
            #expect(spool.index(of: playlist.described.playlistID) == index)
        }
        #expect(spool.index(of: "p\(playlists.count)") == nil)
        #expect(spool.index(of: "") == nil)
        #expect(spool == PlaylistSpool(playlists))
        #expect(playlists.isEmpty || spool != PlaylistSpool(playlists.dropLast()))
        #expect(playlists.count < 2 || spool != PlaylistSpool(playlists.reversed()))
    }

    /// A record longer than what is in memory at a time.
    @Test func alsoVeryLongOnesComeOut() throws {
        let playlists = (0..<3).map { number in
            var described = PlaylistDescribed()
            described.playlistID = "p\(number)"
            let items = (0..<30_000).map { place in
                var item = PlaylistItem()
                item.trackID = "track \(number) \(place)"
                return item
            }
            return PlaylistSnapshot(described: described, items: items)
        }
        var found: [PlaylistSnapshot] = []
        try PlaylistSpool(playlists).forEach { found.append($0) }
        #expect(found == playlists)
    }

    private func long(_ number: Int) -> PlaylistSnapshot {
        var described = PlaylistDescribed()
        described.playlistID = "p\(number)"
        described.name = String(repeating: "x", count: 200_000)
        return PlaylistSnapshot(described: described, items: nil)
    }

    @Test func withoutAFileAllAreDropped() {
        let reason = FileError(operation: .open, path: "/var/tmp", errno: .noSpace)
        var spool = PlaylistSpool { () throws(FileError) in throw reason }
        for number in 0..<3 { spool.append(long(number)) }
        #expect(spool.failure == reason && spool.count == 3)
        #expect(throws: PlaylistSpoolError.self) { try spool.forEach { _ in } }
    }

    @Test func aFileThatLostItsEndIsAnError() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path.appending("spool")
        var spool = PlaylistSpool { () throws(FileError) in
            try PosixFileSystem().open(path, .create)
        }
        for number in 0..<3 { spool.append(long(number)) }
        try PosixFileSystem().open(path, .readWrite).truncate(toSizeBytes: 100_000)
        #expect(throws: PlaylistSpoolError.self) { try spool.forEach { _ in } }
        #expect(spool != PlaylistSpool((0..<3).map(long)))
    }

    @Test func idsAreComparedByTheirBytes() {
        var described = PlaylistDescribed()
        described.playlistID = "caf\u{E9}"
        let spool: PlaylistSpool = [PlaylistSnapshot(described: described, items: [])]
        #expect(spool.index(of: "caf\u{E9}") == 0)
        #expect(spool.index(of: "cafe\u{301}") == nil)
    }

    @Test func whatCannotBeReadAgainIsAnErrorOfTheDisk() {
        let reason = FileError(operation: .read, path: "/var/tmp", errno: .ioError)
        let error = PlaylistSpoolError(reason: reason)
        #expect(error.exitStatus == .inputOutput)
        #expect(error.description.contains("Input/output error"))
    }
}
