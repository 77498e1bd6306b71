import Events

/// JSON string literals, as written by `psm config --json` and the settings' schema.
package enum JSONText {
    /// `text` as a JSON string with its quotes. Escapes what RFC 8259 section 7 requires.
    package static func quoted(_ text: String) -> String {
        EventJSON.quoted(text)
    }

    /// The strings of a JSON array of strings, or nil where `bytes` is not one.
    ///
    /// Works on bytes, because paths in the environment need not be UTF-8.
    static func strings(inArray bytes: [UInt8]) -> [[UInt8]]? {
        var reader = ArrayReader(bytes: bytes[...])
        return reader.read()
    }

    private struct ArrayReader {
        var bytes: ArraySlice<UInt8>

        mutating func read() -> [[UInt8]]? {
            var items: [[UInt8]] = []
            guard take(UInt8(ascii: "[")) else { return nil }
            if !take(UInt8(ascii: "]")) {
                repeat {
                    guard let item = string() else { return nil }
                    items.append(item)
                } while take(UInt8(ascii: ","))
                guard take(UInt8(ascii: "]")) else { return nil }
            }
            skipSpace()
            return bytes.isEmpty ? items : nil
        }

        private mutating func skipSpace() {
            bytes = bytes.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard bytes.first == byte else { return false }
            bytes.removeFirst()
            return true
        }

        private mutating func string() -> [UInt8]? {
            guard take(UInt8(ascii: "\"")) else { return nil }
            var text: [UInt8] = []
            while let byte = bytes.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return text
                case UInt8(ascii: "\\"):
                    guard let escaped = escape() else { return nil }
                    text += escaped
                default: text.append(byte)
                }
            }
            return nil
        }

        private mutating func escape() -> [UInt8]? {
            guard let byte = bytes.popFirst() else { return nil }
            switch byte {
            case UInt8(ascii: "n"): return [0x0A]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "r"): return [0x0D]
            case UInt8(ascii: "b"): return [0x08]
            case UInt8(ascii: "f"): return [0x0C]
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
            case UInt8(ascii: "u"): return unicodeEscape()
            default: return nil
            }
        }

        private mutating func unicodeEscape() -> [UInt8]? {
            guard var value = fourHexDigits() else { return nil }
            if (0xD800..<0xDC00).contains(value) {
                guard bytes.popFirst() == UInt8(ascii: "\\"),
                    bytes.popFirst() == UInt8(ascii: "u"),
                    let low = fourHexDigits(), (0xDC00..<0xE000).contains(low)
                else { return nil }
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(value) else { return nil }
            return Array(String(scalar).utf8)
        }

        private mutating func fourHexDigits() -> UInt32? {
            guard bytes.count >= 4 else { return nil }
            let digits = String(decoding: bytes.prefix(4), as: UTF8.self)
            bytes.removeFirst(4)
            guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
                return nil
            }
            return UInt32(digits, radix: 16)
        }
    }
}
