/// APEv2 tags, which stand at the end of a file, before an ID3v1 tag if there is one: a new tag of
/// the texts that psm reads.
///
/// Source: wiki.hydrogenaud.io, "APEv2 specification".
enum APECuts {
    private static let footerBytes = 32
    private static let oldTagBytes = 128
    private static let itemLimit = 1 << 16
    private static let keyLimitBytes = 256
    private static let valueLimitBytes = 256 << 10
    private static let bytesLimit = 1 << 20

    private enum Flag {
        static let header = 1 << 31
        static let kind = 6
    }

    /// What TagLib sees of a file from `start` on, where whatever the file is made of begins.
    static func pieces(of file: AudioFile, from start: Int) -> [Piece] {
        let whole = [Piece.file(start..<file.sizeBytes)]
        let oldTag = file.sizeBytes - oldTagBytes
        let end = oldTag >= start && file.has("TAG", at: oldTag) ? oldTag : file.sizeBytes
        let footer = file.bytes(at: max(0, end - footerBytes), count: footerBytes)
        guard footer.count == footerBytes, footer.has("APETAGEX") else { return whole }
        let size = footer.littleEndian(at: 12, byteCount: 4)
        let hasHeader = footer.littleEndian(at: 20, byteCount: 4) & Flag.header != 0
        guard size >= footerBytes, size <= end - start - (hasHeader ? footerBytes : 0) else {
            return whole
        }
        let items = end - size..<end - footerBytes
        let count = footer.littleEndian(at: 16, byteCount: 4)
        guard let needed = needed(in: items, count: count, of: file) else { return whole }
        return [
            .file(start..<items.lowerBound - (hasHeader ? footerBytes : 0)),
            .bytes(needed),
            .file(end..<file.sizeBytes),
        ]
    }

    /// A tag with a footer and no header.
    private static func needed(in range: Range<Int>, count: Int, of file: AudioFile) -> [UInt8]? {
        var bytes: [UInt8] = []
        var keptCount = 0
        var cursor = FileCursor(file, range)
        for _ in 0..<min(count, itemLimit) {
            let item = cursor.peek(8 + keyLimitBytes, after: 0)
            guard item.count > 8, let end = item[8...].firstIndex(of: 0) else { return nil }
            let size = item.littleEndian(at: 0, byteCount: 4)
            let flags = item.littleEndian(at: 4, byteCount: 4)
            guard cursor.skip(end + 1), size <= cursor.remaining else { return nil }
            let isText = flags & Flag.kind == 0
            guard isText, bytes.count < bytesLimit, FieldName.field(item[8..<end]) != nil else {
                _ = cursor.skip(size)
                continue
            }
            let value = cursor.read(min(size, valueLimitBytes))
            _ = cursor.skip(size - value.count)
            keptCount += 1
            bytes.appendLittleEndian(value.count, byteCount: 4)
            bytes.appendLittleEndian(0, byteCount: 4)
            bytes += item[8...end] + value
        }
        return bytes + footer(sizeBytes: bytes.count + footerBytes, count: keptCount)
    }

    private static func footer(sizeBytes: Int, count: Int) -> [UInt8] {
        var bytes = Array("APETAGEX".utf8)
        for number in [2_000, sizeBytes, count, 0, 0, 0] {
            bytes.appendLittleEndian(number, byteCount: 4)
        }
        return bytes
    }
}

/// Monkey's Audio, WavPack, Musepack and True Audio: streams with a tag at the end.
enum APETaggedCuts: Cutter {
    static let followsID3 = true

    static func begins(_ head: [UInt8]) -> Bool { format(head) != nil }

    static func cut(_ file: AudioFile, at start: Int) -> Cut {
        let head = file.bytes(at: start, count: Cut.headBytes)
        return Cut(format(head) ?? .monkeysAudio, APECuts.pieces(of: file, from: start))
    }

    private static func format(_ head: [UInt8]) -> AudioFormat? {
        if head.has("MAC ") { return .monkeysAudio }
        if head.has("wvpk") { return .wavPack }
        if head.has("MPCK") || head.has("MP+") { return .musepack }
        return head.has("TTA") ? .trueAudio : nil
    }
}
