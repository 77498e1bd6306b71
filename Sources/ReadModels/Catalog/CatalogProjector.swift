package import Events
package import GRDB
internal import Matching
package import Projection

/// `tracks`, `playlists`, `playlist_tracks`, `liked_tracks`: what the providers gave.
package struct CatalogProjector: Projector {
    package static let name = "catalog"

    package init() {}

    package var name: String { Self.name }
    /// `normalized` is the matcher's work, so a new matcher makes new rows.
    package var version: Int { 2_000 + Scorer.version }
    package var fingerprint: String { "" }
    package var dependencies: [String] { [] }
    package var families: Set<EventFamily> { [.catalog] }

    package func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        try CatalogSession(db, isReplay: isReplay)
    }

    package var schema: ReadModelSchema {
        ReadModelSchema(
            tables: [
                .init("tracks", order: "seq", columns: Self.trackColumns),
                .init("playlists", order: "provider, id", columns: Self.playlistColumns),
                .init(
                    "playlist_tracks",
                    order: "provider, playlist_id, position",
                    isWithoutRowID: true,
                    columns: Self.itemColumns("track_id TEXT NOT NULL")
                ),
                .init(
                    "playlist_other_items",
                    order: "provider, playlist_id, position",
                    isWithoutRowID: true,
                    columns: Self.itemColumns("track_id TEXT NOT NULL")
                ),
                .init(
                    "liked_tracks",
                    order: "provider, track_id",
                    isWithoutRowID: true,
                    columns: """
                            track_id TEXT NOT NULL,
                            provider TEXT NOT NULL,
                            added_at INTEGER NOT NULL,
                            PRIMARY KEY (provider, track_id)
                        """
                ),
                .init(
                    "track_changes",
                    order: "",
                    isWithoutRowID: true,
                    isChangeLog: true,
                    columns: Self.changeColumns("track_id")
                ),
                .init(
                    "playlist_changes",
                    order: "",
                    isWithoutRowID: true,
                    isChangeLog: true,
                    columns: Self.changeColumns("playlist_id")
                ),
                FormerRows.tracksTable,
            ],
            indexes: [
                "CREATE INDEX playlist_tracks_track ON playlist_tracks (track_id, provider)"
            ]
        )
    }

    /// `seq` is the position of the event that first described the track; `digest` tells whether a
    /// provider describes it as before.
    private static let trackColumns = """
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            provider TEXT NOT NULL,
            name TEXT NOT NULL,
            artist TEXT,
            album TEXT,
            album_artist TEXT,
            isrc TEXT,
            duration_ms INTEGER,
            year INTEGER,
            release_date TEXT,
            track_number INTEGER,
            disc_number INTEGER,
            explicit INTEGER NOT NULL,
            local INTEGER NOT NULL,
            normalized TEXT NOT NULL,
            digest INTEGER NOT NULL,
            UNIQUE (provider, id)
        """

    private static let playlistColumns = """
            id TEXT NOT NULL,
            provider TEXT NOT NULL,
            name TEXT NOT NULL,
            description TEXT,
            snapshot_id TEXT,
            owner_id TEXT,
            owner_name TEXT,
            PRIMARY KEY (provider, id)
        """

    /// `position` is the item's place in the provider's list, from 0; `added_at` is in milliseconds
    /// since 1970. Items that are no music (episodes, what the provider no longer gives) keep their
    /// places in `playlist_other_items`.
    private static func itemColumns(_ track: String) -> String {
        """
            playlist_id TEXT NOT NULL,
            provider TEXT NOT NULL,
            position INTEGER NOT NULL,
            \(track),
            added_at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            PRIMARY KEY (provider, playlist_id, position)
        """
    }

    private static func changeColumns(_ id: String) -> String {
        """
            position INTEGER NOT NULL,
            provider TEXT NOT NULL,
            \(id) TEXT NOT NULL,
            PRIMARY KEY (position, provider, \(id))
        """
    }
}
