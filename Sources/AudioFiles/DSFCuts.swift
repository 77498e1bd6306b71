/// DSF, which TagLib does not know: the ID3v2 tag that it ends with, and what its own headers say of
/// the sound.
///
/// Source: Sony, "DSF File Format Specification 1.01".
enum DSFCuts: Cutter {
    static let followsID3 = false

    private static let headerBytes = 28
    private static let formatBytes = 52

    static func begins(_ head: [UInt8]) -> Bool { head.has("DSD ") }

    static func cut(_ file: AudioFile, at start: Int) -> Cut {
        let header = file.bytes(at: start, count: headerBytes + formatBytes)
        let offset = header.littleEndian(at: 20, byteCount: 8)
        var pieces: [Piece] = []
        if offset > 0, offset < file.sizeBytes - start,
            let tag = ID3Cuts.tag(of: file, in: start + offset..<file.sizeBytes)
        {
            pieces.append(.bytes(tag.bytes))
        }
        // TagLib reads a tag alone as a file of MPEG audio that lacks its audio.
        return Cut(.mpeg, pieces, audio: audio(in: Array(header.dropFirst(headerBytes))))
    }

    private static func audio(in format: [UInt8]) -> AudioProperties? {
        guard format.count == formatBytes, format.has("fmt ") else { return nil }
        let channels = format.littleEndian(at: 24, byteCount: 4)
        let rate = format.littleEndian(at: 28, byteCount: 4)
        let samples = format.littleEndian(at: 36, byteCount: 8)
        var audio = AudioProperties(samples: samples, rate: rate, channels: channels, dataBytes: 0)
        // A bit a sample.
        let bitsPerSecond = Double(rate) * Double(channels)
        audio.bitrateKbps = UInt32(clamping: Int(min(bitsPerSecond / 1_000, 1e10)))
        return audio
    }
}
