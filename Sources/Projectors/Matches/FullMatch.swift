internal import GRDB
internal import Library
internal import Matching
internal import Projection

/// Matches every track against an index of all files in memory.
struct FullMatch {
    private let db: Database
    private let scorer: Scorer
    private let decisions: MatchDecisions

    init(_ db: Database, scorer: Scorer, decisions: MatchDecisions) {
        self.db = db
        self.scorer = scorer
        self.decisions = decisions
    }

    private struct Track: Sendable {
        let key: MatchDecisions.TrackKey
        let seq: Int64
        let recording: Recording
    }

    func run(into writer: MatchWriter) throws {
        let files = try loadFiles()
        let tracks = try loadTracks()
        let decided = try decisions.resolveAll()
        // The keys of the files are written while another core matches.
        let matching = Background { [scorer] in
            let signatures = tracks.map { TrackSignature($0.recording) }
            return (signatures, Self.match(tracks, signatures, with: files, decided, scorer))
        }
        try KeyTable(db, "match_file_keys").replaceAll(
            owners: files.map(\.fileID),
            keys: files.map(\.signature.keys)
        )
        let (signatures, matches) = try matching.value()
        for match in matches { try writer.write(match) }
        try KeyTable(db, "match_track_keys").replaceAll(
            owners: tracks.map(\.seq),
            keys: signatures.map(\.keys)
        )
    }

    private static func match(
        _ tracks: [Track],
        _ signatures: [TrackSignature],
        with files: [Candidate],
        _ decided: [MatchDecisions.TrackKey: MatchDecisions.Resolved],
        _ scorer: Scorer
    ) -> [TrackMatch] {
        let index = CandidateIndex(files.map(\.signature))
        return Parallel.map(count: tracks.count, makeScratch: { [Int]() }) { number, found in
            index.candidates(for: signatures[number], into: &found)
            let track = tracks[number]
            return TrackMatch(
                provider: track.key.provider,
                trackID: track.key.trackID,
                match: scorer.match(
                    signatures[number],
                    among: found.lazy.map { files[$0] },
                    decided[track.key]
                )
            )
        }
    }

    private func loadFiles() throws -> [Candidate] {
        let rows = try SQLStatement(
            db,
            """
            SELECT \(FileRow.recordingColumns), f.bitrate_kbps FROM \(FileRow.recordingTables)
            ORDER BY f.id
            """
        )
        var recordings: [(id: Int64, quality: Int, recording: Recording)] = []
        while try rows.step() {
            recordings.append(
                (rows.integer(0), FileRow.quality(rows), FileRow.recording(rows))
            )
        }
        rows.reset()
        let loaded = recordings
        return Parallel.map(count: loaded.count, makeScratch: {}) { index, _ in
            Candidate(
                fileID: loaded[index].id,
                signature: TrackSignature(loaded[index].recording),
                quality: loaded[index].quality
            )
        }
    }

    private func loadTracks() throws -> [Track] {
        let rows = try SQLStatement(
            db,
            "SELECT \(TrackRow.recordingColumns) FROM tracks t ORDER BY t.seq"
        )
        var tracks: [Track] = []
        while try rows.step() {
            tracks.append(
                Track(
                    key: .init(provider: rows.text(1), trackID: rows.text(2)),
                    seq: rows.integer(0),
                    recording: TrackRow.recording(rows)
                )
            )
        }
        rows.reset()
        return tracks
    }
}

extension Scorer {
    /// A pin wins; what is rejected is no candidate.
    func match(
        _ track: TrackSignature,
        among candidates: some Sequence<Candidate>,
        _ decided: MatchDecisions.Resolved?
    ) -> (fileID: Int64, score: MatchScore)? {
        if let pinned = decided?.pinnedFile {
            return (pinned, MatchScore(score: 1, confidence: .manual, method: "manual"))
        }
        let rejected = decided?.rejectedFiles ?? []
        let allowed = candidates.lazy.filter { !rejected.contains($0.fileID) }
        return best(for: track, among: allowed).map { ($0.fileID, $0.score) }
    }
}
