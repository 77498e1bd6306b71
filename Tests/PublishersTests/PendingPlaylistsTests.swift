import Events
import EventsSupport
import FileIO
import HeapSupport
import LibrarySupport
import Projection
import Providers
import TestSupport
import Testing

@testable import Publishers

/// What a publish takes that has many playlists to write.
@Suite struct PendingPlaylistsTests {
    private static let itemCount = 100
    private static let title = String(repeating: "a long title ", count: 80)

    private func library(playlistCount: Int) throws -> TestLibrary {
        var options = TestLibrary.Options()
        options.mode = .mirrored
        let library = try TestLibrary(options)
        var account = AccountFixture(
            tracks: Dictionary(
                uniqueKeysWithValues: (0..<Self.itemCount).map { ("t\($0)", "\(Self.title)\($0)") }
            )
        ).snapshot
        account.playlists = PlaylistSpool(
            (0..<playlistCount).map { number in
                var described = PlaylistDescribed()
                described.provider = "spotify"
                described.playlistID = "\(number)"
                described.name = "Number \(number)"
                let items = (0..<Self.itemCount).map { number in
                    var item = PlaylistItem()
                    item.trackID = "t\(number)"
                    return item
                }
                return PlaylistSnapshot(described: described, items: items)
            }
        )
        try library.importAccount(account)
        return library
    }

    /// The heap of making the rows, and of writing all files.
    private func peakBytes(playlistCount: Int) throws -> (rows: Int64, files: Int64) {
        let library = try library(playlistCount: playlistCount)
        let rows = try Heap.peakBytes { _ = try library.runner.catchUp() }
        let files = try Heap.peakBytes {
            let m3u = library.runner.projectors.compactMap { $0 as? M3UProjector }
            let reports = try m3u.map { try $0.publish(library.publishRequest) }
            #expect(reports.map(\.written.count) == [playlistCount])
        }
        return (rows, files)
    }

    /// One has two hundred kilobytes of lines; what SQLite keeps of the tables is four megabytes.
    @Test func linesOfOnePlaylistAreHeldAtATime() throws {
        let few = try peakBytes(playlistCount: 5)
        let many = try peakBytes(playlistCount: 65)
        #expect(many.rows - few.rows < 5 << 20, "\(few.rows) to \(many.rows) bytes")
        #expect(many.files - few.files < 5 << 20, "\(few.files) to \(many.files) bytes")
    }
}
