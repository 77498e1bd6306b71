import Testing

@testable import Matching

/// Keys and normal forms are stored: where these change, `Scorer.version` must be raised.
@Suite struct StabilityTests {
    /// What each version made of `sample`. A new version is one more entry; none is ever changed.
    private static let digests: [Int: UInt64] = [3: 0x200B_F906_65A5_D78F]

    /// Never changed either.
    private static let sample: [Recording] = """
        Nora Vale | Lanterns Out | Paper Harbour | 181.2 | 2020 | QZPSM2000001
        Nora Vale | Lanterns Out - Remastered 2023 | Paper Harbour (Deluxe) | 181.9 | 2023
        Nora Vale | Lanterns Out (Live) | Paper Harbour Live | 199.5 | 2021
        Nora Vale | Lantrens Out || 181.4
        Nora Vale feat. Ágústa Lind | Low Tide Letters (feat. Ágústa Lind) | Paper Harbour | 240
        Nora Vale ;; Ágústa Lind | Low Tide Letters | Paper Harbour | 241.5 || QZPSM2000002
        Agusta Lind | Low Tide Letters | Ljosaskipti | 241.5
        Ágústa Lind | Ísbláminn | Ljósaskipti | 210 | 2016
        Agusta Lind | Isblaminn
        深海灯台 | 潮の手紙 | 夜の波止場 | 184 | 2018
        深海灯台 | 潮の手紙（ライブ） | 夜の波止場 | 184.5
        Зимний Берег | Последний трамвай, ч. 2 | Тихие поезда | 205
        Зимний Берег | Последний трамвай, ч. 3 | Тихие поезда | 205
        The Copper Kites | Barometer (Radio Edit) | Weather Machines | 190 | 2023 | QZPSM2300021
        Copper Kites, The | Barometer | Weather Machines | 192 | 2023 | QZPSM2300021
        !!! | ? || 120
        /Nora Vale/Paper Harbour/01 - Lanterns Out.mp3 | 181
        """.split(separator: "\n").map { MatchCase.recording(String($0)) }

    @Test func versionBelongsToTheseValues() throws {
        var digest = FNV()
        let signatures = Self.sample.map(TrackSignature.init)
        let scorer = Scorer()
        for track in signatures {
            digest.add(track.normalized)
            digest.add(track.keys.map(String.init).joined(separator: " "))
            for file in signatures {
                let score = scorer.score(track: track, file: file)
                digest.add(score.map { "\(Int(($0.score * 1e6).rounded()))" } ?? "-")
                digest.add(score.map { "\($0.confidence.rawValue) \($0.method)" } ?? "-")
            }
        }
        let hex = String(digest.value, radix: 16)
        let expected = try #require(
            Self.digests[Scorer.version],
            "a new version: add \(Scorer.version): 0x\(hex)"
        )
        #expect(digest.value == expected, "raise Scorer.version, and add its digest: 0x\(hex)")
        #expect(Self.digests.keys.max() == Scorer.version)
    }

    /// FNV-1a: a digest that shares nothing with the code under test.
    private struct FNV {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ text: String) {
            for byte in Array(text.utf8) + [0] {
                value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
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
