internal import Events
internal import GRDB
package import Matching
internal import Projection
package import ReadModels

/// A track of the catalogue, as a diagnosis shows it.
package struct DescribedTrack: Sendable {
    let seq: Int64
    package let provider: String
    package let id: String
    package let recording: Recording
    package let reading: Reading
    /// The playlists that hold it, sorted; liked songs among them.
    package var playlists: [String] = []
    let signature: TrackSignature
    package var key: TrackKey { .init(provider: provider, trackID: id) }
}

/// A file of the library, as a diagnosis shows it.
package struct DescribedFile: Sendable {
    package let id: Int64
    /// Absolute.
    package let path: [UInt8]
    package let recording: Recording
    package let reading: Reading
    package let bitrateKbps: Int
    /// Why its tags could not be read; empty if they were.
    package let error: String
    /// Why its root is unavailable; nil if it is present.
    package let unavailableReason: String?
    let signature: TrackSignature
}

/// Reads tracks and files from the tables.
struct DescribedRows {
    private let selectTrack: SQLStatement
    private let selectPlaylists: SQLStatement
    private let selectFile: SQLStatement
    private let selectRemoved: SQLStatement

    init(_ db: Database) throws {
        selectTrack = try SQLStatement(
            db,
            "SELECT \(TrackRow.recordingColumns) FROM tracks t WHERE t.seq = ?"
        )
        selectPlaylists = try SQLStatement(
            db,
            """
            SELECT DISTINCT p.name FROM playlist_tracks i
            JOIN playlists p ON p.provider = i.provider AND p.id = i.playlist_id
            WHERE i.provider = ?1 AND i.track_id = ?2
            UNION SELECT '\(LikedSongs.name)' FROM liked_tracks
            WHERE provider = ?1 AND track_id = ?2
            ORDER BY 1
            """
        )
        selectFile = try SQLStatement(db, Self.fileSQL(FileRow.recordingTables))
        selectRemoved = try SQLStatement(
            db,
            Self.fileSQL("removed_files f LEFT JOIN library_roots r ON r.id = f.root_id")
        )
    }

    private static func fileSQL(_ tables: String) -> String {
        """
        SELECT \(FileRow.recordingColumns), f.bitrate_kbps, f.error, r.state, r.reason
        FROM \(tables) WHERE f.id = ?
        """
    }

    func track(_ seq: Int64) throws -> DescribedTrack? {
        selectTrack.bind(1, seq)
        defer { selectTrack.reset() }
        guard try selectTrack.step() else { return nil }
        let recording = TrackRow.recording(selectTrack)
        var track = DescribedTrack(
            seq: seq,
            provider: selectTrack.text(1),
            id: selectTrack.text(2),
            recording: recording,
            reading: Reading(recording),
            signature: TrackSignature(recording)
        )
        track.playlists = try playlists(track)
        return track
    }

    private func playlists(_ track: DescribedTrack) throws -> [String] {
        selectPlaylists.bind(1, track.provider)
        selectPlaylists.bind(2, track.id)
        defer { selectPlaylists.reset() }
        var names: [String] = []
        while try selectPlaylists.step() { names.append(selectPlaylists.text(0)) }
        return names
    }

    func file(_ id: Int64) throws -> DescribedFile? { try file(id, selectFile) }

    /// A removed file that is still known.
    func removedFile(_ id: Int64) throws -> DescribedFile? { try file(id, selectRemoved) }

    private func file(_ id: Int64, _ select: SQLStatement) throws -> DescribedFile? {
        select.bind(1, id)
        defer { select.reset() }
        guard try select.step() else { return nil }
        let recording = FileRow.recording(select)
        let isUnavailable = !select.isNull(16) && select.text(16) != RootState.present
        return DescribedFile(
            id: id,
            path: select.array(1),
            recording: recording,
            reading: Reading(recording),
            bitrateKbps: FileRow.quality(select),
            error: select.text(15),
            unavailableReason: isUnavailable ? select.text(17) : nil,
            signature: TrackSignature(recording)
        )
    }
}
