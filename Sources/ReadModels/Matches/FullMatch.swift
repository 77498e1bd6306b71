import GRDB
import Matching
import Projection
import Threads

/// Matches every track against an index of all files in memory.
struct FullMatch {
    private let db: Database
    private let scorer: Scorer
    private let decisions: MatchDecisions
    private let cancellation: Cancellation

    init(
        _ db: Database,
        scorer: Scorer,
        decisions: MatchDecisions,
        cancellation: Cancellation
    ) {
        self.db = db
        self.scorer = scorer
        self.decisions = decisions
        self.cancellation = cancellation
    }

    private struct Track: Sendable {
        let key: TrackKey
        let seq: Int64
        let recording: Recording
    }

    /// - Parameter keepsKeys: whether the key tables are written as well.
    func run(into writer: MatchWriter, keepsKeys: Bool) throws {
        let tracks = try loadTracks()
        let signatures = Parallel.map(count: tracks.count, makeScratch: {}) { number, _ in
            TrackSignature(tracks[number].recording)
        }
        let former = try decisions.formerFiles()
        let files = try loadFiles(sharingKeysWith: signatures + former, keepsKeys: keepsKeys)
        let decided = try decide(among: files.candidates, former)
        // The keys of the files are written while another core matches.
        let matching = Background { [scorer, cancellation, candidates = files.candidates] in
            Self.match(tracks, signatures, with: candidates, decided, scorer, cancellation)
        }
        if keepsKeys {
            try KeyTable(db, .files).replaceAll(owners: files.ids, keys: files.keys)
            try KeyTable(db, .tracks).replaceAll(
                owners: tracks.map(\.seq),
                keys: signatures.map(\.keys)
            )
        }
        let matches = try matching.value()
        try cancellation.check()
        for match in matches { try writer.write(match) }
    }

    private func decide(
        among files: [Candidate],
        _ former: [TrackSignature]
    ) throws -> [TrackKey: MatchDecisions.Resolved] {
        // Without a removed file, nobody looks for an heir.
        let index = CandidateIndex(former.isEmpty ? [] : files.map(\.signature))
        return try decisions.resolveAll { signature in
            var found: [Int] = []
            index.candidates(for: signature, into: &found)
            return found.map { files[$0] }
        }
    }

    private static func match(
        _ tracks: [Track],
        _ signatures: [TrackSignature],
        with files: [Candidate],
        _ decided: [TrackKey: MatchDecisions.Resolved],
        _ scorer: Scorer,
        _ cancellation: Cancellation
    ) -> [TrackMatch] {
        let index = CandidateIndex(files.map(\.signature))
        return Parallel.map(count: tracks.count, makeScratch: { [Int]() }) { number, found in
            found.removeAll(keepingCapacity: true)
            if !cancellation.isRequested {
                index.candidates(for: signatures[number], into: &found)
            }
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

    /// The candidate files of all tracks, and the keys of all files.
    private struct Files {
        var candidates: [Candidate] = []
        var ids: [Int64] = []
        var keys: [[UInt64]] = []
    }

    /// How many rows are in memory at once; of files that no track matches, only the keys are kept.
    private static let pieceCount = 16_384

    private func loadFiles(
        sharingKeysWith tracks: [TrackSignature],
        keepsKeys: Bool
    ) throws -> Files {
        var files = Files()
        if tracks.isEmpty, !keepsKeys { return files }
        var wanted: Set<UInt64> = []
        for track in tracks { wanted.formUnion(track.keys) }
        let rows = try SQLStatement(
            db,
            """
            SELECT \(FileRow.recordingColumns), f.bitrate_kbps FROM \(FileRow.recordingTables)
            ORDER BY f.id
            """
        )
        var piece: [(id: Int64, quality: Int, recording: Recording)] = []
        var hasMore = true
        while hasMore {
            hasMore = try rows.step()
            if hasMore {
                piece.append((rows.integer(0), FileRow.quality(rows), FileRow.recording(rows)))
            }
            if piece.count == Self.pieceCount || !hasMore {
                try cancellation.check()
                Self.take(piece, wanted, keepsKeys: keepsKeys, into: &files)
                piece.removeAll(keepingCapacity: true)
            }
        }
        rows.reset()
        return files
    }

    private static func take(
        _ piece: [(id: Int64, quality: Int, recording: Recording)],
        _ wanted: Set<UInt64>,
        keepsKeys: Bool,
        into files: inout Files
    ) {
        let looked = Parallel.map(count: piece.count, makeScratch: {}) { index, _ in
            let signature = TrackSignature(piece[index].recording)
            return (signature, signature.keys.contains(where: wanted.contains))
        }
        for (file, (signature, isWanted)) in zip(piece, looked) {
            if keepsKeys {
                files.ids.append(file.id)
                files.keys.append(signature.keys)
            }
            guard isWanted else { continue }
            files.candidates.append(
                Candidate(fileID: file.id, signature: signature, quality: file.quality)
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
    /// A pin wins; rejected files are no candidates.
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
