import Events
import EventsSupport
import FileIO
import Journal
import LibrarySupport
import Projection
import TestSupport
import Testing

@testable import ReadModels

/// Law: what is matched one change at a time is what a full match finds, however names resemble one
/// another.
@Suite struct IncrementalMatchTests {
    private static let matches = """
        SELECT provider, track_id, file_id, score, method, confidence FROM matches ORDER BY 1, 2
        """

    /// Which are never more than those of today's tags and tracks.
    private static let keys = [
        "SELECT key, file_id FROM match_file_keys ORDER BY 1, 2",
        "SELECT key, track_seq FROM match_track_keys ORDER BY 1, 2",
    ]

    @Test(arguments: Seeds.from(1, count: 6))
    func incrementalEqualsFull(seed: UInt64) throws {
        var history = try MusicHistory(seed: seed)
        for step in 0..<16 {
            let start = try history.library.head()
            try history.step()
            let told: Comment = "seed \(seed), step \(step): \(history.log)"
            try expectIncremental(history.library, since: start, told)
            _ = try history.library.runner.catchUp([MatchesProjector.name])
            let matches = try history.library.query(Self.matches)
            let replayed = try TestLibrary(replaying: history.library)
            _ = try replayed.runner.catchUp([MatchesProjector.name])
            #expect(try matches == replayed.query(Self.matches), told)
            for keys in Self.keys {
                #expect(try history.library.query(keys) == replayed.query(keys), told)
            }
            try expectPinsWin(history, told)
        }
        let library = history.library
        let matches = try library.query(Self.matches)
        _ = try library.runner.rebuild([MatchesProjector.name])
        #expect(try library.query(Self.matches) == matches, "seed \(seed): \(history.log)")
    }

    /// What nobody here has made is nothing for anybody, though it lies on albums of these names and
    /// is as long.
    @Test(arguments: Seeds.from(101, count: 3))
    func unrelatedFilesChangeNoMatch(seed: UInt64) throws {
        let music = RandomMusic(seed: seed, fileCount: 300, wantedCount: 150)
        let library = try TestLibrary()
        try library.append(music.files, music.wanted.map(\.track))
        _ = try library.runner.catchUp([MatchesProjector.name])
        let matches = try library.query(Self.matches)
        #expect(!matches.isEmpty)

        let start = try library.head()
        let strangers = music.files.prefix(50).enumerated().map { number, file in
            var tags = AudioTags()
            tags.title = "Elsewhere \(number)"
            tags.artists = ["Stranger \(number % 7)"]
            tags.album = file.tags.album
            tags.durationMs = file.tags.durationMs
            return MusicFile(song: 0, path: "strangers/\(number).mp3", tags: tags)
        }
        try library.append(strangers, [])
        try expectIncremental(library, since: start, "seed \(seed)")
        _ = try library.runner.catchUp([MatchesProjector.name])
        #expect(try library.query(Self.matches) == matches, "seed \(seed)")
        _ = try library.runner.rebuild([MatchesProjector.name])
        #expect(try library.query(Self.matches) == matches, "seed \(seed)")
    }

    /// The next catch-up of the matches looks candidates up, and is no full match.
    private func expectIncremental(
        _ library: TestLibrary,
        since start: Position,
        _ told: Comment
    ) throws {
        _ = try library.runner.catchUp([LibraryFilesProjector.name, CatalogProjector.name])
        let isFull = try library.readModel.read { db in
            try MatchChanges(since: start, db).isMostOfAll(db)
        }
        #expect(!isFull, told)
    }

    private func expectPinsWin(_ history: MusicHistory, _ told: Comment) throws {
        let manual = try history.library.query(
            "SELECT track_id, file_id FROM matches WHERE confidence = 'MANUAL'"
        )
        for (track, file) in history.livePins {
            #expect(manual.contains("\(track)|\(file)"), told)
        }
    }
}
