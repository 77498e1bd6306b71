/// What would change an answer of the matcher, for the user to do or to know.
package struct Advice: Sendable, Hashable {
    /// For machines; the values are stable.
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
        /// The candidate index does not lead from one to the other.
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
    /// What stands in the way of a surer match, the most telling first; nothing where the match is
    /// sure, and nothing of another song.
    ///
    /// - Parameter explanation: of this scorer, for these two.
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

/// Reads advice from a judgement.
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
        let opening = difference ? "The durations differ by \(seconds) s: " : ""
        if fit.isOther || fit.conflict.isEmpty {
            return Self.sentence(
                opening + "both are versions of the song, but by another hand or of another evening"
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
            + " Where that is not true, correct the \(source) or use psm set-match."
    }

    private var artist: String? {
        switch judgement.artist {
        case .different:
            guard judgement.title != .different else { return nil }
            return "The song is by somebody else there: perhaps a cover. Where it is the same "
                + "artist under another name, correct the artist tag or use psm set-match."
        case .contained, .typo:
            return judgement.refusal == .unproven
                ? "The artists are nearly the same, which counts only where the durations are at "
                    + "most \(Decimals.seconds(rules.tolerance)) s apart. Correct the artist tag."
                : "The artist is written in another way; with the same artist tag the match is "
                    + "surer."
        case .album, .reordered:
            return judgement.refusal == .unproven
                ? "Only the album's artist, or the artist's words in another order, are the same, "
                    + "which counts only where the durations agree. Correct the artist tag."
                : nil
        case .same, .shared, .unknown: return nil
        }
    }

    private var title: String? {
        switch judgement.title {
        case .typo:
            return judgement.refusal == .unproven
                ? "The titles are nearly the same, which counts only where an artist is the same "
                    + "and the durations are at most \(Decimals.seconds(rules.tolerance)) s apart. "
                    + "Correct the title tag."
                : "The title is written in another way; with the same title tag the match is surer."
        case .subtitle:
            return judgement.refusal == .unproven
                ? "One title has words in brackets that the other lacks, which counts only where "
                    + "the durations are at most \(Decimals.seconds(rules.near)) s apart."
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
            return "The durations differ by \(seconds) s: it is probably another recording. Here "
                + "at most \(Decimals.seconds(limit)) s are let pass (matching.duration_tolerance is "
                + "\(tolerance) s)."
        }
        guard judgement.refusal == nil else { return nil }
        return "The durations differ by \(seconds) s, more than the tolerance of \(tolerance) s "
            + "(matching.duration_tolerance): listen whether it is the same recording."
    }

    private var identifier: String? {
        guard judgement.refusal == .identifier else { return nil }
        let name = judgement.identifier == .isrc ? "ISRC" : "MusicBrainz recording id"
        return "One of the two has the other's \(name) by mistake: correct it in the file's tags, "
            + "or use psm set-match."
    }

    // MARK: What is missing

    private func missingTags(hasTitle: Bool) -> String? {
        var missing: [String] = []
        if !hasTitle { missing.append("title tag") }
        if file.names.isEmpty || file.guesses.contains(.artist) { missing.append("artist tag") }
        if file.durationMilliseconds == 0 { missing.append("duration that can be read") }
        guard !missing.isEmpty else { return nil }
        let isGuessed = !file.guesses.isEmpty
        return "Your file has no \(Self.list(missing)): "
            + (isGuessed
                ? "what is guessed from its path is never surer than MEDIUM."
                : "with it the match would be surer.")
    }

    private func missingInPlaylist(hasTitle: Bool) -> String? {
        var missing: [String] = []
        if !hasTitle { missing.append("title") }
        if track.names.isEmpty { missing.append("artist") }
        if track.durationMilliseconds == 0 { missing.append("duration") }
        guard !missing.isEmpty else { return nil }
        return "The playlist tells no \(Self.list(missing)) of the track."
    }

    private var threshold: String? {
        guard judgement.refusal == .threshold else { return nil }
        return "The score, \(Decimals.text(judgement.score)), is below the threshold, "
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
