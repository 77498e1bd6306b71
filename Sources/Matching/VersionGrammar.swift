/// Reads a qualifier - what a title has in brackets or after a dash - as a version, if it is one.
struct VersionGrammar {
    struct Word {
        var range: Range<Int>
        var hash: UInt64
        var meaning: VersionWord?
        var number: Int?

        /// A word whose meaning lies outside the vocabulary: a name, a language, a place.
        var isUnknown: Bool { meaning == nil && number == nil }
        var isArrangement: Bool { meaning == nil && VersionGrammar.arrangements.contains(hash) }
    }

    private static let maximumWords = 24
    let words: [Word]

    init(_ bytes: Words.Bytes, _ range: Range<Int>) {
        var words: [Word] = []
        var position = range.lowerBound
        while words.count < Self.maximumWords,
            let word = Words.next(bytes, &position, range.upperBound)
        {
            let hash = Words.hash(bytes, word)
            words.append(
                Word(
                    range: word,
                    hash: hash,
                    meaning: VersionWord.of(hash),
                    number: Words.number(bytes, word)
                )
            )
        }
        Self.joinPrefixes(&words)
        self.words = words
    }

    /// "Re-Recorded", "Re-Mix": two words that are one.
    private static func joinPrefixes(_ words: inout [Word]) {
        guard let at = words.firstIndex(where: { $0.hash == again }), at + 1 < words.count else {
            return
        }
        switch words[at + 1].meaning {
        case .recording: words[at + 1].meaning = .rerecorded
        case .mix, .edit: words[at + 1].meaning = .remix
        default: return
        }
        words.remove(at: at)
    }

    /// Adds what the qualifier says to `version`.
    ///
    /// - Returns: whether it was a version (or says nothing: "bonus track"); if not, it is part of
    ///   the title.
    func read(into version: inout VersionTraits) -> Bool {
        guard let first = words.first, let last = words.last else { return true }
        // What follows "from" is a film, whatever else it says.
        if words.count > 1, first.hash == Self.from { return true }
        if words.count > 2, words[1].hash == Self.from, !first.isUnknown, first.meaning != .live {
            // "Music from …", "Theme from …".
            return true
        }
        let isLanguage = readLanguage(into: &version)
        if readLive(first, last, into: &version) { return true }
        if readMix(into: &version) { return true }
        if readNamed(first, last, into: &version) { return true }
        if readVersion(into: &version) { return true }
        if readRecorded(first, last, into: &version) { return true }
        if readArrangement(first, into: &version) { return true }
        return isLanguage || isPlain(first)
    }

    // MARK: One kind each

    private func readLive(_ first: Word, _ last: Word, into version: inout VersionTraits) -> Bool {
        guard let at = words.firstIndex(where: { $0.meaning == .live }) else { return false }
        let isLive: Bool
        if at + 1 == words.count {
            // "(BBC Live)", but not "(The Way We Live)".
            isLive =
                at == 0
                || last.hash != first.hash && words.count <= 4
                    && !Self.notBeforeLive.contains(words[at - 1].hash)
        } else {
            let next = words[at + 1]
            // "Live Harvest" is a concert, "Live and Let Go" is a name.
            let isConcert = at == 0 && words.count <= 4 && !Self.notAfterLive.contains(next.hash)
            isLive =
                next.number != nil || isConcert
                || next.meaning.map(Self.mayFollowLive) ?? false
        }
        guard isLive else { return false }
        version.flags.insert(.live)
        for word in words {
            switch word.meaning {
            case .acoustic: version.flags.insert(.acoustic)
            case .remix: version.flags.insert(.remix)
            case .instrumental: version.flags.insert(.instrumental)
            case .remaster: version.flags.insert(.remaster)
            case .demo: version.flags.insert(.demo)
            default: break
            }
        }
        add(to: &version.places) { $0.isUnknown || ($0.number ?? 0) > 99 }
        return true
    }

    private static func mayFollowLive(_ meaning: VersionWord) -> Bool {
        switch meaning {
        case .place, .recording, .version, .session, .acoustic, .demo, .edit, .mix, .take, .plain,
            .remaster, .mono, .stereo, .instrumental, .explicit, .clean, .extended, .remix:
            true
        default: false
        }
    }

