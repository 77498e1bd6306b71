import SystemPackage

/// Files that are made to break whoever reads their tags.
enum HostileFiles {
    /// Writes some of each kind.
    static func write(_ count: Int, in directory: FilePath) throws {
        try Files.makeDirectory(directory)
        let kinds = [nestedChapters, nestedAtoms, endlessAtoms, claimsAndZeros]
        for number in 0..<count {
            let (suffix, bytes) = kinds[number % kinds.count]()
            try Files.write(bytes, to: directory.appending("\(number).\(suffix)"))
        }
    }

    /// Chapters within chapters: each is a call deeper.
    private static func nestedChapters() -> (String, [UInt8]) {
        var frame: [UInt8] = []
        for _ in 0..<2_000 {
            let content = [0x61, 0] + [UInt8](repeating: 0, count: 16) + frame
            frame = Array("CHAP".utf8) + synchsafe(content.count) + [0, 0] + content
        }
        return ("mp3", Array("ID3".utf8) + [4, 0, 0] + synchsafe(frame.count) + frame)
    }

    private static func nestedAtoms() -> (String, [UInt8]) {
        let depth = 7_000
        var bytes: [UInt8] = []
        for level in (1...depth).reversed() {
            bytes += bigEndian(level * 8) + Array("moov".utf8)
        }
        return ("m4a", bigEndian(16) + Array("ftypM4A ".utf8) + [0, 0, 0, 0] + bytes)
    }

    /// Many atoms, all empty.
    private static func endlessAtoms() -> (String, [UInt8]) {
        let empty = bigEndian(8) + Array("free".utf8)
        let start = bigEndian(16) + Array("ftypM4A ".utf8) + [0, 0, 0, 0]
        return ("m4a", start + [[UInt8]](repeating: empty, count: 100_000).joined())
    }

    /// A tag that claims to be as large as a tag can be, and zeros.
    private static func claimsAndZeros() -> (String, [UInt8]) {
        let header = Array("ID3".utf8) + [3, 0, 0x80, 0x7F, 0x7F, 0x7F, 0x7F]
        return ("mp3", header + [UInt8](repeating: 0, count: 8 << 20))
    }

    private static func synchsafe(_ number: Int) -> [UInt8] {
        [21, 14, 7, 0].map { UInt8(truncatingIfNeeded: number >> $0 & 0x7F) }
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
