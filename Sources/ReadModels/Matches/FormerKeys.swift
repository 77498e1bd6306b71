internal import GRDB
internal import Journal
internal import Matching
internal import Projection

/// The keys of files and tracks as they were before they changed, to be taken out of the key tables.
struct FormerKeys {
    private let files: SQLStatement
    private let tracks: SQLStatement

    init(_ db: Database) throws {
        files = try SQLStatement(
            db,
            "SELECT \(FormerRows.fileColumns) FROM \(FormerRows.files) WHERE position >= ?"
        )
        tracks = try SQLStatement(
            db,
            "SELECT \(FormerRows.trackColumns) FROM \(FormerRows.tracks) WHERE position >= ?"
        )
    }

    /// Those that the same file or track has again are to be added afterwards.
    func remove(
        since start: Position,
        ofFiles fileKeys: KeyTable,
        ofTracks trackKeys: KeyTable
    ) throws {
        try remove(files, since: start, of: fileKeys, FileRow.recording)
        try remove(tracks, since: start, of: trackKeys, TrackRow.recording)
    }

    private func remove(
        _ rows: SQLStatement,
        since start: Position,
        of keys: KeyTable,
        _ recording: (SQLStatement) -> Recording
    ) throws {
        rows.bind(1, Int64(bitPattern: start.rawValue))
        defer { rows.reset() }
        while try rows.step() {
            try keys.remove(TrackSignature(recording(rows)).keys, of: rows.integer(0))
        }
    }
}
