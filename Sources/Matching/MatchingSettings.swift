/// The user's settings for matching.
package struct MatchingSettings: Sendable, Hashable {
    /// The lowest score that is a match, 0...1.
    package var fuzzyThreshold: Double
    /// How far the durations of one recording may differ.
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

/// Which versions may stand for each other, in both directions. The right version is always
/// preferred.
package struct VersionSettings: Sendable, Hashable {
    /// A remaster for the original.
    package var remaster = true
    /// A clean version for an explicit one.
    package var clean = true
    /// A live recording for the studio version.
    package var live = false
    /// A remix for the original.
    package var remix = false
    /// An acoustic version for the usual one.
    package var acoustic = false
    /// An instrumental or karaoke version for the sung one.
    package var instrumental = false
    /// An edit for the full version, whatever their lengths; with the same length it always may.
    package var edit = false

    package init() {}
}

extension VersionSettings {
    /// Versions that are other recordings, but are accepted nevertheless.
    var allowed: VersionFlags {
        var allowed: VersionFlags = []
        if live { allowed.insert(.live) }
        if remix { allowed.insert(.remix) }
        if acoustic { allowed.insert(.acoustic) }
        if instrumental { allowed.formUnion([.instrumental, .karaoke]) }
        if edit { allowed.insert(.edit) }
        return allowed
    }

    /// Versions that are the same recording, but are refused nevertheless.
    var refused: VersionFlags {
        var refused: VersionFlags = []
        if !remaster { refused.insert(.remaster) }
        if !clean { refused.insert(.clean) }
        return refused
    }
}
