package import Formats
package import Matching
internal import Messages

/// Evaluates the scorer on labelled pairs: whether it matches exactly those labelled the same.
package struct PairEvaluation: Encodable {
    struct Pair: Encodable {
        let line: Int
        /// `false_positive`: matched, but labelled different. `false_negative`: the reverse.
        let kind: String
        let a: RecordingJSON
        let b: RecordingJSON
        let why: ExplanationJSON
    }

    let precision: Double
    let recall: Double
    let f1: Double
    let pairs: Int
    let truePositives: Int
    let falsePositives: Int
    let falseNegatives: Int
    let trueNegatives: Int
    let errors: [Pair]

    private let quality: MatchQuality

    private enum CodingKeys: String, CodingKey {
        case precision, recall, f1, pairs, errors
        case truePositives, falsePositives, falseNegatives, trueNegatives
    }

    /// - Throws: an error that names the line if the table is not one of labelled pairs.
    package init(_ table: CSVTable, _ scorer: Scorer) throws {
        let label = try table.requiredColumn("label")
        let columns = (
            a: try RecordingColumns(table, prefix: "a_"),
            b: try RecordingColumns(table, prefix: "b_")
        )
        var quality = MatchQuality()
        var errors: [Pair] = []
        for row in table.rows {
            let isSame = try Self.isSame(row, label, table)
            let a = try columns.a.recording(row)
            let b = try columns.b.recording(row)
            let signatures = (a: TrackSignature(a), b: TrackSignature(b))
            let isMatch = scorer.score(track: signatures.a, file: signatures.b) != nil
            quality.count(isMatch: isMatch, isSame: isSame)
            guard isMatch != isSame else { continue }
            errors.append(
                Pair(
                    line: row.line,
                    kind: isMatch ? "false_positive" : "false_negative",
                    a: RecordingJSON(a),
                    b: RecordingJSON(b),
                    why: ExplanationJSON(
                        scorer.explain(track: signatures.a, file: signatures.b)
                    )
                )
            )
        }
        self.quality = quality
        precision = quality.precision
        recall = quality.recall
        f1 = quality.f1
        pairs = table.rows.count
        truePositives = quality.truePositives
        falsePositives = quality.falsePositives
        falseNegatives = quality.falseNegatives
        trueNegatives = quality.trueNegatives
        self.errors = errors
    }

    private static func isSame(
        _ row: CSVReader.Row,
        _ label: Int,
        _ table: CSVTable
    ) throws -> Bool {
        switch row.fields[label].filter({ $0 != " " }) {
        case "1", "1.0": return true
        case "0", "0.0": return false
        case let text:
            throw table.failure(
                line: row.line,
                "label is “\(Text.printable(text))”, neither 0 nor 1"
            )
        }
    }

    package var text: String {
        var text = Text.count(pairs, "pair") + "\n" + quality.text
        for error in errors {
            let verdict =
                error.kind == "false_positive"
                ? "matched, but labelled different" : "not matched, but labelled the same"
            text += "\nline \(error.line): \(verdict)\n  a  \(error.a.line)\n  b  \(error.b.line)\n"
            for line in error.why.lines { text += "     \(line)\n" }
        }
        return text
    }
}

extension MatchQuality {
    fileprivate mutating func count(isMatch: Bool, isSame: Bool) {
        switch (isMatch, isSame) {
        case (true, true): truePositives += 1
        case (true, false): falsePositives += 1
        case (false, true): falseNegatives += 1
        case (false, false): trueNegatives += 1
        }
    }
}
