/// Why a file was accepted or refused for a track, in the words that the user reads.
package struct Explanation: Sendable, Hashable {
    /// One signal's part.
    package struct Part: Sendable, Hashable {
        /// `title`, `artist`, `version`, `duration`, `album`, `place`, `year`, `identifier`,
        /// `source`.
        package var signal: String
        /// A clause without a full stop: "the lengths differ by 74 s".
        package var detail: String
        /// How much it lowers the score, 0...1.
        package var penalty: Double
    }

    package var parts: [Part]
    /// nil if the file was refused.
    package var result: MatchScore?
    /// Why the file was refused, as a sentence; nil if it was accepted.
    package var refusal: String?
    /// How the versions differ, if that is why the file was refused.
    package var versionDifference: VersionDifference?
    /// Whether the titles have nothing in common.
    package var isOtherSong = false
    /// What the words were made from, for advice.
    var judgement = Judgement()

    /// The penalties of all signals together.
    package var penalty: Double { parts.reduce(0) { $0 + $1.penalty } }
}

extension Scorer {
    /// The same comparison as `score`, explained signal by signal.
    package func explain(track: TrackSignature, file: TrackSignature) -> Explanation {
        let judgement = judge(track.signature, file.signature, isThorough: true)
        var parts: [Explanation.Part] = []
        func add(_ signal: String, _ detail: String, _ penalty: Double) {
            parts.append(Explanation.Part(signal: signal, detail: detail, penalty: penalty))
        }
        let penalties = judgement.penalties
        if judgement.identifier != .none {
            add("identifier", words(for: judgement.identifier), penalties.identifier)
        }
        add("title", words(for: judgement.title), penalties.title)
        add("artist", words(for: judgement.artist, track.signature), penalties.artist)
        add(
            "version",
            words(for: judgement.version, track.signature, file.signature),
            penalties.version
        )
        add(
            "duration",
            words(forGap: judgement.gapMilliseconds, track.signature, file.signature),
            penalties.duration
        )
        add("album", words(for: judgement.album, track.signature, file.signature), penalties.album)
        if penalties.place > 0 {
            add("place", "the track or disc numbers differ", penalties.place)
        }
        if penalties.year > 0 { add("year", "the years differ", penalties.year) }
        if judgement.isGuessed {
            let guesses = track.signature.guesses.union(file.signature.guesses)
            add("source", "\(guesses.words), not tagged", penalties.guess)
        }
        let difference =
            judgement.refusal == .version
            ? judgement.version.map { VersionDifference($0, track.signature, file.signature) } : nil
        return Explanation(
            parts: parts,
            result: judgement.refusal == nil ? result(of: judgement) : nil,
            refusal: judgement.refusal.map {
                words(for: $0, judgement, difference, track.signature, file.signature)
            },
            versionDifference: difference,
            isOtherSong: judgement.refusal == .title,
            judgement: judgement
        )
    }

    private func words(for fit: Judgement.IdentifierFit) -> String {
        switch fit {
        case .none: "the two have no identifier in common"
        case .isrc: "the ISRC is the same"
        case .musicBrainz: "the MusicBrainz recording id is the same"
        case .different: "the ISRCs differ, as those of reissues often do"
        }
    }

    private func words(for fit: Judgement.TitleFit) -> String {
        switch fit {
        case .exact: "the titles are the same"
        case .subtitle: "one title has words in brackets that the other lacks"
        case .typo(let typo):
            typo.isTransposed
                ? "the titles differ by two swapped letters"
                : "the titles differ by \(typo.edits) letter\(typo.edits == 1 ? "" : "s")"
        case .different: "the titles are different"
        }
    }

    private func words(for fit: Judgement.ArtistFit, _ track: Signature) -> String {
        switch fit {
        case .same: "the artists are the same"
        case .shared: "some of the artists are the same"
        case .reordered: "the artists are the same, with the words in another order"
        case .album: "only the album artist is the same"
        case .contained: "one artist's name is part of the other's"
        case .typo: "the artists differ by a typing error"
        case .unknown: "the \(track.names.isEmpty ? "track" : "file") has no artist"
        case .different: "the artists are different"
        }
    }

    private func words(
        for fit: Judgement.AlbumFit,
        _ track: Signature,
        _ file: Signature
    ) -> String {
        switch fit {
        case .same: "the albums are the same"
        case .edition: "the albums are the same, one is a special edition"
        case .unknown: "\(Self.lacking(track.album == 0, file.album == 0)) no album"
        case .different: "the albums are different"
        }
    }

    private func words(
        for fit: VersionFit?,
        _ track: Signature,
        _ file: Signature
    ) -> String {
        guard let fit else { return "not compared" }
        if !fit.conflict.isEmpty {
            let said = track.version.flags.union(track.version.context)
            let only = fit.conflict.intersection(said)
            return only.isEmpty
                ? "only the file is \(fit.conflict.words)"
                : "only the track is \(only.words)"
        }
        if !fit.substituted.isEmpty {
            return "one side is \(fit.substituted.words), which the settings allow"
        }
        if fit.isOther { return "both are versions, but different ones" }
        if !fit.differing.isEmpty {
            return "one side is \(fit.differing.words), the other may be, too"
        }
        return "the versions agree"
    }

