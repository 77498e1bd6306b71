/// How far durations may differ, in milliseconds, derived from the tolerance in the settings.
struct DurationRules: Sendable {
    /// The same recording.
    let tolerance: Int
    /// Another mastering, or silence that an encoder added.
    let near: Int
    /// Still the same recording if title and artist are exact.
    let far: Int
    /// If only the duration links the two, as with typing errors: the reach of the keys.
    let typo: Int

    init(_ settings: MatchingSettings) {
        let seconds = min(max(settings.durationToleranceSeconds, 0.1), 60)
        tolerance = Int(seconds * 1000)
        near = tolerance * 2
        far = tolerance * 4
        typo = min(near, Int(CandidateKeys.bucketMilliseconds))
    }

    /// The largest difference for one title and artist on one album, which has a song only once.
    func farthest(_ milliseconds: Int32) -> Int {
        max(tolerance * 10, Int(milliseconds) / 10)
    }
}

extension Scorer {
    /// Turns the findings into penalties or a refusal.
    func weigh(
        _ judgement: inout Judgement,
        _ version: VersionFit,
        _ track: borrowing Signature,
        _ file: borrowing Signature
    ) {
        if judgement.hasIdentifier {
            weighIdentified(&judgement, version, track, file)
            return
        }
        let isTitleGuessed = track.guesses.union(file.guesses).contains(.title)
        weighTitle(&judgement)
        weighArtist(&judgement, track, isTitleGuessed: isTitleGuessed)
        judgement.penalties.version = version.penalty
        // Two concerts count as one only if nothing else is in doubt.
        let isDoubtful = version.isElsewhere && judgement.title != .exact
        if version.isRefused || isDoubtful { judgement.refuse(.version) }
        weighDuration(
            &judgement,
            longest: max(track.durationMilliseconds, file.durationMilliseconds),
            isSubstitute: !version.substituted.isEmpty
        )
        switch judgement.album {
        case .same: break
        // Just enough to choose the file of the right edition.
        case .edition: judgement.penalties.album = 0.002
        case .unknown: judgement.penalties.album = 0.01
        case .different:
            let isCollection = track.isCompilation || file.isCompilation
            judgement.penalties.album = isCollection ? 0.025 : 0.03
        }
        if judgement.identifier == .different { judgement.penalties.identifier = 0.01 }
        if track.year != 0, file.year != 0, abs(Int(track.year) - Int(file.year)) > 1 {
            judgement.penalties.year = 0.002
        }
        // So little that it decides only between files that are equal otherwise.
        if judgement.album.isSame, isElsewhere(track, file) { judgement.penalties.place = 0.0002 }
        if isTitleGuessed {
            judgement.penalties.guess = 0.04
        } else if judgement.isGuessed {
            judgement.penalties.guess = 0.02
        }
        if judgement.score < settings.fuzzyThreshold { judgement.refuse(.threshold) }
    }

    /// Whether the track or disc numbers place it elsewhere on the album.
    private func isElsewhere(_ track: borrowing Signature, _ file: borrowing Signature) -> Bool {
        func differ(_ one: Int16, _ other: Int16) -> Bool { one > 0 && other > 0 && one != other }
        return differ(track.trackNumber, file.trackNumber)
            || differ(track.discNumber, file.discNumber)
    }

    // MARK: Without an identifier

    private func weighTitle(_ judgement: inout Judgement) {
        let gap = judgement.gapMilliseconds
        switch judgement.title {
        case .exact: break
        case .subtitle:
            judgement.penalties.title = 0.07
            // "Heroes" and "Heroes (Reworked Words)": the length has to say that it is one song.
            let isProven = gap.map { $0 <= rules.near } ?? (judgement.album.isSame)
            if !isProven { judgement.refuse(.unproven) }
        case .typo(let typo):
            judgement.penalties.title = typo.isTransposed ? 0.06 : 0.06 + 0.04 * Double(typo.edits)
            let limit = typo.isTransposed ? rules.typo : min(rules.tolerance, rules.typo)
            if (gap ?? .max) > limit || !judgement.artist.isShared { judgement.refuse(.unproven) }
        case .different:
            judgement.penalties.title = 0.5
        }
    }

    private func weighArtist(
        _ judgement: inout Judgement,
        _ track: borrowing Signature,
        isTitleGuessed: Bool
    ) {
        let gap = judgement.gapMilliseconds ?? .max
        switch judgement.artist {
        case .same: break
        case .shared: judgement.penalties.artist = 0.02
        case .reordered, .album:
            judgement.penalties.artist = judgement.artist == .album ? 0.06 : 0
            if gap > rules.typo { judgement.refuse(.unproven) }
        case .contained:
            judgement.penalties.artist = 0.08
            if gap > rules.tolerance { judgement.refuse(.unproven) }
        case .typo:
            judgement.penalties.artist = 0.09
            if gap > rules.tolerance { judgement.refuse(.unproven) }
        case .unknown:
            judgement.penalties.artist = judgement.album.isSame ? 0.08 : 0.13
            // Without artist and album only a long tagged title is telling: there are many covers.
            let isTelling =
                judgement.album.isSame
                || judgement.album == .unknown && track.title.length >= 12
                    && gap <= rules.tolerance / 2 && !isTitleGuessed
            if judgement.title != .exact || gap > min(rules.tolerance, rules.typo) || !isTelling {
                judgement.refuse(.unproven)
            }
        case .different:
            judgement.penalties.artist = 0.5
            judgement.refuse(.artist)
        }
    }

