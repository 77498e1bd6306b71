import Events
import GRDB
import Journal
import Projection
import ReadModels

/// Decides which playlist files there are, and what each is to hold.
final class M3USession: ProjectorSession {
    private let db: Database
    private let settings: ExportSettings
    private let rendering: PlaylistRendering

    init(_ db: Database, settings: ExportSettings, rendering: PlaylistRendering) {
        self.db = db
        self.settings = settings
        self.rendering = rendering
    }

    func settle(since: Position?, head: Position) throws {
        guard let since else {
            for key in try updateNames() { _ = try updateDigest(key) }
            return
        }
        let from = Int64(since.rawValue)
        var changed: Set<PlaylistKey> = []
        if try hasPlaylistChanges(since: from) { changed = try updateNames() }
        changed.formUnion(try changedPlaylists(since: from))
        for key in changed {
            guard let (file, digest) = try updateDigest(key) else { continue }
            // It is about to be written.
            RenderedFiles.latest.keep(file, of: key, digest: digest)
        }
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
    private func changedPlaylists(since: Int64) throws -> [PlaylistKey] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH changed_tracks(provider, track_id) AS (
                        SELECT provider, track_id FROM match_changes WHERE position >= ?1
                        UNION SELECT provider, track_id FROM track_changes WHERE position >= ?1
                        UNION SELECT m.provider, m.track_id FROM library_files_changes c
                        JOIN matches m ON m.file_id = c.file_id WHERE c.position >= ?1
                    )
                    SELECT provider, playlist_id FROM playlist_changes WHERE position >= ?1
                    UNION SELECT p.provider, p.playlist_id FROM changed_tracks c
                    CROSS JOIN playlist_tracks p
                    ON p.track_id = c.track_id AND p.provider = c.provider
                    UNION SELECT l.provider, ?2 FROM changed_tracks c
                    CROSS JOIN liked_tracks l ON l.provider = c.provider AND l.track_id = c.track_id
                    """
            ),
            arguments: [since, LikedSongs.playlistID]
        )
        return rows.map { PlaylistKey($0) }
    }

    /// Stores what the file of a playlist is to hold.
    ///
    /// - Returns: nil if it has none.
    private func updateDigest(_ key: PlaylistKey) throws -> (M3UWriter.File, digest: UInt64)? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT name, file_name FROM export_playlists
                    WHERE provider = ? AND playlist_id = ?
                    """
            ),
            arguments: [key.provider, key.playlistID]
        )
        guard let row else { return nil }
        let file = try rendering.file(db, key, name: row["name"], fileName: row["file_name"])
        let wanted = PublishedFolder.Wanted(row["file_name"], file.bytes)
        try db.cachedStatement(
            sql: """
                UPDATE export_playlists SET digest = ?3, size_bytes = ?4
                WHERE provider = ?1 AND playlist_id = ?2
                """
        )
        .execute(
            arguments: [
                key.provider, key.playlistID, Int64(bitPattern: wanted.digest), wanted.sizeBytes,
            ]
        )
        return (file, wanted.digest)
    }

    /// - Returns: the playlists that have a new name or a new file name.
    private func updateNames() throws -> Set<PlaylistKey> {
        var renamed: Set<PlaylistKey> = []
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
                sql: "INSERT OR REPLACE INTO export_playlists VALUES (?, ?, ?, ?, 0, 0)"
            )
            .execute(arguments: [key.provider, key.playlistID, playlist.name, fileName])
            renamed.insert(key)
        }
        for key in old.keys {
            try db.cachedStatement(
                sql: "DELETE FROM export_playlists WHERE provider = ? AND playlist_id = ?"
            )
            .execute(arguments: [key.provider, key.playlistID])
        }
        return renamed
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
}
