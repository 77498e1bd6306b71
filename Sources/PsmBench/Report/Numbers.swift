import Glibc

/// Numbers as the table shows them: with three significant digits.
enum Numbers {
    static func text(_ value: Double, _ unit: String) -> String {
        unit.isEmpty ? text(value) : "\(text(value)) \(unit)"
    }

    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let size = abs(value)
        if size >= 100 || value == value.rounded() { return grouped(Int(value.rounded())) }
        if size >= 10 { return decimal(value, places: 1) }
        return decimal(value, places: size >= 0.1 ? 2 : 4)
    }

    /// The kernel counts in 1,024 bytes; a megabyte is a million.
    static func megabytes(kibibytes: Int) -> Double {
        Double(kibibytes) * 1_024 / 1_000_000
    }

    /// `12,345`.
    private static func grouped(_ number: Int) -> String {
        var digits = String(abs(number))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (number < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    private static func decimal(_ value: Double, places: Int) -> String {
        let scale = pow(10, Double(places))
        let scaled = Int((abs(value) * scale).rounded())
        let fraction = String(scaled % Int(scale))
        let padding = String(repeating: "0", count: places - fraction.count)
        return (value < 0 ? "-" : "") + "\(scaled / Int(scale)).\(padding)\(fraction)"
    }
}
