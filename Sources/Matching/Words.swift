/// Walks the words of folded text: runs of letters and digits of any script.
enum Words {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The next word at or after `position` and before `end`; moves `position` past it.
    @inline(__always)
    static func next(_ bytes: Bytes, _ position: inout Int, _ end: Int) -> Range<Int>? {
        while position < end, !isWordByte(bytes[position]) {
            position += bytes[position] == Normaliser.symbolLead ? 4 : 1
        }
        guard position < end else { return nil }
        let start = position
        while position < end, isWordByte(bytes[position]) {
            position += 1
        }
        return start..<position
    }

    @inline(__always)
    static func isWordByte(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return byte != Normaliser.symbolLead }
        return byte &- UInt8(ascii: "a") < 26 || isDigit(byte)
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    /// Whether a word has a space on each side, as a conjunction has but the E of "R.E.M." does
    /// not; "vs." may keep its full stop.
    @inline(__always)
    static func standsAlone(_ bytes: Bytes, _ word: Range<Int>) -> Bool {
        word.lowerBound > 0 && bytes[word.lowerBound - 1] == UInt8(ascii: " ")
            && word.upperBound < bytes.count
            && (bytes[word.upperBound] == UInt8(ascii: " ")
                || bytes[word.upperBound] == UInt8(ascii: "."))
    }

    static func hasWord(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        return next(bytes, &position, range.upperBound) != nil
    }

    /// FNV-1a, 64 bits: for short words, and the same in every process.
    @inline(__always)
    static func hash(_ bytes: Bytes, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range {
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
        }
        return hash
    }

    /// The hash of a literal word, folded as all text is.
    static func hash(folding word: String) -> UInt64 {
        var folded: [UInt8] = []
        Normaliser.fold(word, into: &folded)
        return folded.withUnsafeBufferPointer { hash($0, 0..<$0.count) }
    }

    /// A number of up to four digits.
    static func number(_ bytes: Bytes, _ range: Range<Int>) -> Int? {
        guard range.count <= 4 else { return nil }
        var value = 0
        for index in range {
            guard isDigit(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        }
        return value
    }
}

/// The digest of words run together, built word by word: "no where" = "nowhere".
struct RunningDigest {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private var count = 0
    /// In scalars.
    private(set) var letters = 0

    var isEmpty: Bool { count == 0 }

    /// 0: empty. Mixed, because FNV alone leaves its high bits alike for short names.
    var value: UInt64 {
        guard count > 0 else { return 0 }
        return max(1, Self.mix(hash))
    }

    @inline(__always)
    mutating func append(_ word: some Collection<UInt8>) {
        for byte in word {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            letters += byte & 0xC0 != 0x80 ? 1 : 0
            count += 1
        }
    }

    /// The finalizer of SplitMix64.
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
