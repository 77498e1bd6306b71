package import Journal
package import Matching

/// A track and a file that were compared, and the outcome.
package struct ComparedPair: Sendable {
    package enum Standing: String, Sendable, CaseIterable {
        /// The user pinned the file to the track.
        case pinned
        case matched
        /// Acceptable, but another file is a better match.
        case outranked
        /// The user rejected the file for good.
        case rejected
        case refused
        /// Acceptable, but the two share no candidate key.
        case notCompared = "not_compared"
        /// Acceptable, but the file is removed.
        case removed = "gone"
    }

    package let track: DescribedTrack
    package let file: DescribedFile
    package let standing: Standing
    package let explanation: Explanation
    package let advice: [Advice]
    /// The position of the pin or the rejection of this file.
    package let decidedAt: Position?

    package var isMatch: Bool { standing == .pinned || standing == .matched }

    var ranked: RankedCandidate? {
        explanation.result.map {
            RankedCandidate(fileID: file.id, quality: file.bitrateKbps, score: $0)
        }
    }

    /// Sorts the match first, then acceptable pairs, then the others by penalty; other songs last.
    func isNearer(than other: ComparedPair) -> Bool {
        if isMatch != other.isMatch { return isMatch }
        switch (ranked, other.ranked) {
        case (let left?, let right?): return left.isBetter(than: right)
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil): break
        }
        let (left, right) = (explanation, other.explanation)
        if left.isOtherSong != right.isOtherSong { return right.isOtherSong }
        if left.penalty != right.penalty { return left.penalty < right.penalty }
        return (file.id, track.seq) < (other.file.id, other.track.seq)
    }
}
