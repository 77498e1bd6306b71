/// Finds typing errors between two spellings, if there are only a few.
enum Similarity {
    struct Typo: Hashable, Sendable {
        var edits: Int
        /// All are swaps of neighbours, which only typing causes; otherwise letters are lost or
        /// changed.
        var isTransposed: Bool
    }

    /// Longer names than this are not compared letter by letter.
    private static let maximumLength = 160
    /// The words in which two spellings differ must have this many letters where one is left out:
    /// "Suite A" and "Suite B" are two names.
    private static let minimumWordLength = 4
    /// And this many where one is another: "Gold" and "Cold" are two words.
    private static let minimumChangedLength = 6
    /// Scalars from which two errors are allowed.
    private static let longLength = 12

    /// - Parameters: UTF-8 words with a space between two.
    /// - Returns: nil if the difference is no typing error.
    static func typo(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Typo? {
        if LostLetters.areIn(left) || LostLetters.areIn(right) {
            guard max(left.count, right.count) <= maximumLength,
                LostLetters.fit(scalars(left), scalars(right))
            else { return nil }
            return Typo(edits: 1, isTransposed: false)
        }
        guard abs(left.count - right.count) <= 6,
            max(left.count, right.count) <= maximumLength * 4
        else { return nil }
        let a = scalars(left)
        let b = scalars(right)
        let length = min(a.count, b.count)
        // An ideograph is a word: one other character is another name.
        let isIdeographic = a.contains { $0 > 0x2E80 }
        let allowed = isIdeographic ? length / 10 : length < 5 ? 0 : length < longLength ? 1 : 2
        guard allowed > 0, abs(a.count - b.count) <= 1, length <= maximumLength else { return nil }

        var first = 0
        while first < length, a[first] == b[first] { first += 1 }
        var lastA = a.count
        var lastB = b.count
        while lastA > first, lastB > first, a[lastA - 1] == b[lastB - 1] {
            lastA -= 1
            lastB -= 1
        }
        let differsA = a[first..<lastA]
        let differsB = b[first..<lastB]
        let isTransposed =
            differsA.count == 2 && differsB.count == 2
            && differsA.first == differsB.last && differsA.last == differsB.first
        let wordLength = min(
            wordLength(in: a, around: first..<lastA),
            wordLength(in: b, around: first..<lastB)
        )
        if isTransposed, wordLength >= (length >= longLength ? 2 : 3) {
            return Typo(edits: 1, isTransposed: true)
        }
        let isChanged = differsA.count == differsB.count
        guard wordLength >= (isChanged ? minimumChangedLength : minimumWordLength),
            let edits = distance(differsA, differsB, limit: allowed)
        else { return nil }
        return Typo(edits: edits, isTransposed: false)
    }

    /// Whether one title is the other without a few letters, at one place. Only for titles that
    /// show that an encoding went wrong: "Take Ãœ There" and "Take ' There".
    static func hasLostLetters(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        guard abs(left.count - right.count) <= maximumLoss * 4,
            max(left.count, right.count) <= maximumLength
        else { return false }
        let a = scalars(left)
        let b = scalars(right)
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        guard short.count >= minimumDamagedLength,
            (1...maximumLoss).contains(long.count - short.count)
        else { return false }
        var first = 0
        while first < short.count, short[first] == long[first] { first += 1 }
        let rest = short.count - first
        return short.suffix(rest) == long.suffix(rest)
    }

    private static let maximumLoss = 3
    private static let minimumDamagedLength = 8

    /// Whether all words of the shorter credit are in the longer one.
    static func isContained(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let space = UInt8(ascii: " ")
        let (short, long) = left.count < right.count ? (left, right) : (right, left)
        guard short.count >= minimumWordLength, long.count <= maximumLength * 4 else {
            return false
        }
        let words = long.split(separator: space)
        return short.split(separator: space).allSatisfy { words.contains($0) }
    }

    /// Letters of the words that the differing range touches.
    private static func wordLength(in text: [UInt32], around range: Range<Int>) -> Int {
        var start = range.lowerBound
        var end = range.upperBound
        while start > 0, text[start - 1] != 0x20 { start -= 1 }
        while end < text.count, text[end] != 0x20 { end += 1 }
        return text[start..<end].count { $0 != 0x20 }
    }

    /// Optimal string alignment distance, or nil beyond `limit`.
    private static func distance(
        _ a: ArraySlice<UInt32>,
        _ b: ArraySlice<UInt32>,
        limit: Int
    ) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
        let a = Array(a)
        let b = Array(b)
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        var current = before
        for i in 0..<a.count {
            current[0] = i + 1
            var least = current[0]
            for j in 0..<b.count {
                let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
                var value = min(substitution, previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    value = min(value, before[j - 1] + 1)
                }
                current[j + 1] = value
                least = min(least, value)
            }
            if least > limit { return nil }
            (before, previous, current) = (previous, current, before)
        }
        return previous[b.count] <= limit ? previous[b.count] : nil
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
    }
}
