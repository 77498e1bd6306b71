/// Why a file was accepted for a track or not, in the words the user reads.
package struct Explanation: Sendable, Hashable {
    /// One signal's part.
    package struct Part: Sendable, Hashable {
        /// `title`, `artist`, `version`, `duration`, `album`, `place`, `year`, `identifier`, `source`.
        package var signal: String
        /// A clause without its full stop: "the durations differ by 74 s".
        package var detail: String
        /// What it takes from the score, 0...1.
        package var penalty: Double
    }

    package var parts: [Part]
    /// nil: not acceptable.
    package var result: MatchScore?
    /// Why not, where it is not.
    package var refusal: String?
    /// The titles have nothing to do with each other.
    package var isOtherSong = false
    /// What the words were made from, for advice.
    var judgement = Judgement()

    /// What stands against it, all signals together.
    package var penalty: Double { parts.reduce(0) { $0 + $1.penalty } }
}

extension Scorer {
    /// The same comparison as `score`, told signal by signal.
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
        return Explanation(
            parts: parts,
            result: judgement.refusal == nil ? result(of: judgement) : nil,
            refusal: judgement.refusal.map { words(for: $0, judgement) },
            isOtherSong: judgement.refusal == .title,
            judgement: judgement
        )
    }

    private func words(for fit: Judgement.IdentifierFit) -> String {
        switch fit {
        case .none: "no identifier on both sides"
        case .isrc: "the ISRC is the same"
        case .musicBrainz: "the MusicBrainz recording id is the same"
        case .different: "the ISRCs differ, as those of reissues do"
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
        case .reordered: "the artists are the same, in another order of words"
        case .album: "only the album's artist is the same"
        case .contained: "one artist's name is part of the other's"
        case .typo: "the artists differ by a typing error"
        case .unknown: "the \(track.names.isEmpty ? "track" : "file") names no artist"
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
            return "one side is \(fit.substituted.words), which the settings let pass"
        }
        if fit.isOther { return "both are versions, but not the same one" }
        if !fit.differing.isEmpty { return "one side is \(fit.differing.words), the other may be" }
        return "the versions go together"
    }

    /// "the file names": who lacks something, and the verb.
    private static func lacking(_ track: Bool, _ file: Bool, _ verb: String = "name") -> String {
        if track, file { return "track and file \(verb)" }
        return "the \(track ? "track" : "file") \(verb == "have" ? "has" : verb + "s")"
    }

    private func words(forGap gap: Int?, _ track: Signature, _ file: Signature) -> String {
        guard let gap else {
            let lacking = Self.lacking(
                track.durationMilliseconds == 0,
                file.durationMilliseconds == 0,
                "have"
            )
            return "\(lacking) no duration"
        }
        if gap <= rules.tolerance { return "the durations agree" }
        return "the durations differ by \(Decimals.seconds(gap)) s"
    }

    private func words(for refusal: Judgement.Refusal, _ judgement: Judgement) -> String {
        switch refusal {
        case .title: "The titles are different."
        case .artist: "The artists are different: perhaps a cover."
        case .version: "It is another version of the song."
        case .duration:
            "The durations differ by \(Decimals.seconds(judgement.gapMilliseconds ?? 0)) s."
        case .unproven: "It is close, but the durations do not show that it is the same recording."
        case .identifier: "The identifier is the same, but title and duration contradict it."
        case .threshold:
            "The score, \(Decimals.text(judgement.score)), is below the threshold, "
                + "\(Decimals.text(settings.fuzzyThreshold)) (matching.fuzzy_threshold)."
        }
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
    /// Whole from ten on, below that to the tenth: "74", "2.4", "3".
    static func seconds(_ milliseconds: Int) -> String {
        let tenths = (milliseconds + 50) / 100
        return tenths >= 100 ? "\((milliseconds + 500) / 1000)" : text(Double(tenths) / 10)
    }

    /// Three decimals, without zeros at the end: "0.78", "0.775", "1".
    static func text(_ number: Double) -> String {
        let thousandths = Int((number.magnitude * 1000).rounded())
        var decimals = String(String(1000 + thousandths % 1000).dropFirst())
        while decimals.hasSuffix("0") { decimals.removeLast() }
        let sign = number < 0 && thousandths > 0 ? "-" : ""
        return "\(sign)\(thousandths / 1000)" + (decimals.isEmpty ? "" : ".\(decimals)")
    }
}
