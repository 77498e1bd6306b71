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

    /// One line without control characters: a file name may contain a line break or a terminal
    /// escape sequence.
    package static func printable(_ text: String) -> String {
        let isPrintable = !text.unicodeScalars.contains {
            $0.properties.generalCategory == .control
        }
        if isPrintable { return text }
        return text.unicodeScalars.map { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where scalar.properties.generalCategory == .control:
                "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: String(scalar)
            }
        }.joined()
    }

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
