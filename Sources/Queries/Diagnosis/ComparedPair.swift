package import Journal
package import Matching

/// A track and a file that were compared, and how they stand to each other.
package struct ComparedPair: Sendable {
    package enum Standing: String, Sendable, CaseIterable {
        /// The file stands for the track because the user said so.
        case pinned
        case matched
        /// The matcher would take it, and takes another file.
        case outranked
        /// The user said that it is never the one.
        case rejected
        case refused
        /// Acceptable, but no candidate key leads from one to the other.
        case notCompared = "not_compared"
        /// Acceptable, but the file is not in the library now.
        case removed = "gone"
    }

    package let track: DescribedTrack
    package let file: DescribedFile
    package let standing: Standing
    package let explanation: Explanation
    package let advice: [Advice]
    /// Of the pin or the rejection between the two.
    package let decidedAt: Position?

    package var isMatch: Bool { standing == .pinned || standing == .matched }

    var ranked: RankedCandidate? {
        explanation.result.map {
            RankedCandidate(fileID: file.id, quality: file.bitrateKbps, score: $0)
        }
    }

    /// What stands for the other side first, then what is acceptable, then by what stands against
    /// it; another song last.
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
