import FoundationEssentials

/// The figures of one run, as a table in Markdown or as JSON.
struct BenchReport: Encodable {
    var machine = Machine()
    let psm: String
    let runs: Int
    var figures: [Figure] = []
    /// A separate table, if libraries of several sizes were watched.
    var sizes: [SizeRow] = []

    init(psm: String, runs: Int) {
        self.psm = psm
        self.runs = runs
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // A figure of no samples is not a number, and JSON has no word for that.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    var table: String {
        let header = ["figure", "measured", "target", "baseline", "spread", "and"]
        let rows = figures.map { figure in
            [
                figure.name,
                Numbers.text(figure.value, figure.unit),
                figure.target.map { $0.text(figure.unit) } ?? "",
                figure.baseline?.text ?? "",
                figure.spread,
                figure.details.map(\.text).joined(separator: "; "),
            ]
        }
        let figures = MarkdownTable(header: header, rows: rows).text
        let sizes = sizes.isEmpty ? "" : "\n" + SizeRow.table(sizes).text
        return machine.line + "\n\n" + figures + sizes
    }
}

extension Figure {
    fileprivate var spread: String {
        guard samples.count > 1, let least = samples.min(), let most = samples.max() else {
            return ""
        }
        return "\(Numbers.text(least)) to \(Numbers.text(most))"
    }
}

extension Figure.Quantity {
    fileprivate var text: String { "\(what) \(Numbers.text(value, unit))" }
}

extension Figure.Target {
    fileprivate func text(_ unit: String) -> String {
        let sign = bound == .atLeast ? "≥" : "≤"
        return "\(sign) \(Numbers.text(value, unit))"
    }
}
