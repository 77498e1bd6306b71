/// ASF, as .wma files are: the header's objects with the texts and numbers that are short, which
/// pictures are not.
///
/// Source: Microsoft, "Advanced Systems Format (ASF) Specification", sections 3 and 4.
enum ASFCuts: Cutter {
    static let followsID3 = false

    private enum Object {
        static let header: [UInt8] = [
            0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11,
            0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C,
        ]
        static let file: [UInt8] = [
            0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11,
            0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        static let stream: [UInt8] = [
            0x91, 0x07, 0xDC, 0xB7, 0xB7, 0xA9, 0xCF, 0x11,
            0x8E, 0xE6, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        static let content: [UInt8] = [
            0x33, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11,
            0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C,
        ]
        static let extendedContent: [UInt8] = [
            0x40, 0xA4, 0xD0, 0xD2, 0x07, 0xE3, 0xD2, 0x11,
            0x97, 0xF0, 0x00, 0xA0, 0xC9, 0x5E, 0xA8, 0x50,
        ]
        static let headerExtension: [UInt8] = [
            0xB5, 0x03, 0xBF, 0x5F, 0x2E, 0xA9, 0xCF, 0x11,
            0x8E, 0xE3, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        static let metadata: [UInt8] = [
            0xEA, 0xCB, 0xF8, 0xC5, 0xAF, 0x5B, 0x77, 0x48,
            0x84, 0x67, 0xAA, 0x8C, 0x44, 0xFA, 0x4C, 0xCA,
        ]
        static let metadataLibrary: [UInt8] = [
            0x94, 0x1C, 0x23, 0x44, 0x98, 0x94, 0xD1, 0x49,
            0xA1, 0x41, 0x1D, 0x13, 0x4E, 0x45, 0x70, 0x54,
        ]
    }

    private static let objectHeaderBytes = 24
    private static let headerBytes = 30
    /// A header extension's own fields, before the objects in it.
    private static let extensionBytes = 22
    private static let objectLimit = 1 << 10
    private static let smallObjectBytes = 4 << 10

    static func begins(_ head: [UInt8]) -> Bool { head == Object.header }

    /// TagLib is never shown the file itself: it believes whatever number of values is claimed.
    static func cut(_ file: AudioFile, at start: Int) -> Cut {
        let header = file.bytes(at: start, count: headerBytes)
        let size = header.littleEndian(at: 16, byteCount: 8)
        // Of a header that is not whole, TagLib says that it is none.
        guard header.count == headerBytes, size >= headerBytes, size <= file.sizeBytes - start
        else { return Cut(.asf, [.bytes(header)]) }
        let objects = objects(in: start + headerBytes..<start + size, of: file)
        let contents = objects.reduce([], +)
        var bytes = Object.header
        bytes.appendLittleEndian(headerBytes + contents.count, byteCount: 8)
        bytes.appendLittleEndian(objects.count, byteCount: 4)
        return Cut(.asf, [.bytes(bytes + header[28...] + contents)])
    }

    private static func objects(
        in range: Range<Int>,
        of file: AudioFile,
        isExtension: Bool = false
    ) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var position = range.lowerBound
        for _ in 0..<objectLimit {
            let header = file.bytes(
                at: position,
                count: min(objectHeaderBytes, range.upperBound - position)
            )
            guard header.count == objectHeaderBytes else { break }
            let size = header.littleEndian(at: 16, byteCount: 8)
            guard size >= objectHeaderBytes, size <= range.upperBound - position else { break }
            let content = position + objectHeaderBytes..<position + size
            let name = Array(header[..<16])
            if let kept = kept(name, content, of: file, isExtension: isExtension) {
                found.append(rendered(name, kept))
            }
            position = content.upperBound
        }
        return found
    }

    private static func kept(
        _ name: [UInt8],
        _ range: Range<Int>,
        of file: AudioFile,
        isExtension: Bool
    ) -> [UInt8]? {
        if isExtension {
            guard name == Object.metadata || name == Object.metadataLibrary else { return nil }
            return ASFAttributes.needed(in: range, of: file, isDescription: false)
        }
        switch name {
        case Object.file, Object.stream:
            return file.bytes(at: range.lowerBound, count: min(range.count, smallObjectBytes))
        case Object.content: return content(in: range, of: file)
        case Object.extendedContent:
            return ASFAttributes.needed(in: range, of: file, isDescription: true)
        case Object.headerExtension:
            let fields = file.bytes(at: range.lowerBound, count: min(range.count, extensionBytes))
            guard fields.count == extensionBytes else { return nil }
            let inner = objects(
                in: range.lowerBound + extensionBytes..<range.upperBound,
                of: file,
                isExtension: true
            ).reduce([], +)
            var bytes = Array(fields[..<18])
            bytes.appendLittleEndian(inner.count, byteCount: 4)
            return bytes + inner
        default: return nil
        }
    }

    /// Title and author, and none of the other three texts.
    private static func content(in range: Range<Int>, of file: AudioFile) -> [UInt8] {
        let lengths = file.bytes(at: range.lowerBound, count: min(range.count, 10))
        guard lengths.count == 10 else { return [UInt8](repeating: 0, count: 10) }
        let texts =
            lengths.littleEndian(at: 0, byteCount: 2)
            + lengths.littleEndian(at: 2, byteCount: 2)
        guard texts <= range.count - 10 else { return [UInt8](repeating: 0, count: 10) }
        return lengths[..<4] + [0, 0, 0, 0, 0, 0]
            + file.bytes(at: range.lowerBound + 10, count: texts)
    }

    private static func rendered(_ name: [UInt8], _ content: [UInt8]) -> [UInt8] {
        var bytes = name
        bytes.appendLittleEndian(objectHeaderBytes + content.count, byteCount: 8)
        return bytes + content
    }
}
