import Tags
import Testing

@testable import AudioFiles

@Suite("Plain text of tags")
struct TagTextTests {
    private func clean(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { TagText.clean($0) }
    }

    @Test("Blanks, controls and broken UTF-8")
    func cleaning() {
        #expect(clean(Array("  a b ".utf8)) == "a b")
        #expect(clean(Array("a\0\0b\r\nc\0".utf8)) == "a b c")
        #expect(clean(Array("\0 \n".utf8)) == "")
        #expect(clean([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
        // A character cut at the end.
        #expect(clean([0x61, 0xE2, 0x82]) == "a")
        #expect(clean([0x61, 0xF0, 0x9F, 0x8E]) == "a")
        #expect(clean(Array("a\u{1F3B5}".utf8)) == "a\u{1F3B5}")
        #expect(clean(Array("é".utf8)) == "é")
    }

    @Test("Numbers, years and ISRCs")
    func numbers() {
        func number(_ text: String) -> UInt32 {
            Array(text.utf8).withUnsafeBytes { TagText.leadingNumber(of: $0) }
        }
        #expect(number("3/12") == 3)
        #expect(number(" 07") == 7)
        #expect(number("A1") == 0)
        #expect(number("99999999999999999999") == 0)

        #expect(TagText.year(of: "1997-05-21") == 1997)
        #expect(TagText.year(of: "21.05.1997") == 1997)
        #expect(TagText.year(of: "c. 1997 AD") == 1997)
        #expect(TagText.year(of: "19970521") == 1997)
        #expect(TagText.year(of: "97") == 0)
        #expect(TagText.year(of: "") == 0)

        #expect(TagText.isrc("us-abc-12-34567") == "USABC1234567")
        #expect(TagText.isrc("unknown") == "unknown")
    }
}
