internal import Events
package import GRDB
internal import Projection
internal import ReadModels

/// The differences between two states in playlists, matches and decisions.
package struct CatalogChanges: Sendable {
    package struct Playlist: Sendable {
        package enum State: Sendable {
            case new
            case removed
            case renamed(from: String)
            case there
        }

        package let provider: String
        package let id: String
        package let name: String
        package internal(set) var state: State
        package internal(set) var came: [String] = []
        package internal(set) var went: [String] = []
        package internal(set) var movedCount = 0
    }

    package struct Match: Sendable {
        package let provider: String
        package let trackID: String
        /// `Artist - Title`, or the id.
        package let track: String
        /// Absolute paths; nil if the track has no file.
        package let old: [UInt8]?
        package let new: [UInt8]?
    }

    package struct Decision: Sendable {
        package let provider: String
        package let trackID: String
        package let track: String
        /// `pin` or `rejection`.
        package let kind: String
        /// Absolute.
        package let path: [UInt8]
        package let isNew: Bool
    }

    package private(set) var playlists: [Playlist] = []
    package private(set) var matches: [Match] = []
    package private(set) var decisions: [Decision] = []

    package var isEmpty: Bool { playlists.isEmpty && matches.isEmpty && decisions.isEmpty }

    /// - Parameters:
    ///   - before: a database with the tables of `catalog` and `matches`, in the earlier state.
    ///   - after: one in the later state.
    package init(from before: Database, to after: Database) throws {
        let names = try TrackNames(after, before)
        try comparePlaylists(before, after, names)
        try compareMatches(before, after, names)
        try compareDecisions(before, after, names)
    }

    // MARK: Playlists

    private mutating func comparePlaylists(
        _ before: Database,
        _ after: Database,
        _ names: TrackNames
    ) throws {
        var found: [PlaylistKey: Playlist] = [:]
        try TableComparison(
            before: before,
            after: after,
            keyCount: 2,
            "SELECT provider, id, name FROM playlists ORDER BY provider, id"
        ).forEachDifference { old, new in
            guard let row = new ?? old else { return }
            var playlist = Playlist(
                provider: row.text(0),
                id: row.text(1),
                name: row.text(2),
                state: .there
            )
            if old == nil { playlist.state = .new }
            if new == nil { playlist.state = .removed }
            if let old, new != nil { playlist.state = .renamed(from: old.text(2)) }
            found[PlaylistKey(provider: playlist.provider, playlistID: playlist.id)] = playlist
        }
        try compareItems(before, after, names, Self.itemsSQL, &found)
        try compareItems(before, after, names, Self.likedSQL, &found)
        playlists = found.values.filter { $0.hasChanged }.sorted {
            TextKey.precedes($0.name + $0.id, $1.name + $1.id)
        }
    }

    private static let itemsSQL = """
        SELECT provider, playlist_id, position, track_id FROM playlist_tracks
        UNION ALL SELECT provider, playlist_id, position, track_id FROM playlist_other_items
        ORDER BY 1, 2, 3
        """
    /// By id, so that a song that stays is the same row.
    private static let likedSQL = """
        SELECT provider, '', track_id, track_id FROM liked_tracks ORDER BY 1, 3
        """

    private mutating func compareItems(
        _ before: Database,
        _ after: Database,
        _ names: TrackNames,
        _ sql: String,
        _ found: inout [PlaylistKey: Playlist]
    ) throws {
        var touched: [PlaylistKey: (old: [TextKey], new: [TextKey])] = [:]
        try TableComparison(before: before, after: after, keyCount: 3, sql)
            .forEachDifference { old, new in
                guard let row = new ?? old else { return }
                let key = PlaylistKey(provider: row.text(0), playlistID: row.text(1))
                if let old { touched[key, default: ([], [])].old.append(TextKey(old.text(3))) }
                if let new { touched[key, default: ([], [])].new.append(TextKey(new.text(3))) }
            }
        for (key, items) in touched {
            var playlist =
                try found[key]
                ?? Playlist(
                    provider: key.provider,
                    id: key.playlistID,
                    name: Self.name(of: key, after, before),
                    state: .there
                )
            let changes = ListDifference.changes(from: items.old, to: items.new)
            for change in changes.inferringMoves() {
                switch change {
                case .remove(_, let id, nil):
                    playlist.went.append(names.text(key.provider, id.text))
                case .insert(_, let id, nil):
                    playlist.came.append(names.text(key.provider, id.text))
                case .insert: playlist.movedCount += 1
                case .remove: break
                }
            }
            found[key] = playlist
        }
    }

    private static func name(
        of key: PlaylistKey,
        _ databases: Database...
    ) throws -> String {
        if key.playlistID == LikedSongs.playlistID { return LikedSongs.name }
        for db in databases {
            let name = try String.fetchOne(
                db,
                sql: "SELECT name FROM playlists WHERE provider = ? AND id = ?",
                arguments: [key.provider, key.playlistID]
            )
            if let name { return name }
        }
        return key.playlistID
    }

    // MARK: Matches

    private mutating func compareMatches(
        _ before: Database,
        _ after: Database,
        _ names: TrackNames
    ) throws {
        var found: [Match] = []
        try TableComparison(
            before: before,
            after: after,
            keyCount: 2,
            """
            SELECT m.provider, m.track_id, m.file_id, f.path
            FROM matches m LEFT JOIN library_files f ON f.id = m.file_id
            ORDER BY m.provider, m.track_id
            """
        ).forEachDifference { old, new in
            guard let row = new ?? old else { return }
            // The same file at another path, or another one in its place, is a change of the
            // library, not of the match.
            if let old, let new, old[2].isSame(as: new[2]) || old[3].isSame(as: new[3]) { return }
            found.append(
                Match(
                    provider: row.text(0),
                    trackID: row.text(1),
                    track: names.text(row.text(0), row.text(1)),
                    old: old.map { $0[3].bytes },
                    new: new.map { $0[3].bytes }
                )
            )
        }
        matches = found
    }

    private mutating func compareDecisions(
        _ before: Database,
        _ after: Database,
        _ names: TrackNames
    ) throws {
        var found: [Decision] = []
        try TableComparison(
            before: before,
            after: after,
            keyCount: 4,
            """
            SELECT provider, track_id, kind, file_id, path FROM match_decisions
            ORDER BY provider, track_id, kind, file_id
            """
        ).forEachDifference { old, new in
            // A repeated decision is no change, wherever the file is now.
            guard (old == nil) != (new == nil), let row = new ?? old else { return }
            found.append(
                Decision(
                    provider: row.text(0),
                    trackID: row.text(1),
                    track: names.text(row.text(0), row.text(1)),
                    kind: row.text(2),
                    path: row[4].bytes,
                    isNew: new != nil
                )
            )
        }
        decisions = found
    }
}

extension CatalogChanges.Playlist {
    fileprivate var hasChanged: Bool {
        if case .there = state { return !came.isEmpty || !went.isEmpty || movedCount > 0 }
        return true
    }
}

/// Tracks by the names that people know, from the later state.
private struct TrackNames {
    private let statements: [SQLStatement]

    init(_ databases: Database...) throws {
        statements = try databases.map {
            try SQLStatement($0, "SELECT artist, name FROM tracks WHERE provider = ? AND id = ?")
        }
    }

    func text(_ provider: String, _ id: String) -> String {
        for statement in statements {
            statement.bind(1, provider)
            statement.bind(2, id)
            defer { statement.reset() }
            guard (try? statement.step()) == true else { continue }
            let (artist, name) = (statement.text(0), statement.text(1))
            if !name.isEmpty { return artist.isEmpty ? name : "\(artist) - \(name)" }
        }
        return id
    }
}
