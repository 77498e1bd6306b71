/// Which answers a person should review.
extension Explanation {
    /// The penalty from which a signal raises doubt. Below that are the small uncertainties of
    /// every library: another album, one more guest.
    private static let doubtPenalty = 0.04
    /// Below this score nobody would take it for the recording.
    private static let nearScore = 0.6
    /// How far below the threshold a score counts as close.
    private static let nearThreshold = 0.1

    /// The signals that raise doubt about an accepted match.
    package var doubts: [Part] {
        let telling: Set = ["title", "artist", "version", "duration", "identifier"]
        return parts.filter { telling.contains($0.signal) && $0.penalty >= Self.doubtPenalty }
    }

    /// Whether it was refused so narrowly that a person might accept it.
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

    /// If the lengths agree, the version may be wrong or missing on one side; but versions made
    /// from the recording itself have its length, too, and another album often has another version.
    private var mayBeMislabelled: Bool {
        let ofSameLength: VersionFlags = [.karaoke, .instrumental, .acapella, .cover]
        return judgement.album != .different
            && judgement.version?.conflict.isDisjoint(with: ofSameLength) ?? false
    }
}
