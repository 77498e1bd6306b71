/// What the user may set about matching.
package struct MatchingSettings: Sendable, Hashable {
    /// The lowest score that is a match, 0...1.
    package var fuzzyThreshold: Double
    /// How far two durations of one recording may lie apart.
    package var durationToleranceSeconds: Double

    package init(fuzzyThreshold: Double = 0.78, durationToleranceSeconds: Double = 2.0) {
        self.fuzzyThreshold = fuzzyThreshold
        self.durationToleranceSeconds = durationToleranceSeconds
    }
}
