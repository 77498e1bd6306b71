/// The languages of re-recorded songs, by their names in several languages.
enum VersionLanguage {
    /// Each line is one language.
    private static let names: [String] = [
        "english englisch anglais inglés inglese 英語版 英文版 英语版",
        "spanish español espanol castellano espagnol spanisch spagnolo",
        "german deutsch deutsche allemand alemán tedesco",
        "french français française francés französisch francese",
        "italian italiano italien italienisch",
        "portuguese português portugues portuguesa",
        "japanese 日本語 日本語版 일본어",
        "korean 한국어 韓国語 韓国語版 韩语版 韓語版",
        "chinese mandarin 中国語版 中文版 国语 国语版 國語 國語版",
        "cantonese 粤语 粤语版 粵語 粵語版",
        "russian russisch русская",
    ]

    /// Each name once, although folding drops accents.
    static let words: [String] = {
        var seen: Set<UInt64> = []
        return names.flatMap { $0.split(separator: " ").map(String.init) }
            .filter { seen.insert(Words.hash(folding: $0)).inserted }
    }()

    private static let canonical: [UInt64: UInt64] = {
        var canonical: [UInt64: UInt64] = [:]
        for line in names {
            let hashes = line.split(separator: " ").map { Words.hash(folding: String($0)) }
            for hash in hashes { canonical[hash] = hashes[0] }
        }
        return canonical
    }()

    /// The same for all names of one language.
    static func identity(of hash: UInt64) -> UInt64 { canonical[hash] ?? hash }
}
