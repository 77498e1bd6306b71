/// How much two names have in common, at a glance: to choose the few of a library that are worth a
/// comparison where no candidate key leads to them.
///
/// Counts pairs of neighbouring characters within words. That holds for typing errors and for
/// scripts without spaces, and takes well under a microsecond a name. It decides nothing.
package struct NameOverlap: Sendable {
    /// A set of pairs, by 16 bits of their hash.
    private struct Pairs: Sendable {
        private var bits = [UInt64](repeating: 0, count: 1024)
        private(set) var count = 0

        mutating func insert(_ pair: UInt16) {
            let bit = UInt64(1) << UInt64(pair & 63)
            if bits[Int(pair >> 6)] & bit == 0 { count += 1 }
            bits[Int(pair >> 6)] |= bit
        }

        func contains(_ pair: UInt16) -> Bool {
            bits[Int(pair >> 6)] & (UInt64(1) << UInt64(pair & 63)) != 0
        }
    }

    private var title = Pairs()
    private var artists = Pairs()

    package init(title: String, artists: [String]) {
        Self.forEachPair(of: NormalisedName.of(title: title, artists: []).utf8) {
            self.title.insert($0)
        }
        Self.forEachPair(of: NormalisedName.of(title: "", artists: artists).utf8) {
            self.artists.insert($0)
        }
    }

    /// - Parameter normalized: another's artists and title, as in the `normalized` columns.
    /// - Returns: at most 3: up to 2 for the title and 1 for the artists, less what is left over.
    package func value(_ normalized: some Sequence<UInt8>) -> Double {
        var titleCount = 0
        var artistCount = 0
        var otherCount = 0
        var count = 0
        Self.forEachPair(of: normalized) { pair in
            count += 1
            let isInTitle = title.contains(pair)
            let isInArtists = artists.contains(pair)
            titleCount += isInTitle ? 1 : 0
            artistCount += isInArtists ? 1 : 0
            otherCount += isInTitle || isInArtists ? 0 : 1
        }
        guard count > 0 else { return 0 }
        func share(_ found: Int, of all: Int) -> Double {
            all == 0 ? 0 : min(1, Double(found) / Double(all))
        }
        return 2 * share(titleCount, of: title.count) + share(artistCount, of: artists.count)
            - share(otherCount, of: count)
    }

    /// A word's first and last characters have a pair with nothing, so that a word of one counts.
    private static func forEachPair(of text: some Sequence<UInt8>, _ body: (UInt16) -> Void) {
        var last: UInt32 = 0
        var scalar: UInt32 = 0
        func pair(_ next: UInt32) {
            if last == 0, next == 0 { return }
            let mixed = RunningDigest.mix(UInt64(last) << 32 | UInt64(next))
            body(UInt16(truncatingIfNeeded: mixed))
            last = next
        }
        for byte in text {
            if byte & 0xC0 == 0x80 {
                scalar = scalar << 6 | UInt32(byte & 0x3F)
                continue
            }
            if scalar != 0 { pair(scalar) }
            scalar = 0
            if byte >= 0x80 {
                scalar = UInt32(byte)
            } else if Words.isWordByte(byte) {
                pair(UInt32(byte))
            } else {
                pair(0)
            }
        }
        if scalar != 0 { pair(scalar) }
        pair(0)
    }
}
