import Testing

@testable import Matching

/// What the user is told to do follows from what was found, and is true.
@Suite struct AdviceTests {
    private func told(
        _ track: String,
        _ file: String,
        _ settings: MatchingSettings = MatchingSettings()
    ) -> (explanation: Explanation, advice: [Advice]) {
        let scorer = Scorer(settings: settings)
        let (track, file) = (MatchCase.recording(track), MatchCase.recording(file))
        let explanation = scorer.explain(track: TrackSignature(track), file: TrackSignature(file))
        return (explanation, scorer.advice(on: explanation, track: track, file: file))
    }

    private func text(_ kind: Advice.Kind, _ advice: [Advice]) -> String {
        advice.first { $0.kind == kind }?.text ?? ""
    }

    @Test func anotherVersionOfAnotherLength() {
        let (_, advice) = told(
            "Nora Vale | Harbour | Sea | 200",
            "Nora Vale | Harbour (Live at the Quay) | On Stage | 274"
        )
        #expect(advice.map(\.kind) == [.version])
        #expect(
            advice.first?.text == "The lengths differ by 74 s: the file is live, as its title "
                + "says, and the track is not."
        )
    }

    @Test func anotherVersionOfTheSameLength() {
        let (_, advice) = told(
            "Nora Vale | Harbour - Acoustic | Sea | 200",
            "Nora Vale | Harbour | Sea | 200"
        )
        #expect(text(.version, advice).contains("The track is acoustic, as its title says"))
        #expect(text(.version, advice).contains("psm set-match"))
        let (_, album) = told(
            "Nora Vale | Harbour | Sea | 200",
            "Nora Vale | Harbour | Live at the Quay | 200"
        )
        #expect(text(.version, album).contains("The file is live, as its album says"))
    }

    @Test func anotherRemix() {
        let (_, advice) = told(
            "Nora Vale | Harbour (Ada Remix) | | 200",
            "Nora Vale | Harbour (Bert Remix) | | 260"
        )
        #expect(text(.version, advice).contains("different remixes"))
    }

    @Test func durationsNameTheirLimit() {
        let (_, advice) = told("Nora Vale | Harbour | | 200", "Nora Vale | Harbour | | 230")
        #expect(advice.map(\.kind) == [.duration])
        #expect(text(.duration, advice).contains("differ by 30 s"))
        #expect(text(.duration, advice).contains("Up to 8 s"))
        let wider = MatchingSettings(durationToleranceSeconds: 5)
        let (_, other) = told("Nora Vale | Harbour | | 200", "Nora Vale | Harbour | | 230", wider)
        #expect(text(.duration, other).contains("Up to 20 s"))
        #expect(text(.duration, other).contains("is 5 s"))
        // On one album, the limit is another one.
        let (_, album) = told(
            "Nora Vale | Harbour | Sea | 200",
            "Nora Vale | Harbour | Sea | 260"
        )
        #expect(text(.duration, album).contains("Up to 26 s"))
    }

    @Test func shortGapsAreToldToTheTenth() {
        func gap(_ seconds: String) -> String? {
            told("Nora Vale | Harbour | | 200", "Nora Vale | Harbour | | \(seconds)")
                .explanation.parts.first { $0.signal == "duration" }?.detail
        }
        #expect(gap("202.4") == "the lengths differ by 2.4 s")
        #expect(gap("202.04") == "the lengths differ by 2.04 s")
        #expect(gap("203") == "the lengths differ by 3 s")
        #expect(gap("230.6") == "the lengths differ by 31 s")
        #expect(gap("201") == "the lengths agree")
    }

    @Test func missingTags() {
        let (_, guessed) = told(
            "Nora Vale | Harbour | Sea | 200",
            "/Nora Vale/Sea/01 - Harbour.mp3"
        )
        #expect(text(.missingTag, guessed).contains("no title tag, artist tag or readable length"))
        #expect(text(.missingTag, guessed).contains("never more certain than MEDIUM"))
        let (_, unnamed) = told("Nora Vale | Harbour | | 200", " | Harbour | | 200")
        #expect(text(.missingTag, unnamed).contains("no artist tag"))
        let (_, track) = told(" | Harbour | Sea", "Nora Vale | Harbour | Sea | 200")
        #expect(text(.missingInPlaylist, track).contains("no artist or length for this track"))
    }

    @Test func artists() {
        let (_, cover) = told("Nora Vale | Harbour | | 200", "Somebody | Harbour | | 200")
        #expect(text(.artist, cover).contains("perhaps a cover"))
        let (_, typo) = told(
            "Nora Valentine | Harbour | | 200",
            "Nora Valentime | Harbour | | 203"
        )
        #expect(text(.artist, typo).contains("at most 2 s"))
    }

    @Test func theThresholdOfTheSettings() {
        let strict = MatchingSettings(fuzzyThreshold: 0.95)
        let (explanation, advice) = told(
            "Nora Vale | Harbour | Sea | 200",
            "Nora Vale | Harbour | Land | 206",
            strict
        )
        #expect(
            explanation.refusal
                == "The score of 0.89 is below the threshold of 0.95 (matching.fuzzy_threshold)."
        )
        #expect(text(.threshold, advice) == explanation.refusal)
    }

    @Test func aRefusedVersionIsNamed() {
        let (live, _) = told("Nora Vale | Harbour (Live) | | 274", "Nora Vale | Harbour | | 200")
        #expect(live.refusal == "The file is the studio version; the track is the live one.")
        #expect(live.versionDifference?.settings == ["matching.versions.live"])
        let (demo, _) = told("Nora Vale | Harbour | | 200", "Nora Vale | Harbour (Demo) | | 260")
        #expect(demo.refusal == "The file is the demo; the track is the original version.")
        #expect(demo.versionDifference?.settings == [])
    }

    @Test func whatIsUnprovenNamesBothLengths() {
        let (typo, _) = told(
            "Nora Valentine | Harbour | | 182",
            "Nora Valentime | Harbour | | 185"
        )
        #expect(
            typo.refusal == "Same title and similar artist, but the lengths differ (3:02 / 3:05)."
        )
    }

    @Test func nothingToSay() {
        let (sure, noAdvice) = told(
            "Nora Vale | Harbour | Sea | 200",
            "Nora Vale | Harbour | Sea | 200"
        )
        #expect(sure.result?.confidence == .certain)
        #expect(noAdvice.isEmpty)
        let (other, none) = told("Nora Vale | Harbour | | 200", "Nora Vale | Stone | | 200")
        #expect(other.isOtherSong)
        #expect(none.isEmpty)
    }

    /// Whoever is refused, and is no other song, is told something.
    @Test(
        arguments: NameCases.all + ScriptCases.all + VersionCases.all + EvidenceCases.all
            + CatalogueCases.all
    )
    func everyRefusalHasAdvice(_ named: MatchCase) {
        let explanation = named.explanation()
        let advice = Scorer().advice(on: explanation, track: named.track, file: named.file)
        if explanation.refusal != nil, !explanation.isOtherSong {
            #expect(!advice.isEmpty, "\(explanation)")
        }
        for advice in advice {
            #expect(advice.text.hasSuffix("."))
            #expect(advice.text.first?.isUppercase == true)
        }
    }
}

