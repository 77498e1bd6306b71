import Formats

/// Writes HTML into a byte buffer. Markup is static; everything else is escaped, alike in text and
/// in quoted attributes.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ byteCount: Int) {
        bytes.reserveCapacity(byteCount)
    }

    /// psm's own markup: a literal, so that no data can be passed unescaped.
    mutating func markup(_ literal: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: literal.utf8Start,
                count: literal.utf8CodeUnitCount
            )
        )
    }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { content in
            var start = 0
            for index in content.indices {
                guard let escaped = Self.escape(content[index]) else { continue }
                bytes.append(contentsOf: content[start..<index])
                markup(escaped)
                start = index + 1
            }
            bytes.append(contentsOf: content[start...])
        }
    }

    mutating func number(_ value: Int) {
        DecimalText.append(value, to: &bytes)
    }

    mutating func fraction(_ value: Double, decimals: Int) {
        DecimalText.append(value, decimals: decimals, to: &bytes)
    }

    /// `4:05`, `1:02:03`.
    mutating func duration(milliseconds: Int) {
        let seconds = UInt(max(0, milliseconds) / 1_000)
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        if hours > 0 {
            DecimalText.append(magnitude: hours, digits: 1, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
        }
        DecimalText.append(magnitude: minutes, digits: hours > 0 ? 2 : 1, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        DecimalText.append(magnitude: seconds % 60, digits: 2, to: &bytes)
    }

    /// `file:///…` of an absolute path, for an attribute.
    mutating func fileURL(_ path: [UInt8]) {
        markup("file://")
        PercentEncoding.append(path, keepingSlashes: true, to: &bytes)
    }

    /// Part of an address, for an attribute.
    mutating func addressPart(_ text: String) {
        PercentEncoding.append(Array(text.utf8), keepingSlashes: false, to: &bytes)
    }

    /// Control characters have no meaning in HTML, and NUL is forbidden.
    private static func escape(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0x09, 0x0A: nil
        case 0x00..<0x20, 0x7F: "\u{FFFD}"
        default: nil
        }
    }
}

/// Percent-encoding by RFC 3986.
enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    static func append(_ content: [UInt8], keepingSlashes: Bool, to bytes: inout [UInt8]) {
        for byte in content {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            case UInt8(ascii: "/") where keepingSlashes:
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
    }

    static func string(fileURL path: [UInt8]) -> String {
        var bytes = Array("file://".utf8)
        append(path, keepingSlashes: true, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
