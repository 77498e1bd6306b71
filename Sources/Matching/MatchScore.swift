/// How sure a match is. Each tier is at least as precise as the next.
package enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// The same identifier, or title, artist, album and duration all agree.
    case certain = "CERTAIN"
    /// Title and artist are exact and the duration agrees.
    case high = "HIGH"
    /// One signal is missing or inexact, the others agree.
    case medium = "MEDIUM"
    /// Acceptable, and worth a look.
    case low = "LOW"
    /// The user said so; never given by the scorer.
    case manual = "MANUAL"
}

/// What the scorer says of a track and a file that it accepts.
package struct MatchScore: Sendable, Hashable {
    /// 0...1; 1 less what each signal lacks.
    package var score: Double
    package var confidence: Confidence
    /// What the match stands on: `mbid`, `isrc`, `exact`, `subtitle`, `typo`, `title`, `path`.
    package var method: String

    package init(score: Double, confidence: Confidence, method: String) {
        self.score = score
        self.confidence = confidence
        self.method = method
    }
}
