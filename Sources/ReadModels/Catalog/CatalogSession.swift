internal import Events
internal import GRDB
internal import Journal
internal import Projection

/// Applies track, playlist and liked events to the tables of the catalogue.
final class CatalogSession: ProjectorSession {
    private let insertTrack: SQLStatement
    private let deleteTrack: SQLStatement
    private let insertPlaylist: SQLStatement
    private let deletePlaylist: SQLStatement
    private let insertLiked: SQLStatement
    private let deleteLiked: SQLStatement
    private let deleteAllLiked: SQLStatement
    private let logTrack: SQLStatement
    private let logPlaylist: SQLStatement
    private let logFormerTrack: SQLStatement
    private let items: PlaylistItemTables

    private let isReplay: Bool
    /// Whether splices may be meant for items that the journal lost.
    private var hasLosses = false

    init(_ db: Database, isReplay: Bool) throws {
        self.isReplay = isReplay
        insertTrack = try SQLStatement(db, TrackRow.upsertSQL)
        deleteTrack = try SQLStatement(db, "DELETE FROM tracks WHERE provider = ? AND id = ?")
        insertPlaylist = try SQLStatement(
            db,
            "INSERT OR REPLACE INTO playlists VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        deletePlaylist = try SQLStatement(
            db,
            "DELETE FROM playlists WHERE provider = ? AND id = ?"
        )
        insertLiked = try SQLStatement(db, "INSERT OR REPLACE INTO liked_tracks VALUES (?, ?, ?)")
        deleteLiked = try SQLStatement(
            db,
            "DELETE FROM liked_tracks WHERE track_id = ? AND provider = ?"
        )
        deleteAllLiked = try SQLStatement(db, "DELETE FROM liked_tracks WHERE provider = ?")
        logTrack = try SQLStatement(db, "INSERT OR IGNORE INTO track_changes VALUES (?, ?, ?)")
        logPlaylist = try SQLStatement(
            db,
            "INSERT OR IGNORE INTO playlist_changes VALUES (?, ?, ?)"
        )
        logFormerTrack = try SQLStatement(db, FormerRows.trackSQL)
        items = try PlaylistItemTables(db)
    }

    func apply(_ event: Event, at position: Position) throws {
        switch event.body {
        case .trackDescribed(let track):
            try log(logFormerTrack, track.provider, track.trackID, at: position)
            TrackRow.bind(track, at: position, to: insertTrack)
            try insertTrack.run()
            try log(logTrack, track.provider, track.trackID, at: position)
        case .playlistDescribed(let playlist):
            try describe(playlist)
            try log(logPlaylist, playlist.provider, playlist.playlistID, at: position)
        case .playlistChanged(let change):
            try items.apply(change, toRest: hasLosses)
            try log(logPlaylist, change.provider, change.playlistID, at: position)
        case .playlistRemoved(let playlist):
            deletePlaylist.bind(1, playlist.provider)
            deletePlaylist.bind(2, playlist.playlistID)
            try deletePlaylist.run()
            try items.removeAll(provider: playlist.provider, playlistID: playlist.playlistID)
            try log(logPlaylist, playlist.provider, playlist.playlistID, at: position)
        case .likedChanged(let change):
            try apply(change)
            try log(logPlaylist, change.provider, LikedSongs.playlistID, at: position)
        case .trackRestored(let event):
            try restore(event, at: position)
        case .playlistRestored(let event):
            try describe(event.playlist)
            let (provider, id) = (event.playlist.provider, event.playlist.playlistID)
            try items.replaceAll(provider: provider, playlistID: id, with: event.items)
            try log(logPlaylist, provider, id, at: position)
        case .likedRestored(let event):
            try restore(event)
            try log(logPlaylist, event.provider, LikedSongs.playlistID, at: position)
        default:
            break
        }
    }

    func skip(_ lost: Range<Position>) {
        hasLosses = true
    }

    /// A track keeps the number that it got when it was first described.
    private func restore(_ event: TrackRestored, at position: Position) throws {
        try log(logFormerTrack, event.track.provider, event.track.trackID, at: position)
        deleteTrack.bind(1, event.track.provider)
        deleteTrack.bind(2, event.track.trackID)
        try deleteTrack.run()
        TrackRow.bind(event.track, at: Position(event.firstPosition), to: insertTrack)
        try insertTrack.run()
        try log(logTrack, event.track.provider, event.track.trackID, at: position)
    }

    private func restore(_ event: LikedRestored) throws {
        deleteAllLiked.bind(1, event.provider)
        try deleteAllLiked.run()
        for track in event.tracks { try like(track, event.provider) }
    }

    private func describe(_ playlist: PlaylistDescribed) throws {
        insertPlaylist.bind(1, playlist.playlistID)
        insertPlaylist.bind(2, playlist.provider)
        insertPlaylist.bind(3, playlist.name)
        insertPlaylist.bindOptional(4, playlist.description_p)
        insertPlaylist.bindOptional(5, playlist.snapshotID)
        insertPlaylist.bindOptional(6, playlist.ownerID)
        insertPlaylist.bindOptional(7, playlist.ownerName)
        try insertPlaylist.run()
    }

    private func apply(_ change: LikedChanged) throws {
        for trackID in change.removed {
            deleteLiked.bind(1, trackID)
            deleteLiked.bind(2, change.provider)
            try deleteLiked.run()
        }
        for track in change.added {
            try like(track, change.provider)
        }
    }

    private func like(_ track: LikedTrack, _ provider: String) throws {
        insertLiked.bind(1, track.trackID)
        insertLiked.bind(2, provider)
        insertLiked.bind(3, track.addedAtMs)
        try insertLiked.run()
    }

    private func log(
        _ statement: SQLStatement,
        _ provider: String,
        _ id: String,
        at position: Position
    ) throws {
        if isReplay { return }
        statement.bind(1, Int64(position.rawValue))
        statement.bind(2, provider)
        statement.bind(3, id)
        try statement.run()
    }
}
