/// Which answers are worth a person's look.
extension Explanation {
    /// What a signal takes from the score to be a doubt. Below that are the small uncertainties that
    /// every library is full of: another album, one guest more.
    private static let doubtPenalty = 0.04
    /// Below this it is not the recording in any eyes.
    private static let nearScore = 0.6
    /// How far below the threshold a score is near it.
    private static let nearThreshold = 0.1

    /// The signals that say something against an accepted match.
    package var doubts: [Part] {
        let telling: Set = ["title", "artist", "version", "duration", "identifier"]
        return parts.filter { telling.contains($0.signal) && $0.penalty >= Self.doubtPenalty }
    }

    /// Refused, but so narrowly that a person might say that it is the one.
    package func isNearMiss(_ settings: MatchingSettings) -> Bool {
        guard let refusal = judgement.refusal else { return false }
        let rules = DurationRules(settings)
        let gap = judgement.gapMilliseconds
        if refusal == .artist {
            // A cover has the song's title, too: the album has to speak for the artist.
            return judgement.title == .exact && judgement.album == .same
                && (gap ?? .max) <= rules.near
        }
        guard judgement.score >= Self.nearScore else { return false }
        switch refusal {
        case .title, .artist: return false
        case .version: return mayBeMislabelled && (gap ?? .max) <= rules.tolerance
        case .duration, .unproven: return (gap ?? 0) <= rules.farthest(0)
        case .identifier: return true
        case .threshold: return judgement.score >= settings.fuzzyThreshold - Self.nearThreshold
        }
    }

    /// Of the same length, the words may be wrong or missing on one side; but what is made from the
    /// song's own recording has its length, and another album often is of another version.
    private var mayBeMislabelled: Bool {
        let ofSameLength: VersionFlags = [.karaoke, .instrumental, .acapella, .cover]
        return judgement.album != .different
            && judgement.version?.conflict.isDisjoint(with: ofSameLength) ?? false
    }
}
