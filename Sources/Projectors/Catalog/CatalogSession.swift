internal import Events
internal import GRDB
internal import Journal
internal import Projection

/// Applies track, playlist and liked events to the tables of the catalogue.
final class CatalogSession: ProjectorSession {
    private let insertTrack: SQLStatement
    private let insertPlaylist: SQLStatement
    private let deletePlaylist: SQLStatement
    private let insertLiked: SQLStatement
    private let deleteLiked: SQLStatement
    private let logTrack: SQLStatement
    private let logPlaylist: SQLStatement
    private let items: PlaylistItemTables

    private let isReplay: Bool

    init(_ db: Database, isReplay: Bool) throws {
        self.isReplay = isReplay
        insertTrack = try SQLStatement(db, TrackRow.upsertSQL)
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
        logTrack = try SQLStatement(db, "INSERT OR IGNORE INTO track_changes VALUES (?, ?, ?)")
        logPlaylist = try SQLStatement(
            db,
            "INSERT OR IGNORE INTO playlist_changes VALUES (?, ?, ?)"
        )
        items = try PlaylistItemTables(db)
    }

    func apply(_ event: Event, at position: Position) throws {
        switch event.body {
        case .trackDescribed(let track):
            TrackRow.bind(track, at: position, to: insertTrack)
            try insertTrack.run()
            try log(logTrack, track.provider, track.trackID, at: position)
        case .playlistDescribed(let playlist):
            try describe(playlist)
            try log(logPlaylist, playlist.provider, playlist.playlistID, at: position)
        case .playlistChanged(let change):
            try items.apply(change)
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
        default:
            break
        }
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
            insertLiked.bind(1, track.trackID)
            insertLiked.bind(2, change.provider)
            insertLiked.bind(3, track.addedAtMs)
            try insertLiked.run()
        }
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

/// The liked songs are a playlist of their own, one a provider.
enum LikedSongs {
    /// No provider gives an empty id.
    static let playlistID = ""
    static let name = "Liked Songs"
}
