import Events
import EventsSupport
import Journal
import LibrarySupport
import Projection
import ReadModels
import Synchronization
import TestSupport
import Testing
import Threads

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

    /// A change that another process records while the pages are made is in the next ones.
    @Test func aChangeInBetweenIsNotForgotten() throws {
        let library = try library()
        try library.build()
        let publisher = try #require(
            library.runner.projectors.first { $0.name == ReportsProjector.name }
                as? any PublishingProjector
        )
        func event(_ title: String) -> Event {
            var track = TrackDescribed()
            track.provider = "spotify"
            track.trackID = "2"
            track.name = title
            return Event(.trackDescribed(track))
        }
        try library.append([event("Two, told")])
        _ = try library.runner.catchUp()

        var batch = RecordBatch()
        try EventCodec.encode(event("Two, told again"), into: &batch)
        let (neighbour, change) = (try library.neighbour(), batch)
        let positions = Mutex<Range<Position>?>(nil)
        var request = library.publishRequest
        // It is asked for all the time: a place to do something in between.
        request.cancellation = Cancellation {
            positions.withLock { positions in
                if positions != nil { return }
                positions = try? neighbour.journal.append(change)
                _ = try? neighbour.catchUp()
            }
            return false
        }
        #expect(try !publisher.publish(request).written.isEmpty)
        #expect(positions.withLock { $0 } != nil)
        #expect(try !library.reports.text("unmatched.csv").contains("told again"))
        #expect(try publisher.publish(library.publishRequest).written.contains("unmatched.csv"))
        #expect(try library.reports.text("unmatched.csv").contains("told again"))
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
