/// How well the versions of two recordings agree.
struct VersionFit: Hashable, Sendable {
    /// The versions of only one of the two that refuse the match.
    var conflict: VersionFlags = []
    /// The same kind of version, but another one: another remixer, another concert.
    var isOther = false
    /// Both are live, but at different places.
    var isElsewhere = false
    /// How much it lowers the score.
    var penalty = 0.0
    /// The differences that were accepted, for the explanation.
    var differing: VersionFlags = []
    /// The versions of only one of the two that the settings accept.
    var substituted: VersionFlags = []

    var isRefused: Bool { !conflict.isEmpty || isOther }

    /// - Parameters:
    ///   - gap: the difference of the durations in milliseconds; nil if one is unknown.
    ///   - tolerance: milliseconds.
    ///   - taste: which versions may stand for one another.
    init(
        _ track: borrowing Signature,
        _ file: borrowing Signature,
        gap: Int?,
        tolerance: Int,
        isSameAlbum: Bool,
        taste: VersionSettings
    ) {
        let left = track.version
        let right = file.version
        if left.flags.isEmpty, right.flags.isEmpty, left.context == right.context { return }
        let isClose = gap.map { $0 <= tolerance } ?? false
        compareHard(left, right, isSame: isSameAlbum && (gap ?? .max) <= tolerance / 2)
        compareContexts(
            left,
            right,
            areAlbumsKnown: track.album != 0 && file.album != 0,
            isSameAlbum: isSameAlbum
        )
        compareDetails(left, right, isClose: isClose)
        comparePlaces(
            left,
            right,
            isSame: isClose && (isSameAlbum || (gap ?? .max) <= tolerance / 2)
        )
        compareSoft(left, right, isClose: isClose)
        apply(taste)
    }

    /// Accepts and refuses differences as the settings say.
    private mutating func apply(_ taste: VersionSettings) {
        conflict.formUnion(differing.intersection(taste.refused))
        substituted = conflict.intersection(taste.allowed)
        guard !substituted.isEmpty else { return }
        conflict.subtract(substituted)
        differing.subtract(substituted)
        // Ranks below everything of the same version.
        penalty += 0.1
    }

    private mutating func compareHard(_ left: VersionTraits, _ right: VersionTraits, isSame: Bool) {
        var only = left.flags.symmetricDifference(right.flags).intersection(.hard)
        guard !only.isEmpty else { return }
        // The album's name says it for the side whose title does not.
        let said = only.intersection(left.context.union(right.context))
        if !said.isEmpty {
            penalty += 0.01
            only.subtract(said)
        }
        // "Deluxe Version", "Amazon Version": of the same length on the same album it is the same.
        if only == .other, isSame {
            penalty += 0.1
            differing.insert(.other)
            only = []
        }
        conflict = only
    }

    /// The titles on a live album do not say "live".
    private mutating func compareContexts(
        _ left: VersionTraits,
        _ right: VersionTraits,
        areAlbumsKnown: Bool,
        isSameAlbum: Bool
    ) {
        let only = left.context.symmetricDifference(right.context)
            .subtracting(left.flags).subtracting(right.flags)
        guard !only.isEmpty, !isSameAlbum else { return }
        if areAlbumsKnown || only.contains(.karaoke) {
            conflict.formUnion(only)
        } else {
            penalty += 0.04
            differing.formUnion(only)
        }
    }

    private mutating func compareDetails(
        _ left: VersionTraits,
        _ right: VersionTraits,
        isClose: Bool
    ) {
        let both = left.flags.intersection(right.flags)
        if !both.isDisjoint(with: .detailed), left.details != right.details {
            let shared = left.details.count { right.details.contains($0) }
            let fewest = min(left.details.count, right.details.count)
            // One may name fewer of them, if the length says that it is the same.
            if shared == fewest, isClose {
                penalty += shared == 0 ? 0.06 : 0.03
                differing.formUnion(both.intersection(.detailed))
            } else {
                isOther = true
            }
        }
    }

    /// - Parameter isSame: the lengths say that it is one concert under two names.
    private mutating func comparePlaces(
        _ left: VersionTraits,
        _ right: VersionTraits,
        isSame: Bool
    ) {
        guard left.isLive, right.isLive, !left.places.isEmpty, !right.places.isEmpty,
            !left.places.contains(where: { right.places.contains($0) })
        else { return }
        isElsewhere = true
        if isSame { penalty += 0.08 } else { isOther = true }
    }

    private mutating func compareSoft(
        _ left: VersionTraits,
        _ right: VersionTraits,
        isClose: Bool
    ) {
        let only = left.flags.symmetricDifference(right.flags).subtracting(.hard)
        if only.contains(.edit) {
            // An edit is shorter than the album's; one of the same length is the same.
            if isClose { penalty += 0.03 } else { conflict.insert(.edit) }
            differing.insert(.edit)
        }
        if only.contains(.remaster) {
            penalty += 0.015
            differing.insert(.remaster)
        } else if left.remasterYear != right.remasterYear {
            penalty += 0.005
        }
        if !only.isDisjoint(with: [.mono, .stereo]) {
            let isOpposite = only.isSuperset(of: [.mono, .stereo])
            penalty += isOpposite ? 0.06 : 0.01
            differing.formUnion(only.intersection([.mono, .stereo]))
        }
        if !only.isDisjoint(with: [.explicit, .clean]) {
            // An unmarked version may well be explicit; a clean one was altered.
            let isOpposite = only.isSuperset(of: [.explicit, .clean])
            penalty += isOpposite ? 0.03 : only.contains(.clean) ? 0.01 : 0.005
            differing.formUnion(only.intersection([.explicit, .clean]))
        }
    }
}