    private static let notBeforeLive: Set<UInt64> = Set(
        ["we", "i", "you", "they", "to", "long", "can", "will", "let", "and", "not", "dont"]
            .map(Words.hash(folding:))
    )

    private static let notAfterLive = hashes(
        """
        and or it is your my our his her their the a to for with without like love life forever fast
        free now again through
        """
    )

    /// "Remix", "X Remix", "X Mix", "X Edit", "Radio Edit", "Original Mix".
    private func readMix(into version: inout VersionTraits) -> Bool {
        if words.contains(where: { $0.meaning == .remix }) {
            version.flags.insert(.remix)
            readFlags(into: &version)
            add(to: &version.details) { $0.isUnknown }
            return true
        }
        guard
            let at = words.lastIndex(where: { $0.meaning == .mix || $0.meaning == .edit }),
            words[(at + 1)...].allSatisfy({ !$0.isUnknown })
        else { return false }
        let before = words[..<at]
        if before.contains(where: { $0.isUnknown || $0.meaning == .session }) {
            version.flags.insert(.remix)
            add(to: &version.details) { $0.isUnknown }
        } else if before.contains(where: { $0.meaning == .shortened }) {
            version.flags.insert(.edit)
        } else if before.contains(where: { $0.meaning == .extended })
            || before.contains(where: { $0.number == 12 })
        {
            version.flags.insert(.extended)
        } else if before.contains(where: { $0.meaning == .alternate }) {
            version.flags.insert(.alternate)
        } else if words[at].meaning == .edit {
            version.flags.insert(.edit)
        } else if before.contains(where: { ($0.number ?? 0) > 1900 }) {
            version.flags.insert(.remaster)
        } else if before.isEmpty {
            version.flags.insert(.remix)
        }
        readFlags(into: &version)
        return true
    }

    /// Words that name a version wherever they stand first or last.
    private func readNamed(_ first: Word, _ last: Word, into version: inout VersionTraits) -> Bool {
        let unknown = words.count(where: \.isUnknown)
        for word in words {
            switch word.meaning {
            case .karaoke, .tribute:
                version.flags.insert(.karaoke)
                return true
            case .remaster:
                // "24-Bit Digitally Remastered 04".
                guard words.count <= 8 else { continue }
            case .acoustic, .instrumental, .acapella, .rerecorded, .reprise, .cover, .spoken:
                guard isEdge(word, first, last) || unknown == 0 else { continue }
            case .demo:
                // "Home Demo", but not "Demo of Love".
                guard unknown == 0 || word.range == last.range else { continue }
            case .extended, .clean, .explicit, .mono, .stereo:
                guard unknown == 0, !words.contains(where: { $0.meaning == .and }) else { continue }
            case .speed:
                guard unknown == 0 else { continue }
            case .take:
                // "Take 2", "First Take".
                guard words.count <= 3,
                    words.allSatisfy({ !$0.isUnknown || Self.ordinals.contains($0.hash) })
                else { continue }
            case .alternate:
                guard Self.isAlone(word) && unknown == 0 || readsEnding(word, unknown) else {
                    continue
                }
                version.flags.insert(.alternate)
                add(to: &version.details) { $0.isUnknown }
            case .session:
                guard isEdge(word, first, last), words.count <= 5 else { continue }
                add(to: &version.details) { $0.isUnknown }
            default: continue
            }
            readFlags(into: &version)
            return true
        }
        return false
    }

    /// "Alternate Ending".
    private func readsEnding(_ word: Word, _ unknown: Int) -> Bool {
        Self.isAlternate(word) && word.range == words.first?.range && words.count == 2
            && unknown == 1
    }

    private static func isAlternate(_ word: Word) -> Bool { alternate.contains(word.hash) }

    /// Whether the word needs no other: "Rehearsal"; but "Early" and "Unreleased" do.
    private static func isAlone(_ word: Word) -> Bool {
        isAlternate(word) || rehearsals.contains(word.hash)
    }

    private func isEdge(_ word: Word, _ first: Word, _ last: Word) -> Bool {
        word.range == first.range || word.range == last.range
            || last.meaning == .version && word.range == words.dropLast().last?.range
    }

