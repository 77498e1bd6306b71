/// Takes the frames that psm reads from an ID3v2 tag, and gives them a form that every reader
/// understands: neither grouped nor unsynchronised, UTF-16 with its mark, of a bounded size.
enum ID3Frames {
    private static let stepLimit = 1 << 16
    private static let neededBytesLimit = 1 << 20
    /// Holds more than the values of a field that are read, at their greatest length in UTF-16.
    private static let contentLimit = 1 << 19
    private static let compression = Compression()

    /// Compressed frames are left to TagLib, which inflates them without a limit, to a thousandfold.
    private struct Compression {
        let sizeLimit = 2 << 10
        let claimLimit = 256 << 10
        let countLimit = 8
    }

    private static let names: [Set<[UInt8]>] = [
        [
            "TT2", "TP1", "TP2", "TAL", "TYE", "TRD", "TRK", "TPA", "TCO", "TRC", "TCP", "TXX",
            "UFI",
        ],
        [
            "TIT2", "TPE1", "TPE2", "TALB", "TYER", "TDAT", "TIME", "TDRC", "TRDC", "TRCK", "TPOS",
            "TCON", "TSRC", "TCMP", "TXXX", "UFID",
        ],
    ].map { Set($0.map { Array($0.utf8) }) }

    /// - Parameter areUnsynchronised: whether all frames' contents are, whatever they say.
    /// - Parameter isTruncated: whether the last frame's content may lack its end.
    static func needed(
        from cursor: inout some ByteCursor,
        version: Int,
        areUnsynchronised: Bool = false,
        isTruncated: Bool
    ) -> [UInt8] {
        var needed: [UInt8] = []
        var compressedCount = 0
        for _ in 0..<stepLimit {
            guard var frame = ID3Frame(at: &cursor, version: version) else { break }
            guard isNeeded(frame.id) else {
                guard cursor.skip(frame.sizeBytes) else { break }
                continue
            }
            // Some write less than they say in their last frame.
            frame.content = cursor.read(min(frame.sizeBytes, contentLimit))
            let isWhole = cursor.skip(frame.sizeBytes - frame.content.count)
            guard isWhole || !isTruncated else { break }
            if areUnsynchronised { frame.isUnsynchronised = true }
            if frame.simplify() {
                if frame.isCompressed {
                    compressedCount += 1
                    let isSmall = frame.content.count <= compression.sizeLimit
                    let isModest = frame.content.synchsafeOrPlain <= compression.claimLimit
                    if isSmall, isModest, compressedCount <= compression.countLimit {
                        frame.append(to: &needed)
                    }
                } else if frame.isRead, needed.count + frame.content.count <= neededBytesLimit {
                    frame.append(to: &needed)
                }
            }
            guard isWhole else { break }
        }
        return needed
    }

    /// Whether these are the name of a frame, as of version 3.
    static func isID(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 4 && bytes[..<4].allSatisfy(isIDByte)
    }

    static func isIDByte(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isNeeded(_ id: [UInt8]) -> Bool {
        // iTunes writes the short names into tags of version 3, too, with a zero behind.
        if id.count == 3 { return names[0].contains(id) }
        return id[3] == 0 ? names[0].contains(Array(id[..<3])) : names[1].contains(id)
    }
}

extension [UInt8] {
    /// The size that a compressed frame will have, whichever way it is written.
    fileprivate var synchsafeOrPlain: Int {
        Swift.max(synchsafe(at: 0), bigEndian(at: 0, byteCount: 4))
    }
}
