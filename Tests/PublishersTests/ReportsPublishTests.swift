import EventsSupport
import LibrarySupport
import Projection
import ReadModels
import TestSupport
import Testing

@testable import Publishers

/// The reports' files: made when something changed or is missing, and never at another's expense.
@Suite struct ReportsPublishTests {
    private func library() throws -> TestLibrary {
        let library = try TestLibrary()
        try library.music.write("One.flac", AudioFixture.flac(title: "One", artist: "Nora Vale"))
        try library.scan()
        var account = AccountFixture(tracks: ["1": "One", "2": "Two"])
        account.playlist("aaaaaaaaaa", "Mix", owner: "Me", "1", "2")
        try library.importAccount(account.snapshot)
        return library
    }

    @Test func aFileOfSomebodyElseIsKept() throws {
        let library = try library()
        try library.reports.write("index.html", Array("<h1>mine</h1>".utf8))
        try library.build()
        #expect(try library.reports.text("index.html").contains("psm"))
        #expect(try library.reports.text("index.html.edited") == "<h1>mine</h1>")
    }

    @Test func aMissingPageIsMadeAgainAndNothingElse() throws {
        let library = try library()
        try library.build()
        let page = try library.reports.text("unmatched.csv")
        try library.reports.remove("unmatched.csv")
        let publisher = try #require(
            library.runner.projectors.first { $0.name == ReportsProjector.name }
                as? any PublishingProjector
        )
        #expect(try publisher.publish(library.publishRequest).written == ["unmatched.csv"])
        #expect(try library.reports.text("unmatched.csv") == page)
        #expect(try publisher.publish(library.publishRequest).written.isEmpty)
    }

    @Test func theReasonNamesTheNearestFile() throws {
        let library = try library()
        var account = AccountFixture(
            tracks: ["1": "One", "2": "Two", "3": "One - Live at Wembley"])
        account.playlist("aaaaaaaaaa", "Mix", owner: "Me", "1", "2", "3")
        try library.importAccount(account.snapshot)
        try library.build()
        let lines = try library.reports.text("unmatched.csv").split(whereSeparator: \.isNewline)
        let live = try #require(lines.first { $0.contains("Wembley") })
        #expect(
            live.contains(
                "You have “One.flac”, the studio version; the playlist wants the live one"
            )
        )
        let absent = try #require(lines.first { $0.contains("Two") })
        #expect(absent.contains("The library has this artist, but not this song."))
    }
}
