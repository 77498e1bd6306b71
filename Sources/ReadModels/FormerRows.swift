internal import GRDB
internal import Journal
internal import Projection

/// What live events change of a file or a track: the columns of its recording, as they were before
/// each change. A change log, for whoever keeps rows that are made from those columns.
enum FormerRows {
    static let files = "library_files_before"
    static let tracks = "tracks_before"

    /// As many, and in the order, as `FileRow.recording` reads them.
    static let fileColumns = """
        file_id, path, root_bytes, title, artist, album, album_artist, duration, year, isrc,
        musicbrainz_recording_id, track_number, disc_number, compilation
        """
    /// As many, and in the order, as `TrackRow.recording` reads them.
    static let trackColumns = """
        track_seq, provider, track_id, name, artist, album, album_artist, duration_ms, year, isrc,
        track_number, disc_number
        """

    static let filesTable = ReadModelSchema.Table(
        files,
        order: "",
        isWithoutRowID: true,
        isChangeLog: true,
        reader: MatchesProjector.name,
        columns: """
                position INTEGER NOT NULL,
                file_id INTEGER NOT NULL,
                path NOT NULL,
                root_bytes INTEGER,
                title TEXT,
                artist TEXT,
                album TEXT,
                album_artist TEXT,
                duration REAL,
                year INTEGER,
                isrc TEXT,
                musicbrainz_recording_id TEXT,
                track_number INTEGER,
                disc_number INTEGER,
                compilation INTEGER NOT NULL,
                PRIMARY KEY (position, file_id)
            """
    )
    static let tracksTable = ReadModelSchema.Table(
        tracks,
        order: "",
        isWithoutRowID: true,
        isChangeLog: true,
        reader: MatchesProjector.name,
        columns: """
                position INTEGER NOT NULL,
                track_seq INTEGER NOT NULL,
                provider TEXT NOT NULL,
                track_id TEXT NOT NULL,
                name TEXT NOT NULL,
                artist TEXT,
                album TEXT,
                album_artist TEXT,
                duration_ms INTEGER,
                year INTEGER,
                isrc TEXT,
                track_number INTEGER,
                disc_number INTEGER,
                PRIMARY KEY (position, track_seq)
            """
    )

    /// Binds: the position, and the file's id.
    static let fileSQL = """
        INSERT OR IGNORE INTO \(files) (position, \(fileColumns))
        SELECT ?, \(FileRow.recordingColumns) FROM \(FileRow.recordingTables) WHERE f.id = ?
        """
    /// Binds: the position, the provider, and the track's id there.
    static let trackSQL = """
        INSERT OR IGNORE INTO \(tracks) (position, \(trackColumns))
        SELECT ?, \(TrackRow.recordingColumns) FROM tracks t WHERE t.provider = ? AND t.id = ?
        """
}
