/// A parsed title: its name, version and featured artists.
struct ParsedTitle {
    /// The words of the name, bracketed ones included, with a space between two.
    var text: [UInt8] = []
    /// Digest of the words outside brackets, run together: "no where" = "nowhere". 0: no name.
    var main: UInt64 = 0
    /// Digest of all words, run together.
    var all: UInt64 = 0
    /// Digest of the digits in `text`: names with different numbers are different.
    var numbers: UInt64 = 0
    /// Digest of the words in brackets, where they are the name in another script: "겨울 바다
    /// (Winter Sea)". 0: none.
    var translation: UInt64 = 0
    /// Letters of `main`, in scalars.
    var mainLength = 0
    var version = VersionTraits()
    /// Where the featured artists' names are in the folded bytes.
    var featured: [Range<Int>] = []
}

/// Parses folded titles, and albums, which have the same form.
struct TitleParser {
    enum Subject {
        case title
        case album
    }

    private let bytes: Words.Bytes
    private let subject: Subject
    private var parsed = ParsedTitle()
    private var main = RunningDigest()
    private var all = RunningDigest()
    private var bracketed: Bracketed?

    /// The words of a bracket that is no version, as they stand in `text`; without them where there
    /// are several such brackets.
    private enum Bracketed {
        case one(Range<Int>)
        case several
    }

    static func parse(_ bytes: Words.Bytes, _ subject: Subject = .title) -> ParsedTitle {
        var parser = TitleParser(bytes: bytes, subject: subject)
        parser.parse()
        return parser.parsed
    }

    private init(bytes: Words.Bytes, subject: Subject) {
        self.bytes = bytes
        self.subject = subject
        if subject == .title { parsed.text.reserveCapacity(bytes.count) }
    }

    private mutating func parse() {
        TitleSegments.forEach(in: bytes) { read($0) }
        if main.isEmpty { nameWithoutWords() }
        parsed.main = main.value
        parsed.all = all.value
        parsed.mainLength = main.letters
        parsed.translation = translation
        var numbers: UInt64 = 0
        for byte in parsed.text where Words.isDigit(byte) {
            numbers = numbers &* 31 &+ UInt64(byte)
        }
        parsed.numbers = numbers
    }

    // MARK: Segments

    private mutating func read(_ segment: TitleSegment) {
        switch segment.kind {
        case .main:
            let end = endOfName(in: segment.range)
            emit(segment.range.lowerBound..<end, isMain: true)
        case .bracket, .dash:
            if readFeatured(segment) { return }
            if readPart(segment.range) { return }
            if VersionGrammar(bytes, segment.range).read(into: &parsed.version) { return }
            let start = parsed.text.count
            emit(segment.range, isMain: false)
            if segment.kind == .bracket, parsed.text.count > start {
                bracketed = bracketed == nil ? .one(start..<parsed.text.count) : .several
            }
        }
    }

    /// "(feat. X)", "[with X]", " - feat. X".
    private mutating func readFeatured(_ segment: TitleSegment) -> Bool {
        var position = segment.range.lowerBound
        guard let word = Words.next(bytes, &position, segment.range.upperBound) else { return true }
        let hash = Words.hash(bytes, word)
        switch VersionWord.of(hash) {
        case .with where segment.kind == .dash && hash != Self.with:
            // "MfG - Mit freundlichen Grüßen" names nobody.
            return false
        case .featuring, .with:
            parsed.featured.append(position..<segment.range.upperBound)
            return true
        default:
            return false
        }
    }

    private static let with = Words.hash(folding: "with")

    /// "(Part 2)", "(II)", "(Vol. 3)": part of the name.
    private mutating func readPart(_ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        guard var word = Words.next(bytes, &position, range.upperBound) else { return true }
        var number = NumberWords.trailingRoman[Words.hash(bytes, word)]
        if VersionWord.of(Words.hash(bytes, word)) == .part,
            let next = Words.next(bytes, &position, range.upperBound)
        {
            word = next
            number =
                Words.number(bytes, word) ?? NumberWords.afterPart[Words.hash(bytes, word)]
        }
        guard let number, Words.next(bytes, &position, range.upperBound) == nil else {
            return false
        }
        append(number: number, isMain: true)
        return true
    }

    private var translation: UInt64 {
        guard case .one(let range) = bracketed else { return 0 }
        let name = parsed.text[..<range.lowerBound] + parsed.text[range.upperBound...]
        guard Self.isLatin(parsed.text[range]) != Self.isLatin(name), !main.isEmpty else {
            return 0
        }
        var digest = RunningDigest()
        digest.append(parsed.text[range].filter { $0 != UInt8(ascii: " ") })
        return digest.value
    }

    /// Folded Latin text is ASCII.
    private static func isLatin(_ words: some Collection<UInt8>) -> Bool {
        words.allSatisfy { $0 < 0x80 }
    }

    // MARK: The name

