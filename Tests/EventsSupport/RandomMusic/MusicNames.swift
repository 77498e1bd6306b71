import TestSupport

/// Makes up the names of artists, songs and albums, none twice where that would make two things one.
struct MusicNames {
    private var artists: Set<String> = []
    private var titles: Set<String> = []

    mutating func artist(_ script: MusicScript, _ random: inout SeededRandom) -> String {
        let words = MusicWords.of(script)
        var name = ""
        repeat { name = Self.artist(words, script, &random) } while artists.contains(name)
        artists.insert(name)
        return name
    }

    private static func artist(
        _ words: MusicWords,
        _ script: MusicScript,
        _ random: inout SeededRandom
    ) -> String {
        if random.chance(45) {
            let given = words.givenNames.randomElement(using: &random) ?? ""
            let surname = words.surnames.randomElement(using: &random) ?? ""
            if script.isCJK { return surname + given }
            let person = "\(given) \(surname)"
            guard script == .latin, random.chance(20) else { return person }
            return "\(person) & The \(plural(words, &random))"
        }
        if script == .latin, random.chance(60) {
            let adjective = words.adjectives.randomElement(using: &random) ?? ""
            return "The \(capital(adjective)) \(plural(words, &random))"
        }
        let ending = words.bandEndings.randomElement(using: &random) ?? ""
        return adjectiveAndNoun(words, &random) + ending
    }

    /// A title that the artist has not yet, not even with other words in brackets.
    mutating func title(
        by artist: String,
        _ script: MusicScript,
        _ random: inout SeededRandom
    ) -> String {
        var title = ""
        var key = ""
        var tries = 0
        repeat {
            title = Self.title(MusicWords.of(script), script, &random)
            // The words of a short list are soon all used.
            if tries > 20 { title += " \(random.below(900) + 100)" }
            tries += 1
            key = artist + "/" + (title.split(separator: " (").first ?? "").lowercased()
        } while titles.contains(key)
        titles.insert(key)
        return title
    }

    /// A title that many have; nil where the artist has it, too.
    mutating func common(by artist: String, _ random: inout SeededRandom) -> String? {
        let title = random.pick(of: "Intro", "Interlude", "Outro", "Prologue")
        return titles.insert("\(artist)/\(title.lowercased())").inserted ? title : nil
    }

    private static func title(
        _ words: MusicWords,
        _ script: MusicScript,
        _ random: inout SeededRandom
    ) -> String {
        let noun = words.nouns.randomElement(using: &random) ?? ""
        let other = words.nouns.randomElement(using: &random) ?? ""
        guard script == .latin else {
            if random.chance(75) { return adjectiveAndNoun(words, &random) }
            return noun == other ? noun : joined(capital(noun), other, script)
        }
        switch random.below(20) {
        case 0...6: return adjectiveAndNoun(words, &random)
        case 7: return capital(noun)
        case 8...9: return "\(capital(noun)) & \(capital(other))"
        case 10...11: return "Don't Mend My \(capital(noun))"
        case 12...13: return "The \(capital(noun)) of \(capital(other))"
        case 14: return "What's in the \(capital(noun))?"
        case 15: return "\(capital(noun)) (\(adjectiveAndNoun(words, &random)))"
        case 16: return "\(random.below(80) + 12) \(plural(words, &random))"
        case 17: return "\(capital(noun)), \(capital(other)) and Me"
        case 18: return "(Carry the) \(capital(noun))"
        default: return "Waiting for the \(adjectiveAndNoun(words, &random))"
        }
    }

    private static func joined(_ one: String, _ other: String, _ script: MusicScript) -> String {
        switch script {
        case .japanese: "\(one)と\(other)"
        case .chinese: "\(one)与\(other)"
        case .korean: "\(one), \(other)"
        case .cyrillic: "\(one) и \(other)"
        case .greek: "\(one) και \(other)"
        case .latin, .accented: "\(one) / \(other)"
        }
    }

    mutating func album(_ script: MusicScript, _ random: inout SeededRandom) -> String {
        let words = MusicWords.of(script)
        if script == .latin, random.chance(30) {
            return "Songs from the \(Self.plural(words, &random))"
        }
        return Self.adjectiveAndNoun(words, &random)
    }

    static func place(_ random: inout SeededRandom) -> String {
        random.pick(
            of: "Ludlow Castle",
            "the Corn Exchange",
            "Tromsø",
            "Whitby Pavilion",
            "Kraków",
            "the Old Granary",
            "Matsumoto",
            "Bremen"
        )
    }

    static func adjectiveAndNoun(_ words: MusicWords, _ random: inout SeededRandom) -> String {
        let adjective = words.adjectives.randomElement(using: &random) ?? ""
        let noun = words.nouns.randomElement(using: &random) ?? ""
        return capital(adjective) + words.space + capital(noun)
    }

    private static func plural(_ words: MusicWords, _ random: inout SeededRandom) -> String {
        capital(words.nouns.randomElement(using: &random) ?? "") + "s"
    }

    static func capital(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}
