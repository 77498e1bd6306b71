/// Turns what taggers wrote into plain text and numbers.
package enum TagText {
    /// The text without surrounding blanks and controls; each run of controls within it is one
    /// space (a line break in a title is no line break in a playlist). What is not UTF-8 is
    /// repaired with U+FFFD; a character that was cut at the end is dropped.
    package static func clean(_ bytes: UnsafeRawBufferPointer) -> String {
        var bytes = bytes[...]
        while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        bytes = bytes.dropLast(incompleteTail(bytes))
        guard bytes.contains(where: isControl) else {
            return String(decoding: bytes, as: UTF8.self)
        }

        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        for byte in bytes {
            if !isControl(byte) {
                plain.append(byte)
            } else if plain.last != space {
                plain.append(space)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// The number that the text begins with: 3 of "03/12". 0 if there is none, or a huge one.
    static func leadingNumber(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        var number: UInt32 = 0
        for byte in bytes.drop(while: isBlank) {
            guard let digit = digit(byte) else { break }
            guard number < 100_000_000 else { return 0 }
            number = number * 10 + digit
        }
        return number
    }

    /// The year that a date names: the first run of four digits, or of eight (a date without
    /// hyphens). 1997 of "1997-05-21", "21.05.1997", "19970521". 0 if there is none.
    static func year(of date: String) -> UInt32 {
        for run in date.utf8.split(whereSeparator: { digit($0) == nil }) {
            guard run.count == 4 || run.count == 8 else { continue }
            return run.prefix(4).reduce(0) { $0 * 10 + (digit($1) ?? 0) }
        }
        return 0
    }

    /// An ISRC in its standard form for data: twelve letters and digits, no hyphens. Anything else
    /// is left unchanged.
    static func isrc(_ text: String) -> String {
        let code = text.uppercased().filter { $0 != "-" && $0 != " " }
        let isCode =
            code.utf8.count == 12
            && code.utf8.allSatisfy { digit($0) != nil || (0x41...0x5A).contains($0) }
        return isCode ? code : text
    }

    private static let space = UInt8(ascii: " ")

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= space || byte == 0x7F }

    private static func digit(_ byte: UInt8) -> UInt32? {
        (0x30...0x39).contains(byte) ? UInt32(byte - 0x30) : nil
    }

    /// How many bytes at the end belong to an incomplete character.
    private static func incompleteTail(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        for (count, byte) in bytes.suffix(4).reversed().enumerated() {
            switch byte {
            case 0x80...0xBF: continue
            case 0xC2...0xDF: return count < 1 ? count + 1 : 0
            case 0xE0...0xEF: return count < 2 ? count + 1 : 0
            case 0xF0...0xF4: return count < 3 ? count + 1 : 0
            default: return 0
            }
        }
        return 0
    }
}
