package import GRDB

/// The figures at the top of `psm status` and of the reports.
package struct LibraryCounts: Sendable {
    package let files: Int
    package let tracks: Int
    package let playlists: Int
    /// Tracks in a playlist or the liked songs that have a file.
    package let matched: Int
    /// Those without a file.
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
        // By the index of the playlists' tracks alone; a union of both would be sorted first.
        let isListed = """
            EXISTS (SELECT 1 FROM playlist_tracks p
            WHERE p.track_id = x.track_id AND p.provider = x.provider)
            """
        let isLiked = """
            EXISTS (SELECT 1 FROM liked_tracks l
            WHERE l.provider = x.provider AND l.track_id = x.track_id)
            """
        let listed = try count(
            "SELECT count(*) FROM (SELECT DISTINCT track_id, provider FROM playlist_tracks)"
        )
        let onlyLiked = try count("SELECT count(*) FROM liked_tracks x WHERE NOT \(isListed)")
        let hasMatches = try db.tableExists("matches")
        matched =
            try hasMatches
            ? count("SELECT count(*) FROM matches x WHERE \(isListed) OR \(isLiked)") : 0
        unmatched = listed + onlyLiked - matched
    }
}