    /// "the file has": the side that lacks something, and the verb.
    private static func lacking(_ track: Bool, _ file: Bool) -> String {
        if track, file { return "track and file have" }
        return "the \(track ? "track" : "file") has"
    }

    private func words(forGap gap: Int?, _ track: Signature, _ file: Signature) -> String {
        guard let gap else {
            let lacking = Self.lacking(
                track.durationMilliseconds == 0,
                file.durationMilliseconds == 0
            )
            return "\(lacking) no known length"
        }
        if gap <= rules.tolerance { return "the lengths agree" }
        return "the lengths differ by \(Decimals.seconds(gap, above: rules.tolerance)) s"
    }

    private func words(
        for refusal: Judgement.Refusal,
        _ judgement: Judgement,
        _ difference: VersionDifference?,
        _ track: Signature,
        _ file: Signature
    ) -> String {
        switch refusal {
        case .title: "The titles are different."
        case .artist: "The artists are different: perhaps a cover."
        case .version: difference?.sentence ?? "It is another version of the song."
        case .duration:
            "The lengths differ by \(Decimals.seconds(judgement.gapMilliseconds ?? 0)) s."
        case .unproven: unproven(judgement, track, file)
        case .identifier: "The identifier is the same, but title and length contradict it."
        case .threshold:
            "The score of \(Decimals.text(judgement.score)) is below the threshold of "
                + "\(Decimals.text(settings.fuzzyThreshold)) (matching.fuzzy_threshold)."
        }
    }

    /// "Similar title and same artist, but the lengths differ (3:02 / 3:21)."
    private func unproven(_ judgement: Judgement, _ track: Signature, _ file: Signature) -> String {
        let title = judgement.title == .exact ? "Same title" : "Similar title"
        let artist =
            switch judgement.artist {
            case .same, .shared, .reordered: "same artist"
            case .album: "same album artist"
            case .contained, .typo: "similar artist"
            case .unknown: "unknown artist"
            case .different: "different artist"
            }
        guard let gap = judgement.gapMilliseconds else {
            return "\(title) and \(artist), but a length is unknown, so nothing shows that it is "
                + "the same recording."
        }
        if gap <= rules.tolerance {
            return "\(title) and \(artist): that is too little to show that it is the same "
                + "recording."
        }
        let lengths = [track, file].map { Decimals.clock(Int($0.durationMilliseconds)) }
        return "\(title) and \(artist), but the lengths differ "
            + "(\(lengths.joined(separator: " / ")))."
    }
}

extension VersionFlags {
    private static let names: [(VersionFlags, String)] = [
        (.live, "live"), (.remix, "a remix"), (.acoustic, "acoustic"), (.demo, "a demo"),
        (.instrumental, "instrumental"), (.karaoke, "karaoke or a tribute"),
        (.acapella, "a cappella"), (.extended, "extended"), (.reprise, "a reprise"),
        (.rerecorded, "re-recorded"), (.alternate, "another take, a session or talk"),
        (.speed, "played at another speed"), (.cover, "a cover"), (.other, "another version"),
        (.language, "in another language"), (.arrangement, "another arrangement"),
        (.edit, "an edit"), (.remaster, "remastered"), (.mono, "mono"), (.stereo, "stereo"),
        (.explicit, "explicit"), (.clean, "clean"),
    ]

    /// "live", "acoustic".
    var wordList: [String] { Self.names.filter { contains($0.0) }.map(\.1) }

    /// "live, acoustic".
    var words: String { wordList.joined(separator: ", ") }
}

extension Signature.Guesses {
    /// "the title is guessed".
    var words: String {
        if contains([.title, .artist]) { return "title and artist are guessed" }
        return "the \(contains(.title) ? "title" : "artist") is guessed"
    }
}

/// Numbers as the explanations print them.
enum Decimals {
    /// Whole seconds from ten on, tenths below that: "74", "2.4", "3".
    static func seconds(_ milliseconds: Int) -> String {
        let tenths = (milliseconds + 50) / 100
        return tenths >= 100 ? "\((milliseconds + 500) / 1000)" : text(Double(tenths) / 10)
    }

    /// With more decimals if it would otherwise read like the limit that it exceeds: "2.04".
    static func seconds(_ milliseconds: Int, above limit: Int) -> String {
        let text = seconds(milliseconds)
        guard milliseconds > limit, text == seconds(limit) else { return text }
        return self.text(Double(milliseconds) / 1000)
    }

    /// Minutes and seconds: "3:02".
    static func clock(_ milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1000
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }

    /// Up to three decimals, without trailing zeros: "0.78", "0.775", "1".
    static func text(_ number: Double) -> String {
        let thousandths = Int((number.magnitude * 1000).rounded())
        var decimals = String(String(1000 + thousandths % 1000).dropFirst())
        while decimals.hasSuffix("0") { decimals.removeLast() }
        let sign = number < 0 && thousandths > 0 ? "-" : ""
        return "\(sign)\(thousandths / 1000)" + (decimals.isEmpty ? "" : ".\(decimals)")
    }
}
