/// Text that was read in another encoding than it was written in, and what it should have been.
///
/// Two mistakes make nearly all of it: UTF-8 taken for Windows-1252 or Latin-1 ("BeyoncÃ©"), and
/// Windows-1251 taken for them ("Êèíî", which is "Кино"), as tags without a declared encoding are.
/// Only a text that is such damage from its beginning to its end is put right.
enum Mojibake {
    /// Every letter that either mistake makes has this lead byte in UTF-8: U+00C0...U+00FF.
    private static let lead: UInt8 = 0xC3

    /// - Returns: nil where the text is as it should be, or what it was cannot be told.
    static func repaired(_ text: String) -> String? {
        guard text.utf8.contains(lead) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard let byte = byte(of: scalar) else { return nil }
            bytes.append(byte)
        }
        return utf8(bytes) ?? cyrillic(bytes)
    }

    /// The byte that Windows-1252, or Latin-1 where that has none, shows as `scalar`.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        scalar.value < 0x100 ? UInt8(scalar.value) : windows1252[scalar]
    }

    /// What Windows-1252 has at 0x80...0x9F; a full stop stands where it has nothing.
    private static let windows1252: [Unicode.Scalar: UInt8] = {
        var bytes: [Unicode.Scalar: UInt8] = [:]
        for (offset, scalar) in "€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ".unicodeScalars.enumerated()
        where scalar != "." {
            bytes[scalar] = UInt8(0x80 + offset)
        }
        return bytes
    }()

    private static func utf8(_ bytes: [UInt8]) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    // MARK: Windows-1251

    /// Bytes that are Cyrillic letters, if all words with such letters have no others and one of
    /// them is long enough to be no accident: no language writes three accented letters in a row.
    private static func cyrillic(_ bytes: [UInt8]) -> String? {
        var longest = 0
        var run = 0
        var isMixed = false
        var hasASCII = false
        for byte in bytes + [0x20] {
            let isCyrillic = cyrillicScalar(byte) != nil
            let isASCII = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            if isCyrillic || byte < 0x80 && isASCII {
                if isCyrillic { run += 1 } else { hasASCII = true }
                continue
            }
            isMixed = isMixed || run > 0 && hasASCII
            longest = max(longest, run)
            (run, hasASCII) = (0, false)
        }
        guard longest >= 3, !isMixed else { return nil }
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(cyrillicScalar(byte) ?? Unicode.Scalar(byte))
        }
        return String(text)
    }

    private static func cyrillicScalar(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case 0xA8: "Ё"
        case 0xB8: "ё"
        case 0xC0...0xFF: Unicode.Scalar(0x0410 + UInt32(byte - 0xC0))
        default: nil
        }
    }
}
