import Decisions
import Events
import GRDB
import LibrarySupport
import Projection
import Providers
import ReadModels
import TestSupport

@testable import Queries

/// A copy of the tables of a library, and what plain queries find in them.
final class LibraryState {
    struct Playlist {
        let name: String
        /// By the names that people know.
        let items: [TextKey]
    }

    struct Match {
        let fileID: Int64
        let path: [UInt8]
    }

    struct Decision {
        /// Provider, track, kind, and the file's id.
        let identity: [String]
        /// Provider, track, kind, and the path.
        let key: [[UInt8]]
    }

    private let database: DatabaseQueue
    /// By absolute path; every column but those that only psm needs.
    private(set) var files: [[UInt8]: [String: ColumnValue]] = [:]
    private(set) var matches: [[TextKey]: Match] = [:]
    private(set) var decisions: [Decision] = []

    private static let columns = [
        "size", "mtime_ns", "title", "artist", "album", "album_artist", "date", "year",
        "track_number", "disc_number", "genre", "duration", "bitrate_kbps", "sample_rate_hz",
        "channels", "isrc", "musicbrainz_recording_id", "compilation", "error",
    ]

    init(_ library: TestLibrary) throws {
        _ = try library.runner.catchUp(["library_files", "catalog", "matches"])
        let database = try DatabaseQueue()
        self.database = database
        try library.readModel.read { live in
            try database.writeWithoutTransaction { try live.backup(to: $0) }
        }
        try database.read { db in
            let select = try SQLStatement(
                db,
                "SELECT path, \(Self.columns.joined(separator: ", ")) FROM library_files"
            )
            while try select.step() {
                let values = Self.columns.indices.map { select.value(Int32($0) + 1) }
                files[select.array(0)] = Dictionary(
                    uniqueKeysWithValues: zip(Self.columns, values)
                )
            }
            try readMatches(db)
        }
    }

    private func readMatches(_ db: Database) throws {
        let select = try SQLStatement(
            db,
            """
            SELECT m.provider, m.track_id, m.file_id, f.path
            FROM matches m JOIN library_files f ON f.id = m.file_id
            """
        )
        while try select.step() {
            matches[[select.text(0), select.text(1)].map(TextKey.init)] = Match(
                fileID: select.integer(2),
                path: select.array(3)
            )
        }
        let decided = try SQLStatement(
            db,
            "SELECT provider, track_id, kind, file_id, path FROM match_decisions"
        )
        while try decided.step() {
            let text = (0..<3).map { decided.text($0) }
            decisions.append(
                Decision(
                    identity: text + ["\(decided.integer(3))"],
                    key: text.map { Array($0.utf8) } + [decided.array(4)]
                )
            )
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try database.read(body)
    }

    /// Those that are there, by provider and id; liked songs have an empty id, and are a set.
    ///
    /// - Parameter states: where the names of tracks are looked for, in this order.
    func playlists(named states: [LibraryState]) throws -> [[TextKey]: Playlist] {
        var playlists: [[TextKey]: Playlist] = [:]
        let names = try states.map { try $0.trackNames() }
        func name(_ provider: String, _ id: String) -> TextKey {
            let key = [provider, id].map(TextKey.init)
            return TextKey(names.lazy.compactMap { $0[key] }.first ?? id)
        }
        try read { db in
            for row in try Row.fetchAll(db, sql: "SELECT provider, id, name FROM playlists") {
                let (provider, id, title): (String, String, String) = (row[0], row[1], row[2])
                let items = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT position, track_id FROM playlist_tracks
                        WHERE provider = ?1 AND playlist_id = ?2
                        UNION ALL SELECT position, track_id FROM playlist_other_items
                        WHERE provider = ?1 AND playlist_id = ?2 ORDER BY 1
                        """,
                    arguments: [provider, id]
                ).map { name(provider, $0[1]) }
                playlists[[provider, id].map(TextKey.init)] = Playlist(name: title, items: items)
            }
            let liked = try Row.fetchAll(
                db,
                sql: "SELECT provider, track_id FROM liked_tracks ORDER BY 1, 2"
            )
            for (provider, rows) in Dictionary(grouping: liked, by: { $0[0] as String }) {
                let items = rows.map { name(provider, $0[1]) }
                playlists[[provider, ""].map(TextKey.init)] = Playlist(
                    name: "Liked Songs",
                    items: items
                )
            }
        }
        return playlists
    }

    private func trackNames() throws -> [[TextKey]: String] {
        var names: [[TextKey]: String] = [:]
        try read { db in
            let sql = "SELECT provider, id, artist, name FROM tracks WHERE name <> ''"
            for row in try Row.fetchAll(db, sql: sql) {
                let (provider, id, name): (String, String, String) = (row[0], row[1], row[3])
                let artist: String = row[2] ?? ""
                names[[provider, id].map(TextKey.init)] =
                    artist.isEmpty ? name : "\(artist) - \(name)"
            }
        }
        return names
    }
}
