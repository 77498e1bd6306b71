import Events
import EventsSupport
import FileIO
import Library
import LibrarySupport
import Projection
import Publishers
import Queries
import SystemPackage
import TestSupport
import Testing
import Watch

@testable import Decisions
@testable import ReadModels

/// Laws 1 and 5: for every history, what is built step by step is what a replay builds.
@Suite struct ReplayEqualsLiveTests {
    @Test(arguments: Seeds.from(1, count: 64))
    func randomHistory(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        for _ in 0..<12 { try history.step() }
        try expectReplayEqualsLive(history)
    }

    /// After every step: the matches found one change at a time are those of a full match.
    @Test(arguments: Seeds.from(1_001, count: 6))
    func everyStep(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        for step in 0..<12 {
            try history.step()
            _ = try history.library.runner.catchUp()
            let replayed = try TestLibrary(replaying: history.library)
            _ = try replayed.runner.catchUp()
            for (table, columns) in [
                ("matches", "provider, track_id, file_id, score, method, confidence"),
                ("match_decisions", "*"), ("library_files", "*"), ("playlist_tracks", "*"),
                ("export_playlists", "*"),
            ] {
                let sql = "SELECT \(columns) FROM \(table) ORDER BY 1, 2, 3, 4"
                #expect(
                    try history.library.query(sql) == replayed.query(sql),
                    "seed \(seed), step \(step), \(table): \(history.log)"
                )
            }
        }
    }

    private func expectReplayEqualsLive(_ history: RandomHistory) throws {
        let library = history.library
        let told: Comment = "seed \(history.seed): \(history.log)"
        try library.build()
        let digests = try library.digests()
        let playlists = try library.playlists.contents()
        let reports = try library.reports.contents()
        #expect(digests.count == 5, told)
        #expect(reports.count == 5, told)

        let replayed = try TestLibrary(replaying: library)
        try replayed.build()
        #expect(try replayed.digests() == digests, told)
        #expect(try replayed.playlists.contents() == playlists, told)
        #expect(try replayed.reports.contents() == reports, told)

        let report = try library.runner.rebuild()
        for model in report.models { #expect(model.before == model.after, told) }
        let published = try library.publish()
        #expect(published.allSatisfy { $0.written.isEmpty && $0.deleted.isEmpty }, told)
        #expect(try library.digests() == digests, told)
        #expect(try library.playlists.contents() == playlists, told)
        #expect(try library.reports.contents() == reports, told)
    }
}
