package import GRDB

/// The figures that `psm status` and the reports begin with.
package struct LibraryCounts: Sendable {
    package let files: Int
    package let tracks: Int
    package let playlists: Int
    /// Tracks that a playlist or the liked songs hold and that have a file.
    package let matched: Int
    /// Those that have none.
    package let unmatched: Int

    package init(_ db: Database) throws {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
        files =
            try db.tableExists("library_files") ? count("SELECT count(*) FROM library_files") : 0
        guard try db.tableExists("tracks") else {
            (tracks, playlists, matched, unmatched) = (0, 0, 0, 0)
            return
        }
        tracks = try count("SELECT count(*) FROM tracks")
        playlists = try count("SELECT count(*) FROM playlists")
        let wanted = """
            SELECT provider, track_id FROM playlist_tracks
            UNION SELECT provider, track_id FROM liked_tracks
            """
        let all = try count("SELECT count(*) FROM (\(wanted))")
        let hasMatches = try db.tableExists("matches")
        matched =
            try hasMatches
            ? count("SELECT count(*) FROM (\(wanted)) JOIN matches USING (provider, track_id)") : 0
        unmatched = all - matched
    }
}
