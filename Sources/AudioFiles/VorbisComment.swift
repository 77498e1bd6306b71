/// Vorbis comments: entries of the form KEY=value, as FLAC and all that lies in Ogg have them.
///
/// Source: xiph.org, "Ogg Vorbis I format specification: comment field and header specification".
enum VorbisComment {
    struct Needed {
        /// The comment with what is needed. Its vendor is empty.
        var bytes: [UInt8]
        /// Whether anything of any size was left out.
        var isShorter: Bool
    }

    private static let entryLimit = 1 << 18
    /// As many as are read of one field, each at its greatest length.
    private static let valueLimit = 64
    private static let valueLimitBytes = 16 << 10

    /// Comments of a comment that lacks its end are those up to there.
    ///
    /// - Parameter smallBytes: entries that psm does not need are kept if they are no longer than
    ///   that, and pictures are not.
    /// - Returns: nil where no comment is.
    static func needed(from cursor: inout some ByteCursor, smallBytes: Int = 0) -> Needed? {
        guard let vendor = number(from: &cursor), let vendorBytes = text(vendor, &cursor) else {
            return nil
        }
        guard let entryCount = number(from: &cursor) else { return nil }
        var entries = Entries(smallBytes: smallBytes)
        for _ in 0..<min(entryCount, entryLimit) {
            guard let size = number(from: &cursor), size <= cursor.remaining else { break }
            guard entries.take(size, from: &cursor) else { break }
        }
        var bytes: [UInt8] = []
        bytes.appendLittleEndian(vendorBytes.count, byteCount: 4)
        bytes += vendorBytes
        bytes.appendLittleEndian(entries.count, byteCount: 4)
        bytes += entries.bytes
        return Needed(bytes: bytes, isShorter: entries.count < entryCount || entries.isShorter)
    }

    private static func number(from cursor: inout some ByteCursor) -> Int? {
        let bytes = cursor.read(4)
        return bytes.count == 4 ? bytes.littleEndian(at: 0, byteCount: 4) : nil
    }

    private static func text(_ size: Int, _ cursor: inout some ByteCursor) -> [UInt8]? {
        let bytes = cursor.read(min(size, FieldName.limitBytes))
        return cursor.skip(size - bytes.count) ? bytes : nil
    }

    private struct Entries {
        let smallBytes: Int
        var bytes: [UInt8] = []
        var count = 0
        var isShorter = false
        private var smallCount = 0
        private var valueCounts = [Int](repeating: 0, count: FieldName.count)

        init(smallBytes: Int) { self.smallBytes = smallBytes }

        /// - Returns: whether the entry was whole.
        mutating func take(_ size: Int, from cursor: inout some ByteCursor) -> Bool {
            var entry = cursor.read(min(size, FieldName.limitBytes))
            guard entry.count == min(size, FieldName.limitBytes) else { return false }
            var kept = 0
            if let end = entry.firstIndex(of: UInt8(ascii: "=")) {
                let name = entry[..<end]
                if let field = FieldName.field(name) {
                    valueCounts[field] += 1
                    if valueCounts[field] <= valueLimit { kept = min(size, valueLimitBytes) }
                } else if size <= smallBytes, smallCount < valueLimit, !isPicture(name) {
                    smallCount += 1
                    kept = size
                }
            }
            if kept > entry.count { entry += cursor.read(kept - entry.count) }
            let isWhole = cursor.skip(size - entry.count)
            guard kept > 0, isWhole else { return isWhole }
            isShorter = isShorter || kept < size
            count += 1
            bytes.appendLittleEndian(entry.count, byteCount: 4)
            bytes += entry
            return isWhole
        }

        private func isPicture(_ name: ArraySlice<UInt8>) -> Bool {
            let name = String(decoding: name, as: UTF8.self).uppercased()
            return ["METADATA_BLOCK_PICTURE", "COVERART", "COVERARTMIME"].contains(name)
        }
    }
}
