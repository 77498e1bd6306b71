/// The names in an artist credit, in any order and however they are joined.
///
/// A credit gives its whole name and each of its parts, so that "Simon & Garfunkel" is found by
/// all three. Names are digests of their words run together, without articles and conjunctions.
struct ArtistNames {
    /// How many names are kept at most; more add nothing.
    static let maximumCount = 8

    /// Sorted, unique.
    var names: [UInt64] = []
    /// The same names, whatever the order of their words ("Utada Hikaru"): sorted, unique.
    var unordered: [UInt64] = []
    /// The words of all credits, with a space between two: for typing errors and for display.
    var text: [UInt8] = []
    /// "Karaoke" or "Tribute" in a name applies to all its recordings.
    var context: VersionFlags = []

    mutating func add(_ credit: String, into scratch: inout [UInt8]) {
        scratch.removeAll(keepingCapacity: true)
        Normaliser.fold(credit, into: &scratch)
        scratch.withUnsafeBufferPointer { add($0, 0..<$0.count) }
    }

    mutating func add(_ bytes: Words.Bytes, _ range: Range<Int>) {
        var whole = NameDigest()
        var part = NameDigest()
        var hasParts = false
        var position = range.lowerBound
        while true {
            let gap = position
            guard let word = Words.next(bytes, &position, range.upperBound) else { break }
            let meaning = word.count > 14 ? nil : VersionWord.of(Words.hash(bytes, word))
            let isJoint =
                meaning == .featuring && !whole.isEmpty
                || !part.isEmpty && Self.isJoint(meaning) && Words.standsAlone(bytes, word)
            if isJoint || Self.hasSeparator(bytes, gap..<word.lowerBound) {
                if !part.isEmpty {
                    insert(part: part)
                    hasParts = true
                } else if whole.isEmpty, Self.opensBracket(bytes, gap..<word.lowerBound) {
                    // "!!! (Chk Chk)": the name and its pronunciation.
                    hasParts = insertSymbols(bytes[gap..<word.lowerBound].dropLast())
                }
                part = NameDigest()
            }
            if isJoint, position < range.upperBound { continue }
            if meaning == .karaoke || meaning == .tribute { context.insert(.karaoke) }
            // "The Beatles", "Beatles, The", "Tyler, The Creator".
            if meaning == .the {
                whole.sawArticle = true
                continue
            }
            whole.append(bytes, word)
            part.append(bytes, word)
            append(bytes[word])
        }
        insert(whole, orSymbolsOf: bytes, range)
        if hasParts { insert(part: part) }
    }

    mutating func finish() {
        Self.sortUnique(&names)
        Self.sortUnique(&unordered)
    }

    var isEmpty: Bool { names.isEmpty }

    // MARK: Parts

    private mutating func insert(
        _ name: NameDigest,
        orSymbolsOf bytes: Words.Bytes,
        _ range: Range<Int>
    ) {
        var name = name
        if name.isEmpty {
            // "The The", "!!!": what is left out elsewhere is the name here.
            let rest =
                name.sawArticle ? Array("the".utf8) : bytes[range].filter { $0 > UInt8(ascii: " ") }
            guard !rest.isEmpty else { return }
            rest.withUnsafeBufferPointer { name.append($0, 0..<$0.count) }
            append(rest)
        } else if Self.nobody.contains(name.unordered) {
            text.removeAll(keepingCapacity: true)
            return
        }
        insert(name)
    }

    /// - Returns: whether there were any.
    private mutating func insertSymbols(_ bytes: Slice<Words.Bytes>) -> Bool {
        let symbols = bytes.filter { $0 > UInt8(ascii: " ") }
        guard symbols.count > 1 else { return false }
        var name = NameDigest()
        symbols.withUnsafeBufferPointer { name.append($0, 0..<$0.count) }
        insert(name)
        return true
    }

    private static func opensBracket(_ bytes: Words.Bytes, _ gap: Range<Int>) -> Bool {
        gap.last.map { bytes[$0] == UInt8(ascii: "(") || bytes[$0] == UInt8(ascii: "[") } ?? false
    }

    private mutating func insert(part: NameDigest) {
        // Leaves room for the whole credit, which is inserted last.
        guard part.letters > 1, names.count < Self.maximumCount - 1,
            !Self.generic.contains(part.unordered)
        else { return }
        insert(part)
    }

    private mutating func insert(_ name: NameDigest) {
        guard names.count < Self.maximumCount else { return }
        if names.isEmpty {
            names.reserveCapacity(4)
            unordered.reserveCapacity(4)
        }
        names.append(name.ordered)
        unordered.append(name.unordered)
    }

    private mutating func append(_ word: some Collection<UInt8>) {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        text.append(contentsOf: word)
    }

    private static func isJoint(_ meaning: VersionWord?) -> Bool {
        meaning == .and || meaning == .with || meaning == .joint
    }

    private static func hasSeparator(_ bytes: Words.Bytes, _ gap: Range<Int>) -> Bool {
        for position in gap {
            switch bytes[position] {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "&"),
                UInt8(ascii: "+"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: "["),
                Normaliser.symbolLead:
                return true
            default: continue
            }
        }
        return false
    }

    /// Parts that are no artist's name: "Tom and Friends".
    private static let generic = digests([
        "friends", "band", "his band", "her band", "his orchestra", "orchestra", "guests", "others",
        "more", "co", "ко", "оркестр", "choir", "chorus", "company", "ensemble",
    ])

    /// Credits that name no artist.
    private static let nobody = digests([
        "various artists", "various", "va", "v a", "unknown artist", "unknown", "sampler",
        "verschiedene interpreten", "verschiedene", "varios artistas", "artistes variés",
        "soundtrack", "original soundtrack", "ヴァリアス アーティスト", "群星", "no artist",
    ])

    private static func digests(_ names: [String]) -> Set<UInt64> {
        Set(
            names.map { name in
                var digest = NameDigest()
                var folded: [UInt8] = []
                Normaliser.fold(name, into: &folded)
                folded.withUnsafeBufferPointer { bytes in
                    var position = 0
                    while let word = Words.next(bytes, &position, bytes.count) {
                        digest.append(bytes, word)
                    }
                }
                return digest.unordered
            }
        )
    }

    private static func sortUnique(_ values: inout [UInt64]) {
        guard values.count > 1 else { return }
        values.sort()
        var kept = 1
        for position in 1..<values.count where values[position] != values[kept - 1] {
            values[kept] = values[position]
            kept += 1
        }
        values.removeLast(values.count - kept)
    }
}

/// One name's digests, built word by word.
private struct NameDigest {
    /// Over the words in their order, run together.
    private(set) var ordered: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The sum over the words: the same in any order.
    private(set) var unordered: UInt64 = 0
    private(set) var letters = 0
    var sawArticle = false

    var isEmpty: Bool { letters == 0 }

    @inline(__always)
    mutating func append(_ bytes: Words.Bytes, _ word: Range<Int>) {
        for index in word {
            ordered = (ordered ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
        }
        // Mixed, so that the sum of two words does not equal a third.
        unordered = unordered &+ RunningDigest.mix(Words.hash(bytes, word))
        letters += word.count
    }
}
