import Testing

@testable import Matching

/// Keys and normal forms are stored: where these change, `Scorer.version` must be raised.
@Suite struct StabilityTests {
    @Test func versionBelongsToTheseValues() {
        #expect(Scorer.version == 3)
    }

    @Test(arguments: [
        ("The Beatles", "Help! - Remastered 2009", "beatles help"),
        ("Björk", "Jóga", "bjork joga"),
        ("Zedd feat. Foxes", "Clarity (Radio Edit)", "zedd foxes clarity"),
        ("東京事変", "夢（Live）", "東京事変 夢"),
        ("Кино", "Группа крови", "кино группа крови"),
        (
            "Pink Floyd", "Another Brick in the Wall, Pt. 2",
            "pink floyd another brick in the wall 2"
        ),
        ("!!!", "?", "!!! ?"),
        ("Ed Sheeran", "÷", "ed sheeran ÷"),
        ("Anna", "🔥", "anna 🔥"),
    ])
    func normalizedIsReadable(artist: String, title: String, normalized: String) {
        let signature = TrackSignature(Recording(title: title, artists: [artist]))
        #expect(signature.normalized == normalized)
    }

    @Test func keysAreGolden() {
        let signature = TrackSignature(
            Recording(
                title: "Help! - Remastered 2009",
                artists: ["The Beatles"],
                album: "Help!",
                durationMilliseconds: 138_000,
                isrc: "GBAYE0601477"
            )
        )
        #expect(
            signature.keys == [
                0x01CC_C781_0041_8AE9, 0x1AEF_0BD7_4B9C_B613, 0x34AF_86CF_7B44_A8E6,
                0x8F4E_FD59_9043_02FB, 0xA07D_04A3_965F_081B, 0xBD6D_8DC1_16B4_143F,
            ]
        )
        let japanese = TrackSignature(Recording(title: "夢", artists: ["東京事変"]))
        #expect(japanese.keys == [0x9DE1_33EC_8A64_7B06])
    }

    @Test func halfWidthKatakanaAreAllThere() {
        #expect(FoldTable.halfWidthKatakana.count == 0xFF9D - 0xFF66 + 1)
    }

    /// An editor that decomposes the source would break the table in silence.
    @Test func foldTableHoldsNoMarks() {
        #expect(FoldTable.bases.keys.allSatisfy { !(0x0300...0x036F).contains($0) })
        #expect(FoldTable.bases.count > 380)
        #expect(FoldTable.bases[0xE9] == "e")
    }

    /// A word with two meanings would have the one that comes last.
    @Test func everyVersionWordHasOneMeaning() {
        var seen: Set<UInt64> = []
        for (_, list) in VersionWord.words {
            for word in list.split(whereSeparator: \.isWhitespace) {
                let isNew = seen.insert(Words.hash(folding: String(word))).inserted
                #expect(isNew, "\(word)")
            }
        }
    }
}
