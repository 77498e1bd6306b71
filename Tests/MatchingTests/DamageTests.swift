import Testing

@testable import Matching

/// Putting damaged text right, and leaving alone what is not damaged.
@Suite struct DamageTests {
    private static let names = [
        "Beyané", "Motörworld", "Señor Niño", "Ça va", "Łódź", "Žluťoučký kůň", "Straße", "夢の歌",
        "夢", "좋은 날", "Земля", "Ещё раз", "Київ", "Δρόμος", "أغنية", "שלום", "เพลง", "“Quoted”",
        "Rock ’n’ Roll – Live", "Ærø", "Şarkı",
    ]

    /// `bytes` as a reader shows them that takes them for Windows-1252.
    private func misread(_ bytes: some Sequence<UInt8>) -> String {
        let shown: [UInt8: Unicode.Scalar] = [
            0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ",
            0x89: "‰", 0x8A: "Š", 0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“",
            0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›",
            0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
        ]
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(shown[byte] ?? Unicode.Scalar(byte)) }
        return String(text)
    }

    @Test(arguments: names)
    func misreadUTF8IsPutRight(name: String) {
        for suffix in ["", " (Live)", " 2"] {
            let name = name + suffix
            let damaged = misread(name.utf8)
            #expect(damaged.unicodeScalars.count > name.unicodeScalars.count)
            if damaged.utf8.contains(0xC3) { #expect(Mojibake.repaired(damaged) == name) }
        }
    }

    @Test(arguments: ["Земля", "Ещё раз", "Группа крови", "ВЕСНА 2 (Live)"])
    func misreadWindows1251IsPutRight(name: String) {
        let bytes = name.unicodeScalars.map { scalar -> UInt8 in
            switch scalar {
            case "Ё": 0xA8
            case "ё": 0xB8
            case "А"..."я": UInt8(scalar.value - 0x0410 + 0xC0)
            default: UInt8(scalar.value)
            }
        }
        #expect(Mojibake.repaired(misread(bytes)) == name)
    }

    @Test(
        arguments: names + [
            "Été à Paris", "José®", "Café “Noir”", "SIÓ", "Öö", "Ñandú", "À", "É", "naïve", "Ä",
            "ÉÉ",
            "Ô Canada", "Über-Ä", "plain", "",
        ]
    )
    func whatIsNotDamagedStays(name: String) {
        #expect(Mojibake.repaired(name) == nil)
    }

    /// Which name has the lost letters makes no difference, and a name is itself.
    @Test(arguments: Array(UInt64(1)...30))
    func lostLettersFitBothWays(seed: UInt64) {
        var state = seed
        func next(_ bound: UInt64) -> Int {
            state = RunningDigest.mix(state &+ 0x9E37_79B9_7F4A_7C15)
            return Int(state % bound)
        }
        let letters: [UInt32] = [0x61, 0x62, 0x20, LostLetters.scalar]
        for _ in 0..<200 {
            let left = (0..<next(9)).map { _ in letters[next(4)] }
            let right = (0..<next(9)).map { _ in letters[next(4)] }
            #expect(LostLetters.fit(left, right) == LostLetters.fit(right, left))
            if left.count(where: { $0 == LostLetters.scalar }) * 2 <= left.count {
                #expect(LostLetters.fit(left, left))
            }
            // Without lost letters only the same fits.
            let known = left.filter { $0 != LostLetters.scalar }
            let other = right.filter { $0 != LostLetters.scalar }
            #expect(LostLetters.fit(known, other) == (known == other))
        }
    }

    @Test(arguments: [
        ("f\u{FFFD}\u{FFFD}k", "fuck", true), ("f\u{FFFD}\u{FFFD}k", "fork", true),
        ("f\u{FFFD}k", "funk", true), ("f\u{FFFD}k", "fk", true), ("f\u{FFFD}k", "f k", false),
        ("f\u{FFFD}k", "flunk", false), ("f\u{FFFD}\u{FFFD}\u{FFFD}", "fuck", false),
    ])
    func aLostLetterIsUpToTwo(lost: String, name: String, isOne: Bool) {
        func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
        #expect(LostLetters.fit(scalars(lost), scalars(name)) == isOne)
    }
}
