/// The folded form of one scalar: up to eight bytes of UTF-8.
struct ScalarFold {
    private var bytes: UInt64 = 0
    private var count: UInt8 = 0

    /// Latin, Greek, Cyrillic, Armenian, Hebrew: folded once, when first needed.
    static let small: [ScalarFold] = (0..<0x600).map { ScalarFold(of: UInt32($0)) }

    @inline(__always)
    func append(to out: inout [UInt8]) {
        var rest = bytes
        for _ in 0..<count {
            out.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private mutating func push(_ byte: UInt8) {
        guard count < 8 else { return }
        bytes |= UInt64(byte) << (8 * UInt64(count))
        count += 1
    }

    private mutating func push(scalar value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else { return }
        for byte in UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
            push(byte)
        }
    }

    /// The scripts without case, width or accents to fold.
    @inline(__always)
    static func standsAsItself(_ value: UInt32) -> Bool {
        switch value {
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC...0x30FE, 0x3105...0x312F, 0x31F0...0x31FF,
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x2_0000...0x2_F7FF:
            true
        default: false
        }
    }

    static func appendUTF8(_ value: UInt32, to out: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { return }
        out.append(contentsOf: encoded)
    }

    init(of value: UInt32) {
        guard let scalar = Unicode.Scalar(value), !Self.isDropped(scalar) else { return }
        if let ascii = Self.asciiFor(value) {
            push(ascii)
            return
        }
        if (0xFF66...0xFF9D).contains(value) {
            push(scalar: FoldTable.halfWidthKatakana[Int(value - 0xFF66)])
            return
        }
        // Upper, then lower: ß → SS → ss, ﬁ → FI → fi, ς → Σ → σ.
        let folded = scalar.properties.uppercaseMapping.unicodeScalars
            .flatMap { $0.properties.lowercaseMapping.unicodeScalars }
        for scalar in folded where !Self.isDropped(scalar) {
            if let base = FoldTable.bases[scalar.value] {
                base.utf8.forEach { push($0) }
            } else if Self.isLetter(scalar) {
                push(scalar: scalar.value)
            } else {
                push(scalar: Normaliser.symbolPlane | (scalar.value & 0xFFFF))
            }
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .modifierLetter: return true
        default: return false
        }
    }

    /// Accents, vowel points that writers leave out, joiners, variation selectors, apostrophes.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0300...0x036F, 0x0483...0x0487, 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C7,
            0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
            0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F:
            true
        case 0x00B4, 0x02B9...0x02BF, 0x02C8, 0x055A, 0x2018...0x201B, 0x2032, 0xFF07: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// What is typography for an ASCII character, or a styled letter or digit.
    private static func asciiFor(_ value: UInt32) -> UInt8? {
        switch value {
        case 0x00A0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: UInt8(ascii: " ")
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: UInt8(ascii: "-")
        case 0x00AB, 0x00BB, 0x201C...0x201F, 0x2033, 0x3008...0x300F, 0x301D...0x301F:
            UInt8(ascii: " ")
        case 0x3010, 0x3014, 0x3016, 0x3018: UInt8(ascii: "[")
        case 0x3011, 0x3015, 0x3017, 0x3019: UInt8(ascii: "]")
        case 0xFF3F: UInt8(ascii: " ")
        case 0xFF21...0xFF3A: UInt8(value - 0xFF21) + UInt8(ascii: "a")
        case 0xFF01...0xFF5E: UInt8(value - 0xFEE0)
        // Mathematical alphabets: thirteen of 26 capitals and 26 small letters, then digits.
        case 0x1_D400...0x1_D6A3: UInt8((value - 0x1_D400) % 26) + UInt8(ascii: "a")
        case 0x1_D7CE...0x1_D7FF: UInt8((value - 0x1_D7CE) % 10) + UInt8(ascii: "0")
        case 0x24B6...0x24E9: UInt8((value - 0x24B6) % 26) + UInt8(ascii: "a")
        case 0x2460...0x2468: UInt8(value - 0x2460) + UInt8(ascii: "1")
        case 0x0660...0x0669: UInt8(value - 0x0660) + UInt8(ascii: "0")
        case 0x06F0...0x06F9: UInt8(value - 0x06F0) + UInt8(ascii: "0")
        default: nil
        }
    }
}

/// Composes what some file systems store decomposed: kana with their sound marks, Hangul.
enum Composition {
    /// Whether `scalar` was joined to the last one, whose bytes end `out`.
    static func compose(_ scalar: UInt32, after last: UInt32, in out: inout [UInt8]) -> Bool {
        switch scalar {
        case 0x3099, 0x309A, 0xFF9E, 0xFF9F:
            let base =
                (0xFF66...0xFF9D).contains(last)
                ? FoldTable.halfWidthKatakana[Int(last - 0xFF66)] : last
            if let joined = voiced(base, half: scalar == 0x309A || scalar == 0xFF9F) {
                replaceLast(with: joined, in: &out)
            }
            return true
        case 0x1161...0x1175:
            guard (0x1100...0x1112).contains(last) else { return false }
            let syllable = 0xAC00 + ((last - 0x1100) * 21 + (scalar - 0x1161)) * 28
            replaceLast(with: syllable, in: &out)
            return true
        case 0x11A8...0x11C2:
            // The syllable before was composed in place, so it is read back, not `last`.
            guard let syllable = lastThreeBytes(of: out),
                (0xAC00...0xD7A3).contains(syllable), (syllable - 0xAC00) % 28 == 0
            else { return false }
            replaceLast(with: syllable + (scalar - 0x11A7), in: &out)
            return true
        default:
            return false
        }
    }

    private static func voiced(_ kana: UInt32, half: Bool) -> UInt32? {
        let katakana = (0x30A1...0x30FA).contains(kana)
        let hiragana: UInt32 = katakana ? kana - 0x60 : kana
        let shift: UInt32 = katakana ? 0x60 : 0
        switch hiragana {
        case 0x3046: return half ? nil : 0x3094 + shift
        case 0x304B...0x3061 where !half && hiragana % 2 == 1: return kana + 1
        case 0x3064, 0x3066, 0x3068: return half ? nil : kana + 1
        case 0x306F, 0x3072, 0x3075, 0x3078, 0x307B: return kana + (half ? 2 : 1)
        default: return nil
        }
    }

    private static func replaceLast(with scalar: UInt32, in out: inout [UInt8]) {
        guard out.count >= 3 else { return }
        out.removeLast(3)
        ScalarFold.appendUTF8(scalar, to: &out)
    }

    private static func lastThreeBytes(of out: [UInt8]) -> UInt32? {
        guard out.count >= 3, out[out.count - 3] & 0xF0 == 0xE0 else { return nil }
        return out.suffix(3).dropFirst().reduce(UInt32(out[out.count - 3] & 0x0F)) {
            $0 << 6 | UInt32($1 & 0x3F)
        }
    }
}
