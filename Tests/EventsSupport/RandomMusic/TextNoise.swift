import TestSupport

/// Other ways to write a name that leave it the same.
enum TextNoise {
    /// Now and then one of them; mostly the text as it is.
    static func rewrite(
        _ text: String,
        _ script: MusicScript,
        percent: Int,
        _ random: inout SeededRandom
    ) -> String {
        guard random.chance(percent) else { return text }
        switch random.below(6) {
        case 0: return script.isAlphabetic ? text.uppercased() : width(text)
        case 1: return script.isAlphabetic ? text.lowercased() : width(text)
        case 2: return script == .latin || script.isCJK ? width(text) : plain(text)
        case 3: return script.isCJK ? decomposed(text) : plain(text)
        case 4: return decomposed(text)
        default: return punctuated(text)
        }
    }

    // MARK: Width

    /// Latin in full width, katakana in half width.
    static func width(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20: scalars.append("\u{3000}")
            case 0x21...0x7E: scalars.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar)
            default:
                scalars.append(contentsOf: (halfKatakana[scalar] ?? String(scalar)).unicodeScalars)
            }
        }
        return String(scalars)
    }

    private static let halfKatakana: [Unicode.Scalar: String] = {
        let pairs = [
            (
                "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンー",
                "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｰ"
            ),
            ("ァィゥェォッャュョ", "ｧｨｩｪｫｯｬｭｮ"),
        ]
        var half: [Unicode.Scalar: String] = [:]
        for (full, narrow) in pairs {
            for (one, other) in zip(full.unicodeScalars, narrow.unicodeScalars) {
                half[one] = String(other)
            }
        }
        for (voiced, (base, mark)) in marked where (0x30A1...0x30FA).contains(voiced.value) {
            guard let narrow = half[base] else { continue }
            half[voiced] = narrow + (mark == "\u{3099}" ? "ﾞ" : "ﾟ")
        }
        return half
    }()

    // MARK: Marks

    /// As macOS writes names into file systems and tags.
    static func decomposed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let (base, mark) = marked[scalar] {
                scalars.append(base)
                scalars.append(mark)
            } else if (0xAC00...0xD7A3).contains(scalar.value) {
                scalars.append(contentsOf: jamo(scalar.value - 0xAC00))
            } else {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// A Hangul syllable's two or three letters.
    private static func jamo(_ syllable: UInt32) -> [Unicode.Scalar] {
        let last = syllable % 28
        let values = [0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28]
        return (last == 0 ? values : values + [0x11A7 + last]).compactMap(Unicode.Scalar.init)
    }

    /// As on a keyboard that has no marks.
    static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            // й is a letter of its own, and nobody leaves its mark out.
            if scalar == "й" || scalar == "Й" || isKana(scalar) {
                scalars.append(scalar)
            } else if let letters = letters[scalar] {
                scalars.append(contentsOf: letters.unicodeScalars)
            } else {
                scalars.append(marked[scalar]?.base ?? scalar)
            }
        }
        return String(scalars)
    }

    private static func isKana(_ scalar: Unicode.Scalar) -> Bool {
        (0x3040...0x30FF).contains(scalar.value)
    }

    private static let letters: [Unicode.Scalar: String] = [
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "þ": "th", "Þ": "Th", "đ": "d", "Đ": "D",
        "æ": "ae", "œ": "oe", "ı": "i", "ð": "d",
    ]

    private static let marked: [Unicode.Scalar: (base: Unicode.Scalar, mark: Unicode.Scalar)] = {
        let lists: [(Unicode.Scalar, String, String)] = [
            ("\u{301}", "aeiouyzAEIOUZ", "áéíóúýźÁÉÍÓÚŹ"), ("\u{300}", "aeu", "àèù"),
            ("\u{302}", "aei", "âêî"), ("\u{308}", "aeiouAEOU", "äëïöüÄËÖÜ"),
            ("\u{303}", "nN", "ñÑ"), ("\u{30A}", "aA", "åÅ"), ("\u{30C}", "rsczeRSCZ", "řščžěŘŠČŽ"),
            ("\u{327}", "csCS", "çşÇŞ"), ("\u{328}", "aeAE", "ąęĄĘ"), ("\u{307}", "zZ", "żŻ"),
            ("\u{306}", "gGиИ", "ğĞйЙ"), ("\u{308}", "еЕ", "ёЁ"),
            ("\u{301}", "αεηιουωΑΕΗΟ", "άέήίόύώΆΈΉΌ"),
            (
                "\u{3099}", "カキクケコサシスセソタチツテトハヒフヘホかきくけこさしすせそたちつてとはひふへほ",
                "ガギグゲゴザジズゼゾダヂヅデドバビブベボがぎぐげござじずぜぞだぢづでどばびぶべぼ"
            ), ("\u{309A}", "ハヒフヘホはひふへほ", "パピプペポぱぴぷぺぽ"),
        ]
        var marked: [Unicode.Scalar: (base: Unicode.Scalar, mark: Unicode.Scalar)] = [:]
        for (mark, bases, composed) in lists {
            for (base, one) in zip(bases.unicodeScalars, composed.unicodeScalars) {
                marked[one] = (base, mark)
            }
        }
        return marked
    }()

    // MARK: Punctuation

    private static func punctuated(_ text: String) -> String {
        String(text.map { $0 == "'" ? "’" : $0 }).replacing(" & ", with: " and ")
            .replacing("?", with: "")
    }

    // MARK: Typing

    /// One letter twice, left out, or in its neighbour's place, in a word that is long enough to be
    /// known again.
    static func mistyped(_ text: String, _ random: inout SeededRandom) -> String {
        var words = text.split(separator: " ").map(Array.init)
        let long = words.indices.filter { words[$0].count >= 6 && words[$0].allSatisfy(\.isLetter) }
        guard let word = random.pick(long) else { return text }
        let places = (1..<words[word].count - 1).filter {
            words[word][$0] != words[word][$0 + 1]
        }
        guard let place = random.pick(places) else { return text }
        switch random.below(3) {
        case 0: words[word].insert(words[word][place], at: place)
        case 1: words[word].remove(at: place)
        default: words[word].swapAt(place, place + 1)
        }
        return words.map { String($0) }.joined(separator: " ")
    }
}
