/// A file that may be the track, as the ranking sees it.
package struct Candidate: Sendable {
    package var fileID: Int64
    package var signature: TrackSignature
    /// Higher is better among equals: lossless before lossy, then the bitrate. Any scale.
    package var quality: Int

    package init(fileID: Int64, signature: TrackSignature, quality: Int = 0) {
        self.fileID = fileID
        self.signature = signature
        self.quality = quality
    }
}

/// A candidate that the scorer accepted.
package struct RankedCandidate: Sendable, Hashable {
    package var fileID: Int64
    package var quality: Int
    package var score: MatchScore

    package init(fileID: Int64, quality: Int = 0, score: MatchScore) {
        self.fileID = fileID
        self.quality = quality
        self.score = score
    }

    /// Whether this one is chosen before `other`: by score (which holds the fit of version and
    /// album), then quality, then the lowest file id. A total order, so that the choice does not
    /// depend on the order in which candidates come.
    package func isBetter(than other: RankedCandidate) -> Bool {
        if score.score != other.score.score { return score.score > other.score.score }
        if quality != other.quality { return quality > other.quality }
        return fileID < other.fileID
    }
}

/// Keeps the best of the candidates shown to it, so that no list of them needs to be built.
package struct BestCandidate: Sendable {
    package private(set) var best: RankedCandidate?

    package init() {}

    package mutating func consider(_ candidate: RankedCandidate) {
        if let best, !candidate.isBetter(than: best) { return }
        best = candidate
    }
}

extension Scorer {
    /// The file that the track is matched to, or nil where none is acceptable.
    package func best(
        for track: TrackSignature,
        among candidates: some Sequence<Candidate>
    ) -> RankedCandidate? {
        var best = BestCandidate()
        for candidate in candidates {
            guard let score = score(track: track, file: candidate.signature) else { continue }
            best.consider(
                RankedCandidate(
                    fileID: candidate.fileID,
                    quality: candidate.quality,
                    score: score
                )
            )
        }
        return best.best
    }
}
