package import Events
package import GRDB
internal import Projection

/// The items of the playlists: `playlist_tracks`, and a table for items that are no music.
package struct PlaylistItemTables {
    private let select: SQLStatement
    private let deleteTracks: SQLStatement
    private let deleteOthers: SQLStatement
    private let insertTrack: SQLStatement
    private let insertOther: SQLStatement

    package init(_ db: Database) throws {
        let columns = "position, kind, track_id, added_at"
        let condition = "WHERE provider = ?1 AND playlist_id = ?2"
        select = try SQLStatement(
            db,
            """
            SELECT \(columns) FROM playlist_tracks \(condition)
            UNION ALL SELECT \(columns) FROM playlist_other_items \(condition)
            ORDER BY position
            """
        )
        let tail = "WHERE provider = ? AND playlist_id = ? AND position >= ?"
        deleteTracks = try SQLStatement(db, "DELETE FROM playlist_tracks \(tail)")
        deleteOthers = try SQLStatement(db, "DELETE FROM playlist_other_items \(tail)")
        let slots = """
            (playlist_id, provider, position, track_id, added_at, kind) VALUES (?, ?, ?, ?, ?, ?)
            """
        insertTrack = try SQLStatement(db, "INSERT INTO playlist_tracks \(slots)")
        insertOther = try SQLStatement(db, "INSERT INTO playlist_other_items \(slots)")
    }

    package func items(provider: String, playlistID: String) throws -> [PlaylistItem] {
        select.bind(1, provider)
        select.bind(2, playlistID)
        defer { select.reset() }
        var items: [PlaylistItem] = []
        while try select.step() {
            var item = PlaylistItem()
            item.kind = ItemKind(rawValue: Int(select.integer(1))) ?? .track
            item.trackID = select.text(2)
            item.addedAtMs = select.integer(3)
            items.append(item)
        }
        return items
    }

    /// - Parameter toRest: whether the journal may have lost some of the items.
    /// - Throws: if a splice does not fit the items, although none is lost.
    func apply(_ change: PlaylistChanged, toRest: Bool) throws {
        let old = try items(provider: change.provider, playlistID: change.playlistID)
        let new =
            try toRest
            ? Splice.applyingToRest(change.splices, of: old)
            : Splice.applying(change.splices, to: old)
        try write(new, over: old, provider: change.provider, playlistID: change.playlistID)
    }

    func replaceAll(provider: String, playlistID: String, with new: [PlaylistItem]) throws {
        let old = try items(provider: provider, playlistID: playlistID)
        try write(new, over: old, provider: provider, playlistID: playlistID)
    }

    /// Rewrites the playlist from the first item that differs.
    private func write(
        _ new: [PlaylistItem],
        over old: [PlaylistItem],
        provider: String,
        playlistID: String
    ) throws {
        let kept = zip(old, new).prefix {
            $0 == $1 && TextKey($0.trackID) == TextKey($1.trackID)
        }.count
        try truncate(provider: provider, playlistID: playlistID, to: kept)
        for position in kept..<new.count {
            let item = new[position]
            let isMusic = item.kind == .track || item.kind == .local
            let insert = isMusic ? insertTrack : insertOther
            insert.bind(1, playlistID)
            insert.bind(2, provider)
            insert.bind(3, Int64(position))
            insert.bind(4, item.trackID)
            insert.bind(5, item.addedAtMs)
            insert.bind(6, Int64(item.kind.rawValue))
            try insert.run()
        }
    }

    func removeAll(provider: String, playlistID: String) throws {
        try truncate(provider: provider, playlistID: playlistID, to: 0)
    }

    private func truncate(provider: String, playlistID: String, to count: Int) throws {
        for statement in [deleteTracks, deleteOthers] {
            statement.bind(1, provider)
            statement.bind(2, playlistID)
            statement.bind(3, Int64(count))
            try statement.run()
        }
    }
}
