/// What the user may set about matching.
package struct MatchingSettings: Sendable, Hashable {
    /// The lowest score that is a match, 0...1.
    package var fuzzyThreshold: Double
    /// How far two durations of one recording may lie apart.
    package var durationToleranceSeconds: Double
    package var versions: VersionSettings

    package init(
        fuzzyThreshold: Double = 0.78,
        durationToleranceSeconds: Double = 2.0,
        versions: VersionSettings = VersionSettings()
    ) {
        self.fuzzyThreshold = fuzzyThreshold
        self.durationToleranceSeconds = durationToleranceSeconds
        self.versions = versions
    }
}

/// Which versions may stand for one another, the one way as the other. One that fits is always
/// preferred.
package struct VersionSettings: Sendable, Hashable {
    /// A remaster for the original.
    package var remaster = true
    /// What is cleaned of its words for what is not.
    package var clean = true
    /// A live take for the studio's.
    package var live = false
    /// A remix for the original.
    package var remix = false
    /// An acoustic version for the usual one.
    package var acoustic = false
    /// An instrumental or karaoke version for the sung one.
    package var instrumental = false
    /// An edit for the whole, whatever the lengths; one of the same length always may.
    package var edit = false

    package init() {}
}

extension VersionSettings {
    /// What makes another recording, and may differ nevertheless.
    var allowed: VersionFlags {
        var allowed: VersionFlags = []
        if live { allowed.insert(.live) }
        if remix { allowed.insert(.remix) }
        if acoustic { allowed.insert(.acoustic) }
        if instrumental { allowed.formUnion([.instrumental, .karaoke]) }
        if edit { allowed.insert(.edit) }
        return allowed
    }

    /// What is the same recording, and may not differ nevertheless.
    var refused: VersionFlags {
        var refused: VersionFlags = []
        if !remaster { refused.insert(.remaster) }
        if !clean { refused.insert(.clean) }
        return refused
    }
}
