/// What the user can do, or should know, to change an answer of the matcher.
package struct Advice: Sendable, Hashable {
    /// For programs: the values are stable.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It is another version of the song.
        case version
        case duration
        case artist
        case title
        case missingTag = "missing_tag"
        case missingInPlaylist = "missing_in_playlist"
        case identifier
        /// The score is below the threshold.
        case threshold
        /// Another file is preferred.
        case preferred
        /// The two share no candidate key, so the matcher does not compare them.
        case notCompared = "not_compared"
        /// The user's own decisions.
        case pinned
        case rejected
        case otherPinned = "other_pinned"
    }

    package let kind: Kind
    /// One or two sentences.
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

extension Scorer {
    /// What prevents a more certain match, the most important first. Empty if the match is certain
    /// already, or if the file holds another song.
    ///
    /// - Parameter explanation: made by this scorer for these two.
    package func advice(
        on explanation: Explanation,
        track: Recording,
        file: Recording
    ) -> [Advice] {
        let confidence = explanation.result?.confidence
        if explanation.isOtherSong || confidence == .certain || confidence == .high { return [] }
        let adviser = Adviser(
            judgement: explanation.judgement,
            track: TrackSignature(track).signature,
            file: TrackSignature(file).signature,
            rules: rules,
            settings: settings
        )
        return adviser.advice(
            trackHasTitle: !track.title.isEmpty,
            fileHasTitle: !file.title.isEmpty
        )
    }
}

/// Derives advice from a judgement.
private struct Adviser {
    let judgement: Judgement
    let track: Signature
    let file: Signature
    let rules: DurationRules
    let settings: MatchingSettings

    func advice(trackHasTitle: Bool, fileHasTitle: Bool) -> [Advice] {
        var advice: [Advice] = []
        if let text = version { advice.append(Advice(.version, text)) }
        if let text = artist { advice.append(Advice(.artist, text)) }
        if let text = title { advice.append(Advice(.title, text)) }
        if let text = duration { advice.append(Advice(.duration, text)) }
        if let text = identifier { advice.append(Advice(.identifier, text)) }
        if let text = missingTags(hasTitle: fileHasTitle) {
            advice.append(Advice(.missingTag, text))
        }
        if let text = missingInPlaylist(hasTitle: trackHasTitle) {
            advice.append(Advice(.missingInPlaylist, text))
        }
        if let text = threshold { advice.append(Advice(.threshold, text)) }
        return advice
    }

    private var gap: Int? { judgement.gapMilliseconds }
    private var seconds: String { Decimals.seconds(gap ?? 0) }

    // MARK: Signals

    private var version: String? {
        guard let fit = judgement.version, fit.isRefused || judgement.refusal == .version else {
            return nil
        }
        let difference = gap.map { $0 > rules.tolerance } ?? false
        let opening = difference ? "The lengths differ by \(seconds) s: " : ""
        if fit.isOther || fit.conflict.isEmpty {
            return Self.sentence(
                opening
                    + "both are versions of the song, but different remixes, takes or concerts"
            )
        }
        let ofTrack = track.version.flags.union(track.version.context)
        let only = fit.conflict.intersection(ofTrack)
        let isTrack = !only.isEmpty
        let flags = isTrack ? only : fit.conflict
        let said = (isTrack ? track : file).version
        let source = said.flags.isDisjoint(with: flags) ? "album" : "title"
        let (one, other) = isTrack ? ("track", "file") : ("file", "track")
        let what = "the \(one) is \(flags.words), as its \(source) says, and the \(other) is not"
        if difference { return Self.sentence(opening + what) }
        return Self.sentence(what)
            + (isTrack
                ? " If that is wrong, pin the file with psm set-match."
                : " If that is wrong, correct the \(source) tag or use psm set-match.")
    }

