import TestSupport

/// How the names of an artist and the titles are written.
package enum MusicScript: String, Sendable, Hashable, CaseIterable {
    case latin
    /// Latin with marks and letters of its own.
    case accented
    case cyrillic
    case greek
    case japanese
    case chinese
    case korean

    package var isCJK: Bool { [.japanese, .chinese, .korean].contains(self) }
    package var isLatin: Bool { [.latin, .accented].contains(self) }

    /// Whether capitals, and letters that a typing error turns round, are a matter of it.
    var isAlphabetic: Bool { !isCJK }

    /// As often as a property needs to see each.
    static func pick(_ random: inout SeededRandom) -> MusicScript {
        switch random.below(100) {
        case 0..<48: .latin
        case 48..<60: .accented
        case 60..<74: .cyrillic
        case 74..<78: .greek
        case 78..<86: .japanese
        case 86..<92: .chinese
        default: .korean
        }
    }
}
