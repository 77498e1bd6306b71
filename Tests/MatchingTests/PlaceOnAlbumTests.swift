import Testing

@testable import Matching

/// Track and disc numbers choose between files that are as good.
@Suite struct PlaceOnAlbumTests {
    private func recording(number: Int?, disc: Int? = nil, album: String = "Sea") -> Recording {
        Recording(
            title: "Harbour",
            artists: ["Nora Vale"],
            album: album,
            durationMilliseconds: 200_000,
            trackNumber: number,
            discNumber: disc
        )
    }

    private func chosen(_ track: Recording, _ files: Recording...) -> Int64? {
        let candidates = files.enumerated().map { number, file in
            Candidate(fileID: Int64(number + 1), signature: TrackSignature(file))
        }
        return Scorer().best(for: TrackSignature(track), among: candidates)?.fileID
    }

    /// An album may have a song of one name twice.
    @Test func theSamePlaceOnTheAlbumIsPreferred() {
        let track = recording(number: 10, disc: 1)
        #expect(chosen(track, recording(number: 1), recording(number: 10)) == 2)
        #expect(chosen(track, recording(number: 10), recording(number: 1)) == 1)
        #expect(
            chosen(track, recording(number: 10, disc: 2), recording(number: 10, disc: 1)) == 2
        )
    }

    /// What is not known, or is of another album, decides nothing.
    @Test func aPlaceElsewhereSaysNothing() {
        let track = recording(number: 10)
        #expect(chosen(track, recording(number: nil), recording(number: 10)) == 1)
        let other = recording(number: 10, album: "Hits")
        #expect(chosen(track, recording(number: 3, album: "Hits"), other) == 1)
    }
}
