import Matching
import Messages

/// Evaluates the matches of two tables against the ground truth.
package struct TableEvaluation: Encodable {
    struct Tier: Encodable {
        let confidence: String
        let matches: Int
        let right: Int
        let precision: Double
    }

    struct Mistake: Encodable {
        /// `wrong_file`, `unexpected` (the track should have no file) or `missing`.
        let kind: String
        let trackId: String
        let track: RecordingJSON
        /// The file that the track was matched with.
        let fileId: String?
        let file: RecordingJSON?
        let why: ExplanationJSON?
        /// The first correct file.
        let expectedFileId: String?
        let expected: RecordingJSON?
        /// How the correct file scores.
        let whyNot: ExplanationJSON?
    }

    let precision: Double
    let recall: Double
    let f1: Double
    let tracks: Int
    let files: Int
    let matched: Int
    let judged: Int
    let truePositives: Int
    let falsePositives: Int
    let falseNegatives: Int
    let trueNegatives: Int
    let tiers: [Tier]
    let errors: [Mistake]
    /// The matches of all tracks, judged or not.
    let matches: [TableMatchReport.Match]

    private let quality: MatchQuality

    private enum CodingKeys: String, CodingKey {
        case precision, recall, f1, tracks, files, matched, judged, tiers, errors, matches
        case truePositives, falsePositives, falseNegatives, trueNegatives
    }

    /// - Parameter isComplete: whether tracks that the truth does not list should have no file; if
    ///   not, they are not judged.
    package init(_ match: TableMatch, _ truth: MatchTruth, isComplete: Bool) {
        var quality = MatchQuality()
        var tiers: [Confidence: (matches: Int, right: Int)] = [:]
        var errors: [Mistake] = []
        var judged = 0
        for (track, found) in match.matches.enumerated()
        where truth.isListed[track] || isComplete {
            judged += 1
            let right = truth.files[track]
            let file = found.map { Int($0.fileID) }
            let isRight = file.map(right.contains) ?? right.isEmpty
            if let found {
                tiers[found.score.confidence, default: (0, 0)].matches += 1
                tiers[found.score.confidence, default: (0, 0)].right += isRight ? 1 : 0
            }
            if isRight {
                if file == nil { quality.trueNegatives += 1 } else { quality.truePositives += 1 }
                continue
            }
            // A wrong file in place of the correct one counts twice: as a false positive and as a
            // false negative.
            if file != nil { quality.falsePositives += 1 }
            if !right.isEmpty { quality.falseNegatives += 1 }
            errors.append(Mistake(match, track: track, file: file, expected: right.first))
        }
        self.quality = quality
        self.judged = judged
        self.errors = errors
        self.tiers = Confidence.allCases.compactMap { confidence in
            tiers[confidence].map {
                Tier(
                    confidence: confidence.rawValue,
                    matches: $0.matches,
                    right: $0.right,
                    precision: Double($0.right) / Double($0.matches)
                )
            }
        }
        precision = quality.precision
        recall = quality.recall
        f1 = quality.f1
        tracks = match.tracks.ids.count
        files = match.files.ids.count
        matches = TableMatchReport(match).matches
        matched = matches.count
        truePositives = quality.truePositives
        falsePositives = quality.falsePositives
        falseNegatives = quality.falseNegatives
        trueNegatives = quality.trueNegatives
    }

    package var text: String {
        var text =
            "\(Text.count(tracks, "track")), \(Text.count(files, "file")), "
            + "\(Text.count(judged, "track")) judged\n" + quality.text
        for tier in tiers {
            text +=
                "\(tier.confidence): \(Text.count(tier.matches)) matched, "
                + "precision \(MatchQuality.percent(tier.precision))\n"
        }
        for error in errors { text += "\n" + error.text }
        return text
    }
}

extension TableEvaluation.Mistake {
    fileprivate init(_ match: TableMatch, track: Int, file: Int?, expected: Int?) {
        kind = file == nil ? "missing" : expected == nil ? "unexpected" : "wrong_file"
        trackId = match.tracks.ids[track]
        self.track = RecordingJSON(match.tracks.recordings[track])
        fileId = file.map { match.files.ids[$0] }
        self.file = file.map { RecordingJSON(match.files.recordings[$0]) }
        why = file.map { ExplanationJSON(match.explain(track: track, file: $0)) }
        expectedFileId = expected.map { match.files.ids[$0] }
        self.expected = expected.map { RecordingJSON(match.files.recordings[$0]) }
        whyNot = expected.map { ExplanationJSON(match.explain(track: track, file: $0)) }
    }

    fileprivate var text: String {
        let verdict =
            switch kind {
            case "missing": "has no file"
            case "unexpected": "should have no file"
            default: "has the wrong file"
            }
        var text = "track \(Text.printable(trackId)): \(verdict)\n  track     \(track.line)\n"
        if let file { text += "  file      \(file.line)\n" }
        for line in why?.lines ?? [] { text += "            \(line)\n" }
        if let expected { text += "  expected  \(expected.line)\n" }
        for line in whyNot?.lines ?? [] { text += "            \(line)\n" }
        return text
    }
}