    /// Where the name ends in a segment outside brackets: before "feat. X", and before version
    /// words that stand at its end without bracket or dash ("Song Remix", "Song Radio Edit").
    private mutating func endOfName(in range: Range<Int>) -> Int {
        var position = range.lowerBound
        var last: (Range<Int>, VersionWord?)?
        var beforeLast: (Range<Int>, VersionWord?)?
        var count = 0
        while let word = Words.next(bytes, &position, range.upperBound) {
            let meaning = VersionWord.of(Words.hash(bytes, word))
            if meaning == .featuring, let last, subject == .title,
                !Words.isDigit(bytes[last.0.lowerBound]), position < range.upperBound
            {
                parsed.featured.append(position..<range.upperBound)
                return word.lowerBound
            }
            beforeLast = last
            last = (word, meaning)
            count += 1
        }
        guard let last, let meaning = last.1, count > 1 else { return range.upperBound }
        if subject == .album { return endOfAlbum(in: range, last.0, meaning) }
        switch meaning {
        case .remix where last.0.count > 3, .instrumental, .karaoke, .reprise:
            _ = VersionGrammar(bytes, last.0).read(into: &parsed.version)
            return last.0.lowerBound
        case .edit, .mix, .version:
            guard let (before, kind) = beforeLast, count > 2, let kind else { break }
            switch kind {
            case .shortened, .plain, .extended, .acoustic, .instrumental, .live, .demo, .karaoke,
                .mono, .stereo, .remaster, .alternate:
                let tail = before.lowerBound..<last.0.upperBound
                _ = VersionGrammar(bytes, tail).read(into: &parsed.version)
                return before.lowerBound
            default: break
            }
        default: break
        }
        return range.upperBound
    }

    /// "Caldwell County EP"; and the words of an album's name that apply to all its tracks.
    private mutating func endOfAlbum(
        in range: Range<Int>,
        _ last: Range<Int>,
        _ meaning: VersionWord
    ) -> Int {
        switch meaning {
        case .plain:
            return last.lowerBound
        case .acoustic, .karaoke, .instrumental, .live, .demo, .remaster:
            _ = VersionGrammar(bytes, last).read(into: &parsed.version)
            // "Caught in the Act: Live" is "Caught in the Act (Live)".
            let before = bytes[..<last.lowerBound].last { $0 != UInt8(ascii: " ") }
            return before == UInt8(ascii: ":") ? last.lowerBound : range.upperBound
        default:
            return range.upperBound
        }
    }

    /// Appends the words of a part of the name.
    private mutating func emit(_ range: Range<Int>, isMain: Bool) {
        var position = range.lowerBound
        var held: Range<Int>?
        var isNumberDue = false
        while let word = Words.next(bytes, &position, range.upperBound) {
            let hash = Words.hash(bytes, word)
            if isNumberDue {
                isNumberDue = false
                if let number = Words.number(bytes, word) ?? NumberWords.afterPart[hash] {
                    held = nil
                    append(number: number, isMain: isMain)
                    // "Pts. 1-5", "Parts I & II".
                    isNumberDue = isRangeAhead(position, range.upperBound)
                    continue
                }
            }
            // A word that was held back is part of the name after all.
            if let word = held { append(word, isMain: isMain) }
            held = nil
            var ahead = position
            let isLast = Words.next(bytes, &ahead, range.upperBound) == nil
            switch word.count > 12 ? nil : VersionWord.of(hash) {
            case .part where !isLast:
                held = word
                isNumberDue = true
            case .and where !isLast && !all.isEmpty && Words.standsAlone(bytes, word):
                break
            case .the where !isLast && all.isEmpty:
                break
            default:
                if isLast, !all.isEmpty, word.count <= 4,
                    let number = NumberWords.trailingRoman[hash]
                {
                    append(number: number, isMain: isMain)
                } else {
                    append(word, isMain: isMain)
                }
            }
        }
    }

    private func isRangeAhead(_ position: Int, _ end: Int) -> Bool {
        let signs = bytes[position..<end].prefix { !Words.isWordByte($0) }
        return signs.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "&") }
    }

    private mutating func append(_ word: Range<Int>, isMain: Bool) {
        append(bytes[word], isMain: isMain)
    }

    private mutating func append(number: Int, isMain: Bool) {
        append(String(number).utf8, isMain: isMain)
    }

    private mutating func append(_ word: some Collection<UInt8>, isMain: Bool) {
        if subject == .title {
            if !parsed.text.isEmpty { parsed.text.append(UInt8(ascii: " ")) }
            parsed.text.append(contentsOf: word)
        }
        all.append(word)
        if isMain { main.append(word) }
    }

    // MARK: Names that are not words

    /// "!!!", "? (Live)", "(Reprise)", "[Untitled]": something must name it.
    private mutating func nameWithoutWords() {
        var symbols: [UInt8] = []
        TitleSegments.forEach(in: bytes) { segment in
            guard segment.kind == .main else { return }
            symbols.append(contentsOf: bytes[segment.range].filter { $0 > UInt8(ascii: " ") })
        }
        if !symbols.isEmpty {
            append(symbols, isMain: true)
            return
        }
        parsed.text.removeAll(keepingCapacity: true)
        all = RunningDigest()
        parsed.version = VersionTraits()
        parsed.featured = []
        var position = 0
        while let word = Words.next(bytes, &position, bytes.count) {
            append(word, isMain: true)
        }
        if main.isEmpty {
            let symbols = bytes.filter { $0 > UInt8(ascii: " ") }
            if !symbols.isEmpty { append(symbols, isMain: true) }
        }
    }
}
