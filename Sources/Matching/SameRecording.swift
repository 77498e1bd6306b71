extension Scorer {
    /// Whether two tracks are one recording, so that a decision on one holds for the other.
    ///
    /// Stricter than a match: the same identifier that nothing contradicts, or the same title,
    /// artists and version, with durations within the tolerance.
    package func isSameRecording(_ track: TrackSignature, _ other: TrackSignature) -> Bool {
        let (left, right) = (track.signature, other.signature)
        let judgement = judge(left, right)
        if judgement.hasIdentifier { return judgement.refusal == nil }
        guard judgement.refusal == nil, judgement.title == .exact,
            !left.names.isEmpty, left.names == right.names,
            let gap = judgement.gapMilliseconds, gap <= rules.tolerance
        else { return false }
        return left.version.isSame(as: right.version)
    }
}

extension VersionTraits {
    /// If the title of one says what the album of the other says, it is the same version.
    fileprivate func isSame(as other: VersionTraits) -> Bool {
        flags.union(context) == other.flags.union(other.context)
            && details == other.details && places == other.places
            && remasterYear == other.remasterYear
    }
}
