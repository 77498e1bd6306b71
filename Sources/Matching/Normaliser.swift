/// Folds text for comparison: case, width, accents, typography. This is the first step of matching.
///
/// The result is UTF-8 in which letters and digits of every script are kept, ASCII punctuation is
/// kept (the parsers read it), apostrophes are dropped ("don't" = "dont"), and symbols beyond ASCII
/// are encoded as private-use scalars with the lead byte `symbolLead`, so that they separate words
/// but can still name something that has no letters ("÷").
///
/// Kana, kanji and Hangul stay as they are (decomposed ones are composed); marks that carry
/// meaning (Indic, Thai) are kept, accents are dropped.
enum Normaliser {
    /// Longer text is cut: no name is that long, but a hostile tag may be.
    static let maximumBytes = 1024
    static let symbolLead: UInt8 = 0xF3
    static let symbolPlane: UInt32 = 0xF_0000

    /// Appends the folded form of `text`.
    static func fold(_ text: String, into out: inout [UInt8]) {
        var text = Mojibake.repaired(text) ?? text
        text.withUTF8 { bytes in
            let end = min(bytes.count, maximumBytes)
            var position = 0
            var last: UInt32 = 0
            while position < end {
                let byte = bytes[position]
                if byte < 0x80 {
                    let folded = asciiFold[Int(byte)]
                    if folded == needsContext {
                        appendContextual(byte, bytes, position, into: &out)
                    } else if folded != 0 {
                        out.append(folded)
                    }
                    last = UInt32(byte)
                    position += 1
                } else {
                    let scalar = decode(bytes, &position)
                    append(scalar: scalar, after: last, into: &out)
                    last = scalar
                }
            }
        }
    }

    // MARK: ASCII

    /// Marks in `asciiFold` the bytes whose folding depends on their neighbours.
    private static let needsContext: UInt8 = 1

    /// The folded form by ASCII byte; 0 drops it.
    private static let asciiFold: [UInt8] = (0..<128).map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) | 0x20
        case UInt8(ascii: "'"), UInt8(ascii: "`"): 0
        case UInt8(ascii: "$"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "*"):
            needsContext
        case UInt8(ascii: "{"): UInt8(ascii: "[")
        case UInt8(ascii: "}"): UInt8(ascii: "]")
        case 0...0x1F, 0x7F, UInt8(ascii: "_"): UInt8(ascii: " ")
        default: UInt8(byte)
        }
    }

    /// "Ke$ha", "A$AP", "P!nk": a symbol within a word stands for the letter that it resembles;
    /// "F**k": or for one that was taken out.
    private static func appendContextual(
        _ byte: UInt8,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: Int,
        into out: inout [UInt8]
    ) {
        func isLetter(_ index: Int) -> Bool {
            guard bytes.indices.contains(index) else { return false }
            return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index] | 0x20)
        }
        if LostLetters.isLost(bytes, position) {
            out.append(contentsOf: LostLetters.bytes)
            return
        }
        let before = isLetter(position - 1)
        let after = isLetter(position + 1)
        if byte == UInt8(ascii: "$") {
            out.append(before || after ? UInt8(ascii: "s") : byte)
        } else {
            let isLetter = byte == UInt8(ascii: "!") && before && after
            out.append(isLetter ? UInt8(ascii: "i") : byte)
        }
    }

    // MARK: Beyond ASCII

    /// Reads one scalar of valid UTF-8 (a `String`'s always is) and moves `position` past it.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> UInt32 {
        let lead = bytes[position]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<max(length, 1) where position + offset < bytes.count {
            scalar = scalar << 6 | UInt32(bytes[position + offset] & 0x3F)
        }
        position += length
        return scalar
    }

    private static func append(scalar: UInt32, after last: UInt32, into out: inout [UInt8]) {
        if scalar < UInt32(ScalarFold.small.count) {
            ScalarFold.small[Int(scalar)].append(to: &out)
        } else if Composition.compose(scalar, after: last, in: &out) {
            return
        } else if ScalarFold.standsAsItself(scalar) || scalar == LostLetters.scalar {
            ScalarFold.appendUTF8(scalar, to: &out)
        } else {
            ScalarFold(of: scalar).append(to: &out)
        }
    }
}