    /// "Album Version", "Spanish Version", "Alternate Take", "Version 2".
    private func readVersion(into version: inout VersionTraits) -> Bool {
        guard
            let at = words.lastIndex(where: { $0.meaning == .version || $0.meaning == .take }),
            words[(at + 1)...].allSatisfy({ !$0.isUnknown })
        else { return false }
        if words[at].meaning == .take, !words.contains(where: { $0.meaning == .alternate }) {
            return false
        }
        readFlags(into: &version)
        if words.contains(where: { $0.meaning == .shortened }) {
            version.flags.insert(.edit)
        }
        if words.contains(where: { $0.meaning == .alternate }) {
            version.flags.insert(.alternate)
        } else if words[..<at].contains(where: { $0.number == 12 }) {
            version.flags.insert(.extended)
        } else if words[..<at].contains(where: \.isUnknown) {
            let isArranged = words[..<at].contains(where: \.isArrangement)
            version.flags.insert(isArranged ? .arrangement : .other)
            add(to: &version.details) { $0.isUnknown }
        } else if at == 1, let year = words[0].number, (1900...2100).contains(year) {
            // "2020 Version": sung again, as a rule.
            version.flags.insert(.other)
            add(to: &version.details) { $0.number == year }
        }
        return true
    }

    /// "Bonus Track", "Deluxe Edition", "From the Film …", "Prod. by …".
    private func isPlain(_ first: Word) -> Bool {
        if first.meaning == .production || first.meaning == .from { return true }
        let known = words.drop { $0.isUnknown }
        // Whose exclusive it is does not matter: "Amazon Exclusive Bonus Track".
        if known.first?.hash == Self.exclusive, known.allSatisfy({ !$0.isUnknown }) { return true }
        return words.contains { $0.meaning == .plain && !Self.isTitleLike($0) }
            && words.allSatisfy { !$0.isUnknown }
    }

    /// Interludes are named so; the word alone is not nothing.
    private static func isTitleLike(_ word: Word) -> Bool {
        titleLike.contains(word.hash)
    }

    private static let titleLike: Set<UInt64> = Set(
        ["interlude", "intro", "outro", "us", "japan"].map(Words.hash(folding:))
    )
    private static let from = Words.hash(folding: "from")
    private static let exclusive = Words.hash(folding: "exclusive")
    private static let again = Words.hash(folding: "re")
    private static let ordinals = hashes("first second third final")
    private static let alternate = hashes("alternate alternative alt")
    private static let rehearsals = hashes("rehearsal soundcheck rough unfinished")

    /// The hashes of words of ours.
    static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split(whereSeparator: \.isWhitespace).map { Words.hash(folding: String($0)) })
    }

    // MARK: Parts

    /// The flags of words that mean the same in every place.
    private func readFlags(into version: inout VersionTraits) {
        for word in words {
            switch word.meaning {
            case .acoustic: version.flags.insert(.acoustic)
            case .demo: version.flags.insert(.demo)
            case .instrumental: version.flags.insert(.instrumental)
            case .acapella: version.flags.insert(.acapella)
            case .extended: version.flags.insert(.extended)
            case .remaster: version.flags.insert(.remaster)
            case .mono: version.flags.insert(.mono)
            case .stereo: version.flags.insert(.stereo)
            case .reprise: version.flags.insert(.reprise)
            case .rerecorded: version.flags.insert(.rerecorded)
            case .clean: version.flags.insert(.clean)
            case .explicit: version.flags.insert(.explicit)
            case .take, .session, .spoken: version.flags.insert(.alternate)
            case .speed: version.flags.insert(.speed)
            case .cover: version.flags.insert(.cover)
            default: break
            }
            if let number = word.number, (1950...2100).contains(number),
                version.flags.contains(.remaster)
                    || words.contains(where: { $0.meaning == .remaster })
            {
                version.remasterYear = Int16(number)
            }
        }
    }

    func add(to list: inout [UInt64], where isWanted: (Word) -> Bool) {
        for word in words where isWanted(word) && list.count < VersionTraits.maximumWords {
            list.append(word.hash)
        }
        list.sort()
    }
}
