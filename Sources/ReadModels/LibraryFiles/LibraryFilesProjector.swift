package import Events
package import GRDB
internal import Matching
package import Projection

/// `library_files`: every file of the library, by id and by path.
package struct LibraryFilesProjector: Projector {
    package static let name = "library_files"

    private var isScanned = true

    package init() {}

    package var name: String { Self.name }
    /// `normalized` is the matcher's work, so a new matcher makes new rows.
    package var version: Int { 4_000 + Scorer.version }
    package var fingerprint: String { "" }
    package var dependencies: [String] { [] }
    package var families: Set<EventFamily> { [.root, .file] }

    /// Without the indexes by which the scanner finds files again.
    package var ofThePast: any Projector {
        var projector = self
        projector.isScanned = false
        return projector
    }

    package func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        try LibraryFilesSession(db, isReplay: isReplay)
    }

    package var schema: ReadModelSchema {
        ReadModelSchema(
            tables: [
                .init("library_roots", order: "id", columns: Self.rootColumns),
                .init(
                    "library_files",
                    order: "id",
                    columns: Self.fileColumns + ",\n" + Self.derivedColumns
                ),
                .init("removed_files", order: "", columns: Self.fileColumns),
                .init(
                    "library_files_changes",
                    order: "",
                    isWithoutRowID: true,
                    isChangeLog: true,
                    columns: """
                            position INTEGER NOT NULL,
                            file_id INTEGER NOT NULL,
                            PRIMARY KEY (position, file_id)
                        """
                ),
                FormerRows.filesTable,
            ],
            indexes: Self.indexes + (isScanned ? Self.scannerIndexes : [])
        )
    }

    /// By which decisions find the files that they mean.
    private static let indexes = [
        "CREATE INDEX library_files_path ON library_files (path)",
        "CREATE INDEX library_files_tags_digest ON library_files (tags_digest)",
        "CREATE INDEX library_files_error ON library_files (path) WHERE error IS NOT NULL",
    ]
    private static let scannerIndexes = [
        "CREATE INDEX library_files_inode ON library_files (inode)",
        "CREATE INDEX library_files_likeness ON library_files (mtime_ns, size)",
        "CREATE INDEX removed_files_path ON removed_files (path)",
        "CREATE INDEX removed_files_inode ON removed_files (inode)",
        "CREATE INDEX removed_files_likeness ON removed_files (mtime_ns, size)",
    ]

    private static let rootColumns = """
            id INTEGER PRIMARY KEY,
            path NOT NULL,
            mount NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            inode INTEGER NOT NULL,
            file_system INTEGER NOT NULL,
            birth_ns INTEGER NOT NULL
        """

    /// `id` is the position of the event that first saw the file; `path` is absolute, TEXT where it is
    /// UTF-8 and BLOB where it is not; `duration` is in seconds.
    static let fileColumns = """
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
        """

    private static let derivedColumns =
        "    mtime REAL GENERATED ALWAYS AS (mtime_ns / 1e9) VIRTUAL"
}
