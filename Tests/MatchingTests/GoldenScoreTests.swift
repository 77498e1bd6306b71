import Foundation
import Testing

@testable import Matching

/// What each version of the scorer makes of every named case: its score, method and tier, or that it
/// refuses. Where a line changes, `Scorer.version` must be raised, so that stored matches are made
/// anew.
///
/// `PSM_UPDATE_GOLDEN=1` adds the cases that are new to the file of this version; it changes no line.
@Suite struct GoldenScoreTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Schemas/scores/v\(Scorer.version).txt").standardizedFileURL

    @Test func scoresAreThoseOfTheirVersion() throws {
        let text = (try? String(contentsOf: Self.file, encoding: .utf8)) ?? ""
        var golden: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            golden[parts[1]] = parts[0]
        }
        var added = ""
        var counts: [String: Int] = [:]
        for named in NamedCasesTests.cases {
            var name = named.testDescription.replacing("\n", with: " ").replacing("\t", with: " ")
            counts[name, default: 0] += 1
            if let count = counts[name], count > 1 { name += " (\(count))" }
            let found = Self.outcome(named)
            guard let expected = golden[name] else {
                added += "\(found)\t\(name)\n"
                continue
            }
            #expect(found == expected, "\(name): raise Scorer.version")
        }
        if added.isEmpty { return }
        if ProcessInfo.processInfo.environment["PSM_UPDATE_GOLDEN"] == nil {
            Issue.record("\(Self.file.path) lacks:\n\(added)")
        } else {
            try Data((text + added).utf8).write(to: Self.file)
        }
    }

    private static func outcome(_ named: MatchCase) -> String {
        let score = Scorer().score(
            track: TrackSignature(named.track),
            file: TrackSignature(named.file)
        )
        guard let score else { return "refused" }
        let millionths = Int((score.score * 1e6).rounded())
        return "\(millionths) \(score.method) \(score.confidence.rawValue)"
    }
}
