-- library_files

CREATE TABLE library_roots (
    id INTEGER PRIMARY KEY,
    path NOT NULL,
    mount NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    inode INTEGER NOT NULL,
    file_system INTEGER NOT NULL,
    birth_ns INTEGER NOT NULL
);

CREATE TABLE library_files (
    id INTEGER PRIMARY KEY,
    path NOT NULL,
    root_id INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    device INTEGER NOT NULL,
    title TEXT,
    artist TEXT,
    album TEXT,
    album_artist TEXT,
    date TEXT,
    year INTEGER,
    track_number INTEGER,
    disc_number INTEGER,
    genre TEXT,
    duration REAL,
    bitrate_kbps INTEGER,
    sample_rate_hz INTEGER,
    channels INTEGER,
    isrc TEXT,
    musicbrainz_recording_id TEXT,
    compilation INTEGER NOT NULL,
    error TEXT,
    tags_digest INTEGER NOT NULL,
    normalized TEXT NOT NULL,
    mtime REAL GENERATED ALWAYS AS (mtime_ns / 1e9) VIRTUAL
);

CREATE TABLE removed_files (
    id INTEGER PRIMARY KEY,
    path NOT NULL,
    root_id INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    device INTEGER NOT NULL,
    title TEXT,
    artist TEXT,
    album TEXT,
    album_artist TEXT,
    date TEXT,
    year INTEGER,
    track_number INTEGER,
    disc_number INTEGER,
    genre TEXT,
    duration REAL,
    bitrate_kbps INTEGER,
    sample_rate_hz INTEGER,
    channels INTEGER,
    isrc TEXT,
    musicbrainz_recording_id TEXT,
    compilation INTEGER NOT NULL,
    error TEXT,
    tags_digest INTEGER NOT NULL,
    normalized TEXT NOT NULL
);

CREATE TABLE library_files_changes (
    position INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    PRIMARY KEY (position, file_id)
) WITHOUT ROWID;

CREATE TABLE library_files_before (
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
) WITHOUT ROWID;

CREATE INDEX library_files_path ON library_files (path);

CREATE INDEX library_files_tags_digest ON library_files (tags_digest);

CREATE INDEX library_files_error ON library_files (path) WHERE error IS NOT NULL;

CREATE INDEX library_files_inode ON library_files (inode);

CREATE INDEX library_files_likeness ON library_files (mtime_ns, size);

CREATE INDEX removed_files_path ON removed_files (path);

CREATE INDEX removed_files_inode ON removed_files (inode);

CREATE INDEX removed_files_likeness ON removed_files (mtime_ns, size);

-- catalog

CREATE TABLE tracks (
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
);

CREATE TABLE playlists (
    id TEXT NOT NULL,
    provider TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    snapshot_id TEXT,
    owner_id TEXT,
    owner_name TEXT,
    PRIMARY KEY (provider, id)
);

CREATE TABLE playlist_tracks (
    playlist_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    position INTEGER NOT NULL,
    track_id TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (provider, playlist_id, position)
) WITHOUT ROWID;

CREATE TABLE playlist_other_items (
    playlist_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    position INTEGER NOT NULL,
    track_id TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (provider, playlist_id, position)
) WITHOUT ROWID;

CREATE TABLE liked_tracks (
    track_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (provider, track_id)
) WITHOUT ROWID;

CREATE TABLE track_changes (
    position INTEGER NOT NULL,
    provider TEXT NOT NULL,
    track_id TEXT NOT NULL,
    PRIMARY KEY (position, provider, track_id)
) WITHOUT ROWID;

CREATE TABLE playlist_changes (
    position INTEGER NOT NULL,
    provider TEXT NOT NULL,
    playlist_id TEXT NOT NULL,
    PRIMARY KEY (position, provider, playlist_id)
) WITHOUT ROWID;

CREATE TABLE tracks_before (
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
) WITHOUT ROWID;

CREATE INDEX playlist_tracks_track ON playlist_tracks (track_id, provider);

-- matches

CREATE TABLE matches (
    track_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    file_id INTEGER NOT NULL,
    score REAL NOT NULL,
    method TEXT NOT NULL,
    confidence TEXT NOT NULL,
    PRIMARY KEY (provider, track_id)
);

CREATE TABLE match_decisions (
    provider TEXT NOT NULL,
    track_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    file_id INTEGER NOT NULL,
    path NOT NULL,
    tags_digest INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (provider, track_id, kind, file_id)
);

CREATE TABLE match_changes (
    position INTEGER NOT NULL,
    provider TEXT NOT NULL,
    track_id TEXT NOT NULL,
    PRIMARY KEY (position, provider, track_id)
) WITHOUT ROWID;

CREATE TABLE match_file_keys (
    key INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    PRIMARY KEY (key, file_id)
) WITHOUT ROWID;

CREATE TABLE match_track_keys (
    key INTEGER NOT NULL,
    track_seq INTEGER NOT NULL,
    PRIMARY KEY (key, track_seq)
) WITHOUT ROWID;

CREATE INDEX matches_file ON matches (file_id);

CREATE INDEX match_decisions_position ON match_decisions (position);

CREATE INDEX match_decisions_file ON match_decisions (file_id);

-- m3u

CREATE TABLE export_playlists (
    provider TEXT NOT NULL,
    playlist_id TEXT NOT NULL,
    name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    PRIMARY KEY (provider, playlist_id)
);

-- reports

CREATE TABLE report_marks (
    id INTEGER PRIMARY KEY AUTOINCREMENT
);

CREATE TABLE report_pages (
    name TEXT PRIMARY KEY,
    digest INTEGER NOT NULL
) WITHOUT ROWID;
