import FoundationEssentials

/// The figures of one run, as a table in Markdown or as JSON.
struct BenchReport: Encodable {
    var machine = Machine()
    let psm: String
    let runs: Int
    var figures: [Figure] = []

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
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        // The last column is as long as it likes.
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).dropLast().map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return "| \((padded + cells.suffix(1)).joined(separator: " | ")) |\n"
        }
        let rule = widths.dropLast().map { String(repeating: "-", count: $0) } + ["---"]
        return machine.line + "\n\n" + line(header) + line(rule) + rows.map(line).joined()
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
