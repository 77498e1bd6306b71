import Testing

@testable import Matching

@Suite struct CandidateIndexTests {
    @Test func anEmptyIndexHasNoCandidates() {
        var found = [1]
        CandidateIndex([]).candidates(for: TrackSignature(Recording(title: "A")), into: &found)
        #expect(found.isEmpty)
    }

    @Test func candidatesAreAscendingAndOnce() {
        let song = Recording(
            title: "Song",
            artists: ["Mo", "Lu"],
            durationMilliseconds: 200_000,
            isrc: "USABC1234567"
        )
        let signatures = Array(repeating: TrackSignature(song), count: 5)
        var found: [Int] = []
        CandidateIndex(signatures).candidates(for: signatures[0], into: &found)
        #expect(found == [0, 1, 2, 3, 4])
    }

    /// A popular title must not be a popular key: each of these is by somebody else.
    @Test func popularTitlesHaveFewCandidates() {
        let files = (0..<2000).map { number in
            TrackSignature(
                Recording(
                    title: "Intro",
                    artists: ["Artist \(number)"],
                    durationMilliseconds: 30_000 + number * 100
                )
            )
        }
        var found: [Int] = []
        CandidateIndex(files).candidates(for: files[1000], into: &found)
        #expect(found.contains(1000))
        #expect(found.count < 150)
    }
}

@Suite struct RankingTests {
    private func candidate(_ id: Int64, _ line: String, quality: Int = 0) -> Candidate {
        Candidate(
            fileID: id,
            signature: TrackSignature(MatchCase.recording(line)),
            quality: quality
        )
    }

    private func best(_ track: String, _ candidates: [Candidate]) -> Int64? {
        Scorer().best(for: TrackSignature(MatchCase.recording(track)), among: candidates)?.fileID
    }

    @Test func theVersionThatFitsComesFirst() {
        let files = [
            candidate(1, "Mo|Song - 2011 Remaster|A|200"), candidate(2, "Mo|Song|A|200"),
        ]
        #expect(best("Mo|Song|A|200", files) == 2)
        #expect(best("Mo|Song (2011 Remaster)|A|200", files) == 1)
    }

    @Test func thenTheAlbumThatFits() {
        let files = [candidate(1, "Mo|Song|Hits|200"), candidate(2, "Mo|Song|A|200")]
        #expect(best("Mo|Song|A (Deluxe Edition)|200", files) == 2)
        #expect(best("Mo|Song|Hits|200", files) == 1)
    }

    @Test func thenTheEditionThatFits() {
        let files = [
            candidate(1, "Mo|Song|A (Deluxe Edition)|200", quality: 9),
            candidate(2, "Mo|Song|A|200"),
        ]
        #expect(best("Mo|Song|A|200", files) == 2)
        #expect(best("Mo|Song|A (Deluxe Version)|200", files) == 1)
    }

    @Test func anExplicitOneComesBeforeACleanOne() {
        let files = [
            candidate(1, "Mo|Song [Clean]|A|200", quality: 9),
            candidate(2, "Mo|Song [Explicit]|A|200"),
        ]
        #expect(best("Mo|Song|A|200", files) == 2)
        #expect(best("Mo|Song|A [Clean]|200", files) == 1)
    }

    @Test func thenQualityThenTheLowestID() {
        let equal = [candidate(7, "Mo|Song|A|200"), candidate(3, "Mo|Song|A|200")]
        #expect(best("Mo|Song|A|200", equal) == 3)
        let better = [candidate(7, "Mo|Song|A|200", quality: 9), candidate(3, "Mo|Song|A|200")]
        #expect(best("Mo|Song|A|200", better) == 7)
    }

    @Test func aLiveTakeIsNoneIfTheStudioIsWanted() {
        #expect(best("Mo|Song|A|200", [candidate(1, "Mo|Song (Live)|A|200")]) == nil)
    }

    @Test func theThresholdIsTheUsers() {
        let strict = Scorer(settings: MatchingSettings(fuzzyThreshold: 0.95))
        let track = TrackSignature(MatchCase.recording("Mo|Song|A|200"))
        let other = TrackSignature(MatchCase.recording("Mo|Song (In Other Words)|B|200"))
        #expect(Scorer().score(track: track, file: other) != nil)
        #expect(strict.score(track: track, file: other) == nil)
        #expect(strict.score(track: track, file: track)?.score == 1)
    }

    @Test func theToleranceIsTheUsers() {
        let wide = Scorer(settings: MatchingSettings(durationToleranceSeconds: 5))
        let track = TrackSignature(MatchCase.recording("Mo|Song|A|200"))
        let longer = TrackSignature(MatchCase.recording("Mo|Song|B|212"))
        #expect(Scorer().score(track: track, file: longer) == nil)
        #expect(wide.score(track: track, file: longer) != nil)
    }

    @Test func aRefusalIsToldInWords() {
        let track = TrackSignature(MatchCase.recording("Mo|Song|A|200"))
        let live = TrackSignature(MatchCase.recording("Mo|Song (Live)|B|274"))
        let told = Scorer().explain(track: track, file: live)
        #expect(told.refusal == "The file is the live version; the track is the studio one.")
        #expect(told.parts.contains { $0.detail == "only the file is live" })
        #expect(told.parts.contains { $0.detail == "the lengths differ by 74 s" })
    }
}