    private func weighDuration(
        _ judgement: inout Judgement,
        longest: Int32,
        isSubstitute: Bool
    ) {
        guard let gap = judgement.gapMilliseconds else {
            judgement.penalties.duration = 0.04
            return
        }
        if gap <= rules.tolerance / 2 {
            return
        } else if gap <= rules.tolerance {
            judgement.penalties.duration = 0.005
        } else if gap <= rules.near {
            judgement.penalties.duration = 0.03
        } else if isSubstitute, judgement.title == .exact, gap <= longest / 2 {
            // Another version may have another length.
            judgement.penalties.duration = 0.06
        } else if gap <= rules.far {
            judgement.penalties.duration = 0.08
            if judgement.title != .exact { judgement.refuse(.duration) }
        } else {
            judgement.penalties.duration = 0.15
            let isOnAlbum = judgement.album.isSame && judgement.title == .exact
            if !isOnAlbum || gap > rules.farthest(longest) { judgement.refuse(.duration) }
        }
    }

    // MARK: With one

    /// The identifier is the same: the other signals must only not contradict it.
    private func weighIdentified(
        _ judgement: inout Judgement,
        _ version: VersionFit,
        _ track: borrowing Signature,
        _ file: borrowing Signature
    ) {
        let gap = judgement.gapMilliseconds
        let longest = max(track.durationMilliseconds, file.durationMilliseconds)
        let isClose = (gap ?? 0) <= rules.tolerance
        if judgement.title == .different {
            // Perhaps a translation. Somebody else's title of another length is a wrong tag.
            judgement.penalties.title = 0.1
            if (gap ?? .max) > rules.near || judgement.artist == .different {
                judgement.refuse(.identifier)
            }
        } else if judgement.title != .exact {
            judgement.penalties.title = 0.02
        }
        if judgement.artist == .different { judgement.penalties.artist = 0.06 }
        let isSubstitute = !version.substituted.isEmpty
        if let gap, gap > rules.far {
            judgement.penalties.duration = isSubstitute ? 0.06 : 0.12
            let farthest = isSubstitute ? Int(longest) / 2 : rules.farthest(longest)
            if gap > farthest { judgement.refuse(.duration) }
        } else if !isClose {
            judgement.penalties.duration = 0.02
        } else if gap == nil {
            judgement.penalties.duration = 0.01
        }
        if version.isRefused {
            judgement.penalties.version = 0.1
            if !isClose || gap == nil { judgement.refuse(.version) }
        } else {
            // Not even an identifier makes another version more certain than MEDIUM.
            judgement.penalties.version =
                isSubstitute ? version.penalty + 0.03 : version.penalty / 2
        }
        judgement.penalties.album = judgement.album == .different ? 0.01 : 0
        if judgement.score < settings.fuzzyThreshold { judgement.refuse(.threshold) }
    }

    // MARK: The result

    func result(of judgement: Judgement) -> MatchScore {
        MatchScore(
            score: judgement.score,
            confidence: confidence(of: judgement),
            method: method(of: judgement)
        )
    }

    private func method(of judgement: Judgement) -> String {
        switch judgement.identifier {
        case .musicBrainz: return "mbid"
        case .isrc: return "isrc"
        case .none, .different: break
        }
        if judgement.isGuessed { return "path" }
        if judgement.artist == .unknown { return "title" }
        switch judgement.title {
        case .subtitle: return "subtitle"
        case .typo: return "typo"
        case .exact, .different: return judgement.artist == .typo ? "typo" : "exact"
        }
    }

    private func confidence(of judgement: Judgement) -> Confidence {
        let score = judgement.score
        if judgement.hasIdentifier {
            return score >= 0.95 && judgement.title == .exact
                ? .certain : score >= 0.88 ? .high : .medium
        }
        let isExact =
            judgement.title == .exact
            && (judgement.artist.isShared || judgement.artist == .reordered)
        let isClose = (judgement.gapMilliseconds ?? .max) <= rules.tolerance
        if judgement.isGuessed { return isExact && isClose ? .medium : .low }
        if isExact, isClose, judgement.album.isSame, score >= 0.96 { return .certain }
        // A part of a credit may be a namesake: "X & the Voices", "The Voices".
        let isSure = judgement.artist != .shared || judgement.album.isSame
        if isExact, isClose, isSure, score >= 0.91 { return .high }
        return score >= 0.86 ? .medium : .low
    }
}

extension Judgement {
    /// The first reason is kept.
    mutating func refuse(_ reason: Refusal) {
        if refusal == nil { refusal = reason }
    }
}
