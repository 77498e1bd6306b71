import EventsSupport
import LibrarySupport
import Projection
import TestSupport
import Testing

@testable import ReadModels

/// How well all of matching does on music that resembles people's, from the events to the table.
@Suite struct MatchQualityTests {
    @Test func nearlyAllIsFoundAndNextToNothingIsWrong() throws {
        var tally = MatchTally()
        for seed in Seeds.from(1, count: 3) {
            let music = RandomMusic(seed: seed, fileCount: 2_000, wantedCount: 1_000)
            let library = try TestLibrary()
            try library.append(music.files, music.wanted.map(\.track))
            _ = try library.runner.catchUp([MatchesProjector.name])
            tally.add(music, try library.matchedPaths())
        }
        let told: Comment = "\(tally)"
        #expect(tally.all.right >= 1_800, told)
        #expect(tally.trapCount >= 450, told)
        #expect(tally.all.f1 >= 0.990, told)
        #expect(tally.all.precision >= 0.997, told)
        #expect(Double(tally.trapsTaken) <= 0.005 * Double(tally.trapCount), told)
        expectNoScriptIsWorse(tally)
        expectSurerTiersAreMorePrecise(tally)
    }

    private func expectNoScriptIsWorse(_ tally: MatchTally) {
        let latin = tally.recall(of: \.isLatin)
        #expect(tally.recall(of: \.isCJK) >= latin - 0.01, "\(tally)")
        #expect(tally.recall { $0 == .cyrillic } >= latin - 0.01, "\(tally)")
    }

    private func expectSurerTiersAreMorePrecise(_ tally: MatchTally) {
        let tiers = ["CERTAIN", "HIGH", "MEDIUM", "LOW"].compactMap { tally.tiers[$0] }
        #expect(tally.tiers["CERTAIN"].map { $0.precision >= 0.999 } == true, "\(tally)")
        for (surer, weaker) in zip(tiers, tiers.dropFirst()) {
            // What few matches are right by chance says little.
            guard weaker.right + weaker.wrong >= 50 else { continue }
            #expect(surer.precision >= weaker.precision - 0.005, "\(tally)")
        }
    }
}
