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

    /// Whether a decision on a file that is gone may hold for this one: the same recording, and not
    /// another track of the album.
    package func isHeir(_ file: TrackSignature, of former: TrackSignature) -> Bool {
        let (old, new) = (former.signature.trackNumber, file.signature.trackNumber)
        return (old == 0 || new == 0 || old == new) && isSameRecording(former, file)
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
