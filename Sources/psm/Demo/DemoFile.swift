/// One audio file that the demo unpacks, with its tags, so that the demo's playlists can refer to
/// it.
struct DemoFile: Sendable {
    /// `Artist/Album/NN - Title.ext`, relative to the library's root.
    let path: String
    let title: String
    let artist: String
    let album: String
    let durationMilliseconds: Int
    /// Empty if the file has none.
    let isrc: String
    /// The file's bytes in base64 (RFC 4648), with line breaks.
    let base64: String

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(base64.utf8.count * 3 / 4)
        var word: UInt32 = 0
        var bitCount = 0
        for character in base64.utf8 {
            guard let sextet = Self.sextet(character) else { continue }
            word = word << 6 | sextet
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> bitCount))
            }
        }
        return bytes
    }

    private static func sextet(_ character: UInt8) -> UInt32? {
        switch character {
        case 0x41...0x5A: UInt32(character - 0x41)
        case 0x61...0x7A: UInt32(character - 0x61 + 26)
        case 0x30...0x39: UInt32(character - 0x30 + 52)
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}
