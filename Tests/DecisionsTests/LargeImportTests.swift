import HeapSupport
import LibrarySupport
import Providers
import SystemPackage
import TestSupport
import Testing

@testable import Decisions

/// What an import takes of many playlists.
@Suite struct LargeImportTests {
    private static let itemCount = 60

    /// An account in which each playlist holds the same few tracks, in another order.
    private func file(_ folder: Tree, playlistCount: Int) throws -> FilePath {
        let tracks = (0..<Self.itemCount).map { number in
            #"{"track":{"id":"a track with a long id \#(number)"}}"#
        }
        var text = #"{"playlists":["#
        for number in 0..<playlistCount {
            let first = number % Self.itemCount
            let items = tracks[first...] + tracks[..<first]
            text += #"{"id":"a playlist with a long id \#(number)","name":"Number \#(number)","#
            text += #""tracks":{"items":[\#(items.joined(separator: ","))]}}"#
            text += number == playlistCount - 1 ? "]}" : ","
        }
        try folder.write("\(playlistCount).json", text)
        return folder.absolute("\(playlistCount).json")
    }

    private func peakBytes(playlistCount: Int) throws -> Int64 {
        let library = try TestLibrary()
        let path = try file(try library.folder.tree("files"), playlistCount: playlistCount)
        return try Heap.peakBytes {
            let snapshot = try PlaylistFile(path).snapshot()
            let summary = try PlaylistImport(library.runner).run(snapshot, partial: false)
            #expect(summary.playlistsChanged == playlistCount)
            #expect(summary.playlists == playlistCount)
        }
    }

    /// A playlist takes more than ten kilobytes while it is compared. One batch of events and some
    /// pages of the tables are in memory; they are full after the first two thousand.
    @Test func aPlaylistTakesNoMemoryOnceItIsRecorded() throws {
        let few = try peakBytes(playlistCount: 2_000)
        let many = try peakBytes(playlistCount: 4_000)
        #expect(many - few < 5 << 20, "\(few) bytes for 2,000 playlists, \(many) for 4,000")
    }
}
