import Testing

@testable import Matching

@Suite struct DoubtTests {
    private func explain(_ track: String, _ file: String) -> Explanation {
        Scorer().explain(
            track: TrackSignature(MatchCase.recording(track)),
            file: TrackSignature(MatchCase.recording(file))
        )
    }

    private func isNear(_ track: String, _ file: String) -> Bool {
        explain(track, file).isNearMiss(MatchingSettings())
    }

    @Test func nearMisses() {
        #expect(isNear("Nora Vale | Harbour | | 200", "Nora Vale | Harbour | | 212"))
        #expect(isNear("Nora Vale | Harbour | | 200", "Nora Vale | Harbour (Live) | | 200"))
        #expect(isNear("Nora Vale | Harbour | Sea | 200", "Valley, Nora | Harbour | Sea | 200"))
        #expect(!isNear("Nora Vale | Harbour | | 200", "Nora Vale | Harbour | | 274"))
        #expect(!isNear("Nora Vale | Harbour | | 200", "Nora Vale | Harbour (Karaoke) | | 200"))
        #expect(!isNear("Nora Vale | Harbour | | 200", "Somebody | Harbour | | 200"))
        #expect(!isNear("Nora Vale | Harbour | | 200", "Nora Vale | Stone | | 200"))
        #expect(!isNear("Nora Vale | Harbour | | 200", "Nora Vale | Harbour | | 200"))
    }

    @Test func smallUncertaintiesAreNoDoubts() {
        let other = explain("Nora Vale | Harbour | Sea | 200", "Nora Vale | Harbour | Hits | 200")
        #expect(other.result != nil)
        #expect(other.doubts.isEmpty)
        let far = explain("Nora Vale | Harbour | Sea | 200", "Nora Vale | Harbour | Sea | 206")
        #expect(far.doubts.map(\.signal) == ["duration"])
    }
}
