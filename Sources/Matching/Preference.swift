/// Why one acceptable file is preferred to another.
package struct Preference: Sendable {
    package struct Side: Sendable {
        package let ranked: RankedCandidate
        package let explanation: Explanation

        package init(_ ranked: RankedCandidate, _ explanation: Explanation) {
            self.ranked = ranked
            self.explanation = explanation
        }
    }

    let chosen: Side
    let other: Side

    package init(of chosen: Side, before other: Side) {
        self.chosen = chosen
        self.other = other
    }

    /// "its score is higher, 1 against 0.97: the album".
    package var clause: String {
        let (left, right) = (chosen.ranked, other.ranked)
        if left.score.score > right.score.score {
            let signals = lackingSignals
            return "its score is higher, \(Decimals.text(left.score.score)) against "
                + Decimals.text(right.score.score)
                + (signals.isEmpty ? "" : " (\(signals.joined(separator: ", ")))")
        }
        if left.score.score == right.score.score, left.quality > right.quality {
            return "both match equally well, and its quality is better, \(left.quality) against "
                + "\(right.quality) kbit/s"
        }
        return "both match equally well, and it has been in the library the longest"
    }

    /// The signals that lower the score of the other file more, the strongest first.
    private var lackingSignals: [String] {
        var penalties: [String: Double] = [:]
        for part in other.explanation.parts { penalties[part.signal, default: 0] += part.penalty }
        for part in chosen.explanation.parts { penalties[part.signal, default: 0] -= part.penalty }
        return penalties.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map(\.key)
    }
}
