/// Numbers and text for people to read.
package enum Text {
    /// `12,345`.
    package static func count(_ number: Int) -> String {
        var digits = String(abs(number))
        var groups: [String] = []
        while digits.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits.removeLast(3)
        }
        groups.append(digits)
        return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }

    /// `1 file`, `2 files`, for nouns whose plural ends in `s`.
    package static func count(_ number: Int, _ noun: String) -> String {
        "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// One line without what a terminal would obey: a file name may contain a line break, an escape
    /// sequence, or a character that turns the direction of the text.
    package static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isObeyed) else { return text }
        return text.unicodeScalars.map { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where isObeyed(scalar): escaped(scalar)
            default: String(scalar)
            }
        }.joined()
    }

    /// Whether a terminal does something else with it than to show it: control characters, line and
    /// paragraph separators, and the marks and overrides of direction.
    ///
    /// Source: Unicode Standard Annex #9, table 4.
    package static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// `\u{1B}`
    package static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    /// A message that names a path of thousands of bytes shows its beginning and its end.
    package static func shortened(_ message: String) -> String {
        guard message.utf8.count > longWordBytes else { return message }
        return message.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.utf8.count <= longWordBytes
                ? word : word.prefix(longWordBytes / 3) + "…" + word.suffix(longWordBytes / 3)
        }.joined(separator: " ")
    }

    private static let longWordBytes = 600

    /// `3:05`, and `61:40` for more than an hour.
    package static func clock(milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1_000
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }

    /// At most three decimals: `0.78`, `2`.
    package static func decimal(_ number: Double) -> String {
        let thousandths = Int((number * 1_000).rounded())
        var decimals = String(String(1_000 + thousandths % 1_000).dropFirst())
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(thousandths / 1_000)" + (decimals.isEmpty ? "" : ".\(decimals)")
    }

    /// `5 seconds`, `3 hours`, `2 days`: in the largest unit of which there are two, rounded down.
    package static func roughly(nanoseconds: Int64) -> String {
        let seconds = nanoseconds / 1_000_000_000
        let units = [(86_400, "days"), (3_600, "hours"), (60, "minutes")]
        let (size, name) = units.first { seconds >= 2 * Int64($0.0) } ?? (1, "seconds")
        let number = Int(seconds) / size
        return number == 1 ? "1 second" : "\(count(number)) \(name)"
    }

    /// `0.41 s`.
    package static func seconds(_ duration: Duration) -> String {
        let hundredths = Int((duration / .milliseconds(10)).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// In hexadecimal, padded with zeros: 16 digits for 64 bits.
    package var hex: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: Self.bitWidth / 4 - digits.count) + digits
    }
}
