internal import GRDB
internal import Matching
internal import Projection

/// Matches only the tracks that a change can affect, with candidates from the key tables.
struct IncrementalMatch {
    private let scorer: Scorer
    private let decisions: MatchDecisions
    private let lookup: CandidateLookup
    private let fileKeys: KeyTable
    private let trackKeys: KeyTable
    private let concerned: ConcernedTracks
    private let former: FormerKeys

    init(_ db: Database, scorer: Scorer, decisions: MatchDecisions) throws {
        self.scorer = scorer
        self.decisions = decisions
        lookup = try CandidateLookup(db)
        fileKeys = try KeyTable(db, .files)
        trackKeys = try KeyTable(db, .tracks)
        concerned = try ConcernedTracks(db)
        former = try FormerKeys(db)
    }

    func run(_ changes: MatchChanges, into writer: MatchWriter) throws {
        try former.remove(since: changes.start, ofFiles: fileKeys, ofTracks: trackKeys)
        var affected = Set(changes.tracks).union(changes.decidedTracks)
        for file in changes.files { try addTracks(concernedBy: file, to: &affected) }
        if !changes.files.isEmpty { try affected.formUnion(decisions.tracksWithRemovedFile()) }
        for seq in changes.tracks {
            if let track = try lookup.track(seq) {
                try trackKeys.add(track.signature.keys, of: seq)
            }
        }
        for seq in affected.sorted() {
            if let match = try match(seq) { try writer.write(match) }
        }
    }

    private func addTracks(concernedBy file: Int64, to affected: inout Set<Int64>) throws {
        if let candidate = try lookup.file(file) {
            try fileKeys.add(candidate.signature.keys, of: file)
            try trackKeys.owners(of: candidate.signature.keys, into: &affected)
        }
        try concerned.add(of: file, to: &affected)
    }

    private func match(_ seq: Int64) throws -> TrackMatch? {
        guard let track = try lookup.track(seq) else { return nil }
        return TrackMatch(
            provider: track.key.provider,
            trackID: track.key.trackID,
            match: scorer.match(
                track.signature,
                among: try lookup.candidates(for: track.signature),
                try decisions.resolve(track.key)
            )
        )
    }
}
