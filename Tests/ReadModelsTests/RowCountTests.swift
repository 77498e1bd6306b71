import Events
import EventsSupport
import FileIO
import LibrarySupport
import Projection
import Queries
import TestSupport
import Testing

@testable import ReadModels

/// Law: a row that nobody needs any more goes. Whatever happened, as many are left as a replay makes.
@Suite struct RowCountTests {
    /// Fifty times, a hundred files get other tags, names, or a time away; their tracks get other
    /// names; decisions are made about them.
    @Test func roundsOfChangesLeaveNoRows() throws {
        let music = RandomMusic(seed: 7, fileCount: 300, wantedCount: 150)
        let (library, ids) = try built(music)
        let counts = try rowCounts(library)
        for round in 0..<50 {
            try library.append(changes(music, Array(ids.prefix(100)), round, library))
            _ = try library.runner.catchUp()
        }
        // Of nobody's tags, the last round made what there was at first.
        try library.append(
            zip(ids, music.files).prefix(100).map { id, file in
                .fileChanged(
                    id,
                    at: path(file, library),
                    MusicFile.stat(inode: id),
                    file.tags
                )
            } + music.wanted.prefix(50).map { Event(.trackDescribed($0.track)) }
        )
        try library.build()
        let after = try rowCounts(library)
        #expect(after.subtracting(counts).isEmpty, "before: \(counts.subtracting(after).sorted())")

        let replayed = try TestLibrary(replaying: library)
        try replayed.build()
        let anew = try rowCounts(replayed)
        #expect(after.subtracting(anew).isEmpty, "a replay: \(anew.subtracting(after).sorted())")
    }

    /// Whoever made a report once, and never again, keeps no rows that only the matches need.
    @Test func aProjectorThatStaysBehindKeepsNoFormerRows() throws {
        let music = RandomMusic(seed: 8, fileCount: 100, wantedCount: 50)
        let (library, ids) = try built(music)
        for round in 0..<3 {
            try library.append(changes(music, ids, round, library))
            _ = try library.runner.catchUp([MatchesProjector.name])
        }
        let behind = try library.query(
            """
            SELECT count(*) FROM projectors
            WHERE checkpoint < (SELECT checkpoint FROM projectors WHERE name = 'matches')
            """
        )
        #expect(behind != ["0"])
        for table in [FormerRows.files, FormerRows.tracks] {
            #expect(try library.query("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
        }
    }

    /// The library with the ids of its files.
    private func built(_ music: RandomMusic) throws -> (TestLibrary, [UInt64]) {
        let library = try TestLibrary()
        try library.append(music.files, music.wanted.map(\.track))
        try library.build()
        let ids = try library.query("SELECT id FROM library_files ORDER BY id")
        return (library, ids.compactMap(UInt64.init))
    }

    private func path(_ file: MusicFile, _ library: TestLibrary) -> LibraryPath {
        LibraryPath(root: library.music.path.bytes, path: Array(file.path.utf8))
    }

    private func changes(
        _ music: RandomMusic,
        _ ids: [UInt64],
        _ round: Int,
        _ library: TestLibrary
    ) -> [Event] {
        var events: [Event] = []
        for (id, file) in zip(ids, music.files) {
            let path = path(file, library)
            var tags = file.tags
            tags.title = "Round \(round) of \(id % 40)"
            tags.artists = ["Somebody \(round)"]
            if id % 5 == 0 { tags.title = "" }
            let stat = MusicFile.stat(inode: id)
            events.append(.fileChanged(id, at: path, stat, tags))
            if id % 3 == 0 {
                events.append(.fileRemoved(id, from: path))
                events.append(.fileReturned(id, at: path, stat, tags))
            }
            if id % 5 == 0 {
                let other = LibraryPath(
                    root: path.root,
                    path: Array("Round \(round)/Title \(id) of \(round).mp3".utf8)
                )
                events.append(.fileMoved(id, from: path, to: other, stat))
            }
        }
        for wanted in music.wanted.prefix(50) {
            var track = wanted.track
            track.name = "Round \(round)"
            events.append(Event(.trackDescribed(track)))
        }
        return events
    }

    /// Of every table there is.
    private func rowCounts(_ library: TestLibrary) throws -> Set<String> {
        let tables = try library.query(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        )
        return Set(
            try tables.map { table in
                "\(table): \(try library.query("SELECT count(*) FROM \(table)").first ?? "")"
            }
        )
    }
}
