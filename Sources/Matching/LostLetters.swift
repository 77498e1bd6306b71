/// Letters that a name has lost: censored ("F**k"), or lost by a wrong encoding ("Mot?rhead", or
/// U+FFFD instead). Each is folded to U+FFFD, which may be any letter.
enum LostLetters {
    static let scalar: UInt32 = 0xFFFD
    /// U+FFFD in UTF-8.
    static let bytes: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// What stands at `position` of a text, if it stands for a letter.
    static func isLost(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
        switch bytes[position] {
        case UInt8(ascii: "?"):
            // Within a word: at its end it asks.
            return isLetter(bytes, position - 1) && isLetter(bytes, position + 1)
        case UInt8(ascii: "*"):
            var start = position
            var end = position + 1
            while start > 0, bytes[start - 1] == UInt8(ascii: "*") { start -= 1 }
            while end < bytes.count, bytes[end] == UInt8(ascii: "*") { end += 1 }
            guard isLetter(bytes, start - 1) else { return false }
            // "Sh*t"; but "M*A*S*H" is its own name.
            let isSmall =
                end < bytes.count
                && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[end])
            return end - start > 1 || isSmall
        default:
            return false
        }
    }

    private static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
        guard bytes.indices.contains(position) else { return false }
        return bytes[position] >= 0x80
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[position] | 0x20)
    }

    /// Whether a text has traces of a wrong encoding: underscores and backquotes instead of
    /// letters, or halves of UTF-8 that another encoding shows as symbols.
    static func leftTraces(in text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "_")) || text.utf8.contains(UInt8(ascii: "`"))
            || !text.utf8.allSatisfy { $0 < 0x80 } && text.unicodeScalars.contains(where: isTrace)
    }

    private static func isTrace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{80}"..."\u{9F}", "\u{FFFD}", "¢", "¤", "¥", "¦", "§", "¨", "©", "¬", "®", "¯", "±",
            "µ", "¶", "¸", "•", "†", "‡", "‰":
            true
        default: false
        }
    }

    static func areIn(_ folded: ArraySlice<UInt8>) -> Bool {
        var position = folded.startIndex
        while let lead = folded[position...].firstIndex(of: bytes[0]) {
            if folded[lead...].starts(with: bytes) { return true }
            position = lead + 1
        }
        return false
    }

    /// Whether two names are one, if each lost letter is none, one or two of the other's. At least
    /// half of each name must be known.
    static func fit(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        let known = min(left.count { $0 != scalar }, right.count { $0 != scalar })
        guard known * 2 >= max(left.count, right.count) else { return false }
        // reached[i][j]: the first i of `left` can be the first j of `right`.
        var reached = [[Bool]](
            repeating: [Bool](repeating: false, count: right.count + 1),
            count: left.count + 1
        )
        reached[0][0] = true
        for i in 0...left.count {
            for j in 0...right.count where reached[i][j] {
                if i < left.count, j < right.count, left[i] == right[j] {
                    reached[i + 1][j + 1] = true
                }
                if i < left.count, left[i] == scalar {
                    for more in reach(in: right, from: j) { reached[i + 1][j + more] = true }
                }
                if j < right.count, right[j] == scalar {
                    for more in reach(in: left, from: i) { reached[i + more][j + 1] = true }
                }
            }
        }
        return reached[left.count][right.count]
    }

    /// How many letters from `start` one lost letter may be: up to two of one word.
    private static func reach(in text: [UInt32], from start: Int) -> ClosedRange<Int> {
        var count = 0
        while count < 2, start + count < text.count, text[start + count] != 0x20 { count += 1 }
        return 0...count
    }
}
