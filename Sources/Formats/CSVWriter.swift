/// Writes CSV by RFC 4180: UTF-8, CRLF, a header line, and quotes where needed.
///
/// A spreadsheet runs a text that begins with `=`, `+`, `-` or `@` as a formula, and so a song can
/// carry one into it. For people who open the file there, such texts get an apostrophe before them.
///
/// ```
/// var csv = CSVWriter()
/// csv.text("Blue Garden")
/// csv.number(204)
/// csv.endLine()
/// ```
package struct CSVWriter {
    package private(set) var bytes: [UInt8] = []
    private var atLineStart = true
    private let isForSpreadsheets: Bool

    /// - Parameter isForSpreadsheets: whether texts that would be formulas are made harmless.
    package init(isForSpreadsheets: Bool = false) {
        self.isForSpreadsheets = isForSpreadsheets
    }

    package mutating func reserve(_ byteCount: Int) {
        bytes.reserveCapacity(byteCount)
    }

    package mutating func text(_ text: String) {
        separate()
        var text = isForSpreadsheets && Self.isFormula(text) ? "'" + text : text
        text.withUTF8 { cell in
            guard Self.needsQuotes(cell) else {
                bytes.append(contentsOf: cell)
                return
            }
            let quote = UInt8(ascii: "\"")
            bytes.append(quote)
            for byte in cell {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
            bytes.append(quote)
        }
    }

    package mutating func number(_ value: Int) {
        separate()
        DecimalText.append(value, to: &bytes)
    }

    /// Writes a number with three decimals.
    package mutating func fraction(_ value: Double) {
        separate()
        DecimalText.append(value, decimals: 3, to: &bytes)
    }

    package mutating func endLine() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        atLineStart = true
    }

    private mutating func separate() {
        if !atLineStart { bytes.append(UInt8(ascii: ",")) }
        atLineStart = false
    }

    /// Source: OWASP, CSV injection: what a spreadsheet takes for the beginning of a formula.
    private static func isFormula(_ text: String) -> Bool {
        text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    }

    /// Quotes preserve leading and trailing spaces, which some readers would trim.
    private static func needsQuotes(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        if cell.first == 0x20 || cell.last == 0x20 { return true }
        return cell.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
    }
}

/// Appends numbers as ASCII, without creating a `String`.
package enum DecimalText {
    package static func append(_ value: Int, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(magnitude: value.magnitude, digits: 1, to: &bytes)
    }

    /// Rounds to `decimals`; writes 0 for a value that is not finite.
    package static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
        var scale: UInt = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * Double(scale)).rounded()
        let magnitude = scaled.isFinite ? UInt(exactly: scaled) ?? 0 : 0
        if value < 0, magnitude > 0 { bytes.append(UInt8(ascii: "-")) }
        append(magnitude: magnitude / scale, digits: 1, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        append(magnitude: magnitude % scale, digits: decimals, to: &bytes)
    }

    /// Pads with zeros to `digits`.
    package static func append(magnitude: UInt, digits: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = magnitude
        while rest > 0 || bytes.count - start < digits {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }
}
