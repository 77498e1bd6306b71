import Testing

@testable import Matching

/// Each case is checked through keys and scorer, as the projector does it.
@Suite struct NamedCasesTests {
    static let cases =
        NameCases.all + ScriptCases.all + VersionCases.all + EvidenceCases.all + CatalogueCases.all
        + VersionWordCases.all + StoreCases.all + DamageCases.all + PeerCases.all

    @Test(arguments: cases)
    func behavesAsNamed(_ named: MatchCase) {
        let outcome = named.outcome()
        let told = named.explanation()
        switch named.expectation {
        case .match: #expect(outcome != nil, "\(told)")
        case .refuse: #expect(outcome == nil, "\(told)")
        case .atMost(let most):
            #expect(outcome.map { $0.confidence.rank <= most.rank } ?? false, "\(told)")
        case .atLeast(let least):
            #expect(outcome.map { $0.confidence.rank >= least.rank } ?? false, "\(told)")
        }
    }

    /// The explanation is made from the comparison that decides.
    @Test(arguments: cases)
    func explanationAgreesWithScore(_ named: MatchCase) {
        let track = TrackSignature(named.track)
        let file = TrackSignature(named.file)
        let score = Scorer().score(track: track, file: file)
        let told = Scorer().explain(track: track, file: file)
        #expect(told.result == score)
        #expect((told.refusal == nil) == (score != nil))
        #expect(!told.parts.isEmpty)
    }
}