    private var artist: String? {
        switch judgement.artist {
        case .different:
            guard judgement.title != .different else { return nil }
            return "The artists are different: perhaps a cover. If it is the same artist under "
                + "another name, correct the artist tag, or pin the file with psm set-match."
        case .contained, .typo:
            return judgement.refusal == .unproven
                ? "The artists are nearly the same, which is enough only if the lengths are at "
                    + "most \(Decimals.seconds(rules.tolerance)) s apart. Correct the artist tag."
                : "The artist is spelled differently; with the same artist tag the match would be "
                    + "more certain."
        case .album, .reordered:
            return judgement.refusal == .unproven
                ? "Only the album artist is the same, or the artist's words are in another order; "
                    + "that is enough only if the lengths agree. Correct the artist tag."
                : nil
        case .same, .shared, .unknown: return nil
        }
    }

    private var title: String? {
        switch judgement.title {
        case .typo:
            return judgement.refusal == .unproven
                ? "The titles are nearly the same, which is enough only if an artist is the same "
                    + "and the lengths are at most \(Decimals.seconds(rules.tolerance)) s apart. "
                    + "Correct the title tag."
                : "The title is spelled differently; with the same title tag the match would be "
                    + "more certain."
        case .subtitle:
            return judgement.refusal == .unproven
                ? "One title has words in brackets that the other lacks, which is accepted only if "
                    + "the lengths are at most \(Decimals.seconds(rules.near)) s apart."
                : nil
        case .exact, .different: return nil
        }
    }

    private var duration: String? {
        guard let gap, gap > rules.tolerance, !(judgement.version?.isRefused ?? false) else {
            return nil
        }
        let tolerance = Decimals.text(settings.durationToleranceSeconds)
        if judgement.refusal == .duration {
            let isOnAlbum = judgement.album == .same && judgement.title == .exact
            let longest = max(track.durationMilliseconds, file.durationMilliseconds)
            let limit =
                isOnAlbum
                ? rules.farthest(longest) : judgement.title == .exact ? rules.far : rules.near
            return "The lengths differ by \(Decimals.seconds(gap, above: limit)) s: it is probably "
                + "another recording. Up to \(Decimals.seconds(limit)) s is allowed here "
                + "(matching.duration_tolerance is \(tolerance) s)."
        }
        guard judgement.refusal == nil else { return nil }
        return "The lengths differ by \(Decimals.seconds(gap, above: rules.tolerance)) s; up to "
            + "\(tolerance) s is allowed (matching.duration_tolerance). Listen to check that it is "
            + "the same recording."
    }

    private var identifier: String? {
        guard judgement.refusal == .identifier else { return nil }
        let name = judgement.identifier == .isrc ? "ISRC" : "MusicBrainz recording id"
        return "One of the two has the other's \(name) by mistake: correct it in the file's tags, "
            + "or pin the file with psm set-match."
    }

    // MARK: What is missing

    private func missingTags(hasTitle: Bool) -> String? {
        var missing: [String] = []
        if !hasTitle { missing.append("title tag") }
        if file.names.isEmpty || file.guesses.contains(.artist) { missing.append("artist tag") }
        if file.durationMilliseconds == 0 { missing.append("readable length") }
        guard !missing.isEmpty else { return nil }
        let isGuessed = !file.guesses.isEmpty
        return "Your file has no \(Self.list(missing)): "
            + (isGuessed
                ? "a match guessed from its path is never more certain than MEDIUM."
                : "with it the match would be more certain.")
    }

    private func missingInPlaylist(hasTitle: Bool) -> String? {
        var missing: [String] = []
        if !hasTitle { missing.append("title") }
        if track.names.isEmpty { missing.append("artist") }
        if track.durationMilliseconds == 0 { missing.append("length") }
        guard !missing.isEmpty else { return nil }
        return "The playlist gives no \(Self.list(missing)) for this track."
    }

    private var threshold: String? {
        guard judgement.refusal == .threshold else { return nil }
        return "The score of \(Decimals.text(judgement.score)) is below the threshold of "
            + "\(Decimals.text(settings.fuzzyThreshold)) (matching.fuzzy_threshold)."
    }

    // MARK: Words

    /// "title tag or artist tag".
    private static func list(_ words: [String]) -> String {
        guard words.count > 1 else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    }

    private static func sentence(_ clause: String) -> String {
        clause.prefix(1).uppercased() + clause.dropFirst() + "."
    }
}
