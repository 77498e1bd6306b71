import Testing

@testable import Matching

@Suite struct ReadingTests {
    @Test func whatIsGuessedIsNamed() {
        let tagged = Reading(MatchCase.recording("Nora Vale | Harbour (Live) | Sea | 200"))
        #expect(tagged.guessed.isEmpty)
        #expect(tagged.versions == ["live"])
        #expect(tagged.comparedTitle == "harbour")
        let path = "/Nora Vale/Live at the Quay/01 - Harbour.mp3"
        let bare = Reading(MatchCase.recording("\(path) | 200"))
        #expect(bare.title == "Harbour")
        #expect(bare.artists == ["Nora Vale"])
        #expect(bare.album == "Live at the Quay")
        #expect(bare.guessed == [.title, .artist, .album])
        #expect(bare.versions.isEmpty)
        #expect(bare.albumVersions == ["live"])
    }
}

@Suite struct NameOverlapTests {
    @Test func aTypingErrorIsNearAndAnotherNameIsNot() {
        let overlap = NameOverlap(title: "Harbour Lights", artists: ["Nora Vale"])
        func value(_ title: String, _ artist: String) -> Double {
            overlap.value(NormalisedName.of(title: title, artists: [artist]).utf8)
        }
        #expect(value("Harbour Lights", "Nora Vale") == 3)
        #expect(value("Harbuor Lights", "Nora Vale") > 2)
        #expect(value("Harbour Lights", "Somebody") > value("Stone", "Nora Vale"))
        #expect(value("Stone", "Ada Quill") < 0.6)
        let script = NameOverlap(title: "夜に駆ける", artists: [])
        #expect(script.value(NormalisedName.of(title: "夜に駆ける", artists: ["x"]).utf8) > 1.5)
    }
}
