internal import FoundationEssentials

/// Writes JSON into one array of bytes, without building strings.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func removeLast(_ count: Int) { bytes.removeLast(count) }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends prepared bytes: a field, or its name and colon, with a comma before all but the
    /// first.
    mutating func append(field: [UInt8]) {
        separate()
        bytes.append(contentsOf: field)
    }

    mutating func append(key: StaticString) {
        separate()
        append("\"")
        append(key)
        append("\":")
    }

    mutating func append(key: String, suffix: StaticString) {
        separate()
        append("\"")
        bytes.append(contentsOf: key.utf8)
        append(suffix)
        append("\":")
    }

    /// Appends a comma if another element precedes.
    mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\n"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    mutating func append(number: UInt64) {
        var first = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        var last = bytes.count - 1
        while first < last {
            bytes.swapAt(first, last)
            first += 1
            last -= 1
        }
    }

    mutating func append(number: Int64) {
        if number < 0 { append("-") }
        append(number: number.magnitude)
    }

    /// Appends a string of UTF-8 bytes.
    mutating func append(string: UnsafeRawBufferPointer) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        var index = 0
        while index < string.count {
            let byte = string[index]
            index += 1
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                continue
            }
            append(string, start..<index - 1)
            start = index
            append(escaped: byte)
        }
        append(string, start..<string.count)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ string: UnsafeRawBufferPointer, _ range: Range<Int>) {
        if range.isEmpty { return }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: string[range]))
    }

    mutating func append(string: String) {
        var string = string
        string.withUTF8 { append(string: UnsafeRawBufferPointer($0)) }
    }

    mutating func append(base64 data: UnsafeRawBufferPointer) {
        append("\"")
        bytes.append(contentsOf: Data(data).base64EncodedString().utf8)
        append("\"")
    }

    private mutating func append(escaped byte: UInt8) {
        append("\\")
        switch byte {
        case UInt8(ascii: "\n"): append("n")
        case UInt8(ascii: "\r"): append("r")
        case UInt8(ascii: "\t"): append("t")
        case 0..<0x20:
            append(byte < 0x10 ? "u000" : "u001")
            bytes.append(contentsOf: String(byte & 0x0F, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }
}

extension UnsafeRawBufferPointer {
    var isUTF8: Bool {
        isASCII || String(validating: self, as: UTF8.self) != nil
    }

    /// Checked eight bytes at a time.
    private var isASCII: Bool {
        var index = 0
        while count - index >= 8 {
            let word = loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { return false }
            index += 8
        }
        while index < count {
            if self[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }
}
