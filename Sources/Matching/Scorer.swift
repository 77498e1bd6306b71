/// Rates how well a file matches a track. A pure function of the two and the settings.
package struct Scorer: Sendable {
    /// Raised when the same recordings may give another result or other keys. It is part of the
    /// version of everything that stores matches or keys.
    package static let version = 3

    package let settings: MatchingSettings
    let rules: DurationRules

    package init(settings: MatchingSettings = MatchingSettings()) {
        self.settings = settings
        rules = DurationRules(settings)
    }

    /// - Returns: nil if the file is not acceptable for the track.
    package func score(track: TrackSignature, file: TrackSignature) -> MatchScore? {
        let judgement = judge(track.signature, file.signature)
        guard judgement.refusal == nil else { return nil }
        return result(of: judgement)
    }

    /// Compares all signals, cheapest first, and stops at the first refusal.
    ///
    /// - Parameter isThorough: continues after a refusal, for the explanation.
    func judge(
        _ track: borrowing Signature,
        _ file: borrowing Signature,
        isThorough: Bool = false
    ) -> Judgement {
        var judgement = Judgement()
        judgement.identifier = identifierFit(track, file)
        judgement.title = digestFit(track.title, file.title)
        judgement.artist = artistFit(track, file)
        judgement.gapMilliseconds = gap(track, file)
        let isNear = (judgement.gapMilliseconds ?? .max) <= rules.typo
        if judgement.title == .different,
            judgement.hasIdentifier || isThorough
                || isNear && judgement.artist.isShared,
            track.title.numbers == file.title.numbers
        {
            if let typo = Similarity.typo(track.titleText, file.titleText) {
                judgement.title = .typo(typo)
            } else if track.title.isDamaged || file.title.isDamaged,
                Similarity.hasLostLetters(track.titleText, file.titleText)
            {
                judgement.title = .typo(Similarity.Typo(edits: 2, isTransposed: false))
            }
        }
        if judgement.title == .different, !judgement.hasIdentifier {
            judgement.refusal = .title
            if !isThorough { return judgement }
        }
        if judgement.artist == .different, judgement.title == .exact, isNear {
            if Similarity.isContained(track.artistText, file.artistText) {
                judgement.artist = .contained
            } else if Similarity.typo(track.artistText, file.artistText) != nil {
                judgement.artist = .typo
            }
        }
        if judgement.artist == .different, !judgement.hasIdentifier, !isThorough {
            judgement.refusal = .artist
            return judgement
        }
        judgement.album = albumFit(track, file)
        judgement.isGuessed = !track.guesses.isEmpty || !file.guesses.isEmpty
        let version = VersionFit(
            track,
            file,
            gap: judgement.gapMilliseconds,
            tolerance: rules.tolerance,
            isSameAlbum: judgement.album.isSame,
            taste: settings.versions
        )
        judgement.version = version
        weigh(&judgement, version, track, file)
        return judgement
    }

    // MARK: Signals

    private func identifierFit(
        _ track: borrowing Signature,
        _ file: borrowing Signature
    ) -> Judgement.IdentifierFit {
        if track.musicBrainz != 0, track.musicBrainz == file.musicBrainz { return .musicBrainz }
        if track.isrc != 0, track.isrc == file.isrc { return .isrc }
        // A reissue has another ISRC, so this means little.
        return track.isrc != 0 && file.isrc != 0 ? .different : .none
    }

    private func digestFit(
        _ track: Signature.Title,
        _ file: Signature.Title
    ) -> Judgement.TitleFit {
        if track.all == file.all { return track.all == 0 ? .different : .exact }
        guard track.main != 0, file.main != 0 else { return .different }
        let hasSubtitle = track.all != track.main || file.all != file.main
        let bothHave = track.all != track.main && file.all != file.main
        if track.main == file.main { return hasSubtitle && !bothHave ? .subtitle : .different }
        return Self.isTranslation(track, of: file) || Self.isTranslation(file, of: track)
            ? .subtitle : .different
    }

    private static func isTranslation(_ title: Signature.Title, of other: Signature.Title) -> Bool {
        let name = title.translation
        return name != 0 && (name == other.main || name == other.all)
    }

    private func artistFit(
        _ track: borrowing Signature,
        _ file: borrowing Signature
    ) -> Judgement.ArtistFit {
        if track.names.isEmpty || file.names.isEmpty { return .unknown }
        if track.names == file.names { return .same }
        let shared = Self.sharedCount(track.names, file.names)
        if shared > 0 {
            let fewest = min(track.names.count, file.names.count)
            return shared == fewest ? .same : .shared
        }
        if Self.sharedCount(track.unorderedNames, file.unorderedNames) > 0 { return .reordered }
        if Self.sharedCount(track.names, file.albumNames) > 0
            || Self.sharedCount(track.albumNames, file.names) > 0
        {
            return .album
        }
        return .different
    }

    /// How many values two sorted arrays have in common.
    private static func sharedCount(_ left: [UInt64], _ right: [UInt64]) -> Int {
        var shared = 0
        var i = 0
        var j = 0
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                shared += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return shared
    }

    private func gap(
        _ track: borrowing Signature,
        _ file: borrowing Signature
    ) -> Int? {
        guard track.durationMilliseconds > 0, file.durationMilliseconds > 0 else { return nil }
        return Int((track.durationMilliseconds - file.durationMilliseconds).magnitude)
    }

    private func albumFit(
        _ track: borrowing Signature,
        _ file: borrowing Signature
    ) -> Judgement.AlbumFit {
        if track.album == 0 || file.album == 0 { return .unknown }
        if track.album != file.album { return .different }
        return track.isSpecialEdition == file.isSpecialEdition ? .same : .edition
    }
}
