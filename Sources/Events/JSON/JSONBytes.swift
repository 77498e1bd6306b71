internal import FoundationEssentials

/// JSON, appended to one array of bytes: no text is built on the way.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func removeLast(_ count: Int) { bytes.removeLast(count) }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// What stands ready: a field, or its name and colon. A comma goes before all but the first.
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

    /// The comma before an element, where one is before it.
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

    /// A string of bytes that are UTF-8.
    mutating func append(string: UnsafeRawBufferPointer) {
        append("\"")
        var start = 0
        for (index, byte) in string.enumerated()
        where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes.append(contentsOf: string[start..<index])
            start = index + 1
            append(escaped: byte)
        }
        bytes.append(contentsOf: string[start...])
        append("\"")
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
        if allSatisfy({ $0 < 0x80 }) { return true }
        return String(validating: self, as: UTF8.self) != nil
    }
}
