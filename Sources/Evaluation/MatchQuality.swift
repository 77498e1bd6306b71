import Messages

/// How many decisions of a matcher were correct, and the measures that follow from that.
struct MatchQuality: Equatable {
    var truePositives = 0
    var falsePositives = 0
    var falseNegatives = 0
    var trueNegatives = 0

    /// The share of matches that are correct; 1 if there are none.
    var precision: Double { Self.part(truePositives, of: truePositives + falsePositives) }

    /// The share of findable tracks that were matched correctly; 1 if there are none.
    var recall: Double { Self.part(truePositives, of: truePositives + falseNegatives) }

    /// The harmonic mean of precision and recall.
    var f1: Double {
        Self.part(2 * truePositives, of: 2 * truePositives + falsePositives + falseNegatives)
    }

    private static func part(_ count: Int, of all: Int) -> Double {
        all == 0 ? 1 : Double(count) / Double(all)
    }

    var text: String {
        "precision \(Self.percent(precision))   recall \(Self.percent(recall))   "
            + "F1 \(Self.percent(f1))\n"
            + "\(Text.count(truePositives)) correct, \(Text.count(falsePositives)) wrong, "
            + "\(Text.count(falseNegatives)) missed, "
            + "\(Text.count(trueNegatives)) correctly unmatched\n"
    }

    /// `99.21 %`.
    static func percent(_ part: Double) -> String {
        let hundredths = Int((part * 10_000).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) %"
    }
}
