extension JSONReader {
    /// Reads a string from its opening quote, into `scratch` if `keeping`.
    ///
    /// Validates all of it: escapes, control characters, UTF-8.
    mutating func scanString(keeping: Bool) throws(JSONError) {
        let start = place
        if keeping { clearScratch() }
        advance()
        var byteCount = 0
        while let byte = try peek() {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                return
            case UInt8(ascii: "\\"):
                advance()
                try scanEscape(keeping: keeping)
                byteCount += 1
            case 0..<0x20:
                throw syntax("a string contains an unescaped control character")
            case 0x80...:
                try scanMultibyte(keeping: keeping)
                byteCount += 1
            default:
                let plain = Self.plainPrefix(buffered)
                if keeping {
                    appendToScratch(UnsafeBufferPointer(rebasing: buffered[..<plain]))
                }
                advance(by: plain)
                byteCount += plain
            }
            guard byteCount <= Self.longestStringBytes else {
                throw .syntax(
                    line: start.line,
                    column: start.column,
                    problem: "a string is longer than \(Self.longestStringBytes) bytes"
                )
            }
        }
        throw .syntax(
            line: start.line,
            column: start.column,
            problem: "this string is never closed"
        )
    }

    /// The number of bytes at the front that are unescaped ASCII, checked eight at a time.
    private static func plainPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let lows: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index + 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quotes = word ^ (lows &* 0x22)
            let slashes = word ^ (lows &* 0x5C)
            // The high bit of each byte that is zero, zero, below 0x20, or above 0x7F.
            let special =
                (quotes &- lows) & ~quotes | (slashes &- lows) & ~slashes
                | (word &- lows &* 0x20) & ~word | word
            if special & highs != 0 { break }
            index += 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { break }
            index += 1
        }
        return index
    }

    // MARK: UTF-8

    /// Reads one scalar beyond ASCII, by table 3-7 of the Unicode Standard: no overlong forms, no
    /// surrogates, nothing above U+10FFFF.
    private mutating func scanMultibyte(keeping: Bool) throws(JSONError) {
        let start = place
        guard let lead = try peek() else { return }
        let second: ClosedRange<UInt8>
        let following: Int
        switch lead {
        case 0xC2...0xDF: (second, following) = (0x80...0xBF, 1)
        case 0xE0: (second, following) = (0xA0...0xBF, 2)
        case 0xED: (second, following) = (0x80...0x9F, 2)
        case 0xE1...0xEF: (second, following) = (0x80...0xBF, 2)
        case 0xF0: (second, following) = (0x90...0xBF, 3)
        case 0xF4: (second, following) = (0x80...0x8F, 3)
        case 0xF1...0xF3: (second, following) = (0x80...0xBF, 3)
        default: throw .notUTF8(line: start.line, column: start.column)
        }
        if keeping { appendToScratch(lead) }
        advance()
        for index in 0..<following {
            guard let byte = try peek(), (index == 0 ? second : 0x80...0xBF).contains(byte) else {
                throw .notUTF8(line: start.line, column: start.column)
            }
            if keeping { appendToScratch(byte) }
            advance()
        }
        countContinuations(following)
    }

    // MARK: Escapes

    private mutating func scanEscape(keeping: Bool) throws(JSONError) {
        guard let byte = try peek() else { return }
        let plain: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            advance()
            return try scanUnicodeEscape(keeping: keeping)
        default: throw try unexpected(expected: "one of \"\\/bfnrtu after a backslash")
        }
        if keeping { appendToScratch(plain) }
        advance()
    }

    private mutating func scanUnicodeEscape(keeping: Bool) throws(JSONError) {
        var value = try readFourHexDigits()
        if (0xD800..<0xDC00).contains(value), try peek() == UInt8(ascii: "\\") {
            advance()
            guard try peek() == UInt8(ascii: "u") else {
                throw try unexpected(expected: "the second half of a surrogate pair")
            }
            advance()
            let low = try readFourHexDigits()
            guard (0xDC00..<0xE000).contains(low) else {
                throw syntax("a surrogate pair lacks its second half")
            }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw syntax("a surrogate is unpaired")
        }
        if keeping {
            for byte in UTF8.encode(scalar).map(Array.init) ?? [] { appendToScratch(byte) }
        }
    }

    private mutating func readFourHexDigits() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch try peek() {
            case let byte? where (0x30...0x39).contains(byte): digit = byte - 0x30
            case let byte? where (0x61...0x66).contains(byte): digit = byte - 0x61 + 10
            case let byte? where (0x41...0x46).contains(byte): digit = byte - 0x41 + 10
            default: throw try unexpected(expected: "four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            advance()
        }
        return value
    }
}
