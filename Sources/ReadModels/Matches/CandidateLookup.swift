package import GRDB
package import Matching
internal import Projection

/// Tracks, files, and the candidate files of a track, read from the tables in one transaction.
package final class CandidateLookup {
    private let fileKeys: KeyTable
    private let selectFile: SQLStatement
    private let selectTrack: SQLStatement
    /// Tracks with the same common title have the same candidates.
    private var recent: [Int64: Candidate] = [:]
    private static let recentLimit = 4_096

    package init(_ db: Database) throws {
        fileKeys = try KeyTable(db, .files)
        selectFile = try SQLStatement(
            db,
            """
            SELECT \(FileRow.recordingColumns), f.bitrate_kbps
            FROM \(FileRow.recordingTables) WHERE f.id = ?
            """
        )
        selectTrack = try SQLStatement(
            db,
            "SELECT \(TrackRow.recordingColumns) FROM tracks t WHERE t.seq = ?"
        )
    }

    /// The files that share a key with the track, by id.
    package func candidates(for track: TrackSignature) throws -> [Candidate] {
        var owners: Set<Int64> = []
        try fileKeys.owners(of: track.keys, into: &owners)
        return try owners.sorted().compactMap { owner in
            let candidate = try file(owner)
            // The row in the key table may be older than the file's tags.
            return candidate?.signature.sharesKey(with: track) == true ? candidate : nil
        }
    }

    func file(_ id: Int64) throws -> Candidate? {
        if let candidate = recent[id] { return candidate }
        selectFile.bind(1, id)
        defer { selectFile.reset() }
        guard try selectFile.step() else { return nil }
        let candidate = Candidate(
            fileID: id,
            signature: TrackSignature(FileRow.recording(selectFile)),
            quality: FileRow.quality(selectFile)
        )
        if recent.count == Self.recentLimit { recent.removeAll(keepingCapacity: true) }
        recent[id] = candidate
        return candidate
    }

    package func track(_ seq: Int64) throws
        -> (key: TrackKey, signature: TrackSignature)?
    {
        selectTrack.bind(1, seq)
        defer { selectTrack.reset() }
        guard try selectTrack.step() else { return nil }
        let key = TrackKey(
            provider: selectTrack.text(1),
            trackID: selectTrack.text(2)
        )
        return (key, TrackSignature(TrackRow.recording(selectTrack)))
    }
}

extension TrackSignature {
    /// Both lists are sorted.
    fileprivate func sharesKey(with other: TrackSignature) -> Bool {
        var mine = keys[...]
        var theirs = other.keys[...]
        while let left = mine.first, let right = theirs.first {
            if left == right { return true }
            if left < right { mine.removeFirst() } else { theirs.removeFirst() }
        }
        return false
    }
}