@Suite struct PreferenceTests {
    private func side(_ id: Int64, _ file: String, quality: Int = 0) -> Preference.Side? {
        let track = TrackSignature(MatchCase.recording("Nora Vale | Harbour | Sea | 200"))
        let told = Scorer().explain(
            track: track,
            file: TrackSignature(MatchCase.recording(file))
        )
        return told.result.map {
            Preference.Side(RankedCandidate(fileID: id, quality: quality, score: $0), told)
        }
    }

    @Test func byAlbumByQualityByAge() throws {
        let best = try #require(side(1, "Nora Vale | Harbour | Sea | 200", quality: 900))
        let other = try #require(side(2, "Nora Vale | Harbour | Hits | 200"))
        #expect(
            Preference(of: best, before: other).clause
                == "its score is higher, 1 against 0.97 (album)"
        )
        let lossy = try #require(side(2, "Nora Vale | Harbour | Sea | 200", quality: 192))
        #expect(
            Preference(of: best, before: lossy).clause
                == "both match equally well, and its quality is better, 900 against 192 kbit/s"
        )
        let copy = try #require(side(2, "Nora Vale | Harbour | Sea | 200", quality: 900))
        #expect(Preference(of: best, before: copy).clause.hasSuffix("in the library the longest"))
    }
}
