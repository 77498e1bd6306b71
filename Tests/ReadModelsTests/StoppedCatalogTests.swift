import Events
import EventsSupport
import LibrarySupport
import Projection
import TestSupport
import Testing

@testable import ReadModels

/// The catalogue cannot go on; the files on the disk do, and the playlists follow them.
@Suite struct StoppedCatalogTests {
    @Test func playlistsFollowTheFiles() throws {
        let library = try TestLibrary()
        for title in ["One", "Two"] {
            try library.music.write(
                "\(title).flac",
                AudioFixture.flac(title: title, artist: "Nora Vale")
            )
        }
        try library.scan()
        var account = AccountFixture(tracks: ["1": "One", "2": "Two"])
        account.playlist("p", "Mix", "1", "2")
        try library.importAccount(account.snapshot)
        try library.build()
        #expect(try library.playlists.text("Mix_p.m3u").contains("/One.flac\n"))

        var splice = Splice()
        splice.offset = 99
        var change = PlaylistChanged()
        change.provider = "spotify"
        change.playlistID = "p"
        change.splices = [splice]
        try library.append([Event(.playlistChanged(change))])
        for _ in 0..<2 {
            let report = try library.runner.catchUp()
            #expect(report.errors.first?.name == CatalogProjector.name)
            try library.publish()
        }
        #expect(throws: ProjectionError.self) { try library.importAccount(account.snapshot) }

        try library.music.remove("One.flac")
        try library.scan()
        _ = try library.runner.catchUp()
        try library.publish()
        let text = try library.playlists.text("Mix_p.m3u")
        #expect(!text.contains("/One.flac"))
        #expect(text.contains("/Two.flac\n"))
        #expect(try !library.reports.text("matched.csv").contains("One.flac"))
    }
}
