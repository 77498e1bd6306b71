import Events
import GRDB
import Journal
import Projection
import ReadModels

/// Decides which playlist files there are, and which of them a change affects.
final class M3USession: ProjectorSession {
    private let db: Database
    private let settings: ExportSettings

    init(_ db: Database, settings: ExportSettings) throws {
        self.db = db
        self.settings = settings
    }

    func settle(since: Position?, head: Position) throws {
        let position = Int64(head.rawValue)
        guard let since else { return try updateNames(nil) }
        let from = Int64(since.rawValue)
        if try hasPlaylistChanges(since: from) { try updateNames(position) }
        try markChanged(since: from, position)
    }

    private func hasPlaylistChanges(since: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM playlist_changes WHERE position >= ?)"
            ),
            arguments: [since]
        ) ?? false
    }

    /// The playlists that changed, and those with a track whose description or file changed, or
    /// whose file was renamed.
    private func markChanged(since: Int64, _ position: Int64) throws {
        try db.cachedStatement(
            sql: """
                WITH changed_tracks(provider, track_id) AS (
                    SELECT provider, track_id FROM match_changes WHERE position >= ?1
                    UNION SELECT provider, track_id FROM track_changes WHERE position >= ?1
                    UNION SELECT m.provider, m.track_id FROM library_files_changes c
                    JOIN matches m ON m.file_id = c.file_id WHERE c.position >= ?1
                ),
                changed_playlists(provider, playlist_id) AS (
                    SELECT provider, playlist_id FROM playlist_changes WHERE position >= ?1
                    UNION SELECT p.provider, p.playlist_id FROM changed_tracks c
                    CROSS JOIN playlist_tracks p
                    ON p.track_id = c.track_id AND p.provider = c.provider
                    UNION SELECT l.provider, ?3 FROM changed_tracks c
                    CROSS JOIN liked_tracks l ON l.provider = c.provider AND l.track_id = c.track_id
                )
                INSERT OR REPLACE INTO export_pending
                SELECT c.provider, c.playlist_id, ?2 FROM changed_playlists c
                """
        ).execute(
            arguments: [since, position, LikedSongs.playlistID]
        )
    }

    /// - Parameter position: at which playlists with a new file name are marked; nil in a replay,
    ///   which gives the same names as before.
    private func updateNames(_ position: Int64?) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT provider, playlist_id, name, file_name FROM export_playlists"
            )
        )
        var old: [PlaylistKey: (name: String, fileName: String)] = [:]
        for row in rows {
            old[PlaylistKey(row)] = (row["name"], row["file_name"])
        }
        for (playlist, fileName) in PlaylistFileName.names(try playlists()) {
            let key = PlaylistKey(provider: playlist.provider, playlistID: playlist.playlistID)
            // Equal to Swift is not enough: a new normal form is a new name.
            if let entry = old.removeValue(forKey: key),
                TextKey(entry.name) == TextKey(playlist.name),
                TextKey(entry.fileName) == TextKey(fileName)
            {
                continue
            }
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO export_playlists VALUES (?, ?, ?, ?)"
            )
            .execute(arguments: [key.provider, key.playlistID, playlist.name, fileName])
            try mark(key, position)
        }
        for key in old.keys {
            try db.cachedStatement(
                sql: "DELETE FROM export_playlists WHERE provider = ? AND playlist_id = ?"
            )
            .execute(arguments: [key.provider, key.playlistID])
            try mark(key, position)
        }
    }

    private func playlists() throws -> [PlaylistFileName.Playlist] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT provider, id, name, owner_id, owner_name FROM playlists"
            )
        )
        var playlists = rows.map { row in
            let owner = (row["owner_name"] as String?) ?? row["owner_id"] ?? "unknown"
            return PlaylistFileName.Playlist(
                provider: row["provider"],
                playlistID: row["id"],
                name: row["name"],
                owner: settings.organizesByOwner ? owner : ""
            )
        }
        guard settings.includesLikedSongs else { return playlists }
        for provider in try String.fetchAll(
            db.cachedStatement(sql: "SELECT DISTINCT provider FROM liked_tracks")
        ) {
            playlists.append(
                .init(
                    provider: provider,
                    playlistID: LikedSongs.playlistID,
                    name: LikedSongs.name,
                    owner: ""
                )
            )
        }
        return playlists
    }

    private func mark(_ key: PlaylistKey, _ position: Int64?) throws {
        guard let position else { return }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO export_pending VALUES (?, ?, ?)")
            .execute(arguments: [key.provider, key.playlistID, position])
    }
}
