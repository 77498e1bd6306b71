import Testing

@testable import Matching

@Suite struct SameRecordingTests {
    private func isSame(_ left: String, _ right: String) -> Bool {
        let scorer = Scorer()
        let left = TrackSignature(MatchCase.recording(left))
        let right = TrackSignature(MatchCase.recording(right))
        #expect(scorer.isSameRecording(left, right) == scorer.isSameRecording(right, left))
        return scorer.isSameRecording(left, right)
    }

    @Test func oneRecording() {
        #expect(isSame("Nora Vale | Harbour | Sea | 200", "NORA VALE | harbour | Hits | 201"))
        #expect(
            isSame(
                "Nora Vale | Harbour | Sea | 200 | 2001 | GBAYE0100001",
                "Nora Vale | Hafen | See | 200 | 2001 | GB-AYE-01-00001"
            )
        )
        #expect(
            isSame(
                "Nora Vale | Harbour (Live) | Live at the Quay | 200",
                "Nora Vale | Harbour | Live at the Quay | 200"
            )
        )
    }

    @Test func anotherOne() {
        let track = "Nora Vale | Harbour | Sea | 200"
        for other in [
            "Nora Vale | Harbour | Sea | 204", "Nora Vale | Harbour | Sea",
            "Nora Vale ;; Ada | Harbour | Sea | 200", "Nora Vale | Harbour (Live) | Sea | 200",
            "Nora Vale | Harbour | Live at the Quay | 200",
            "Nora Vale | Harbour (Remastered 2011) | Sea | 200", "Nora Vale | Harbuor | Sea | 200",
        ] {
            #expect(!isSame(track, other), "\(other)")
        }
    }
}
