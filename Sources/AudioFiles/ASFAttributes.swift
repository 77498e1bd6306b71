/// The named values in ASF's objects for descriptions and metadata.
///
/// Source: Microsoft, "Advanced Systems Format (ASF) Specification", sections 3.11, 4.7, 4.8.
enum ASFAttributes {
    private enum Kind {
        static let text = 0
        static let bytes = 1
        static let flag = 2
        static let doubleWord = 3
        static let quadWord = 4
        static let word = 5
    }

    private static let nameLimitBytes = 1 << 10
    /// Of text: more than is read of a value.
    private static let valueLimitBytes = 16 << 10
    private static let bytesLimit = 1 << 20

    /// The same object with the texts and numbers alone.
    ///
    /// - Parameter isDescription: whether the values are laid out as in an extended content
    ///   description, else as in metadata.
    static func needed(in range: Range<Int>, of file: AudioFile, isDescription: Bool) -> [UInt8] {
        var cursor = FileCursor(file, range)
        let count = cursor.read(2).littleEndian(at: 0, byteCount: 2)
        var kept: [UInt8] = []
        var keptCount = 0
        for _ in 0..<count where kept.count < bytesLimit {
            guard let value = Value(from: &cursor, isDescription: isDescription) else { break }
            guard let bytes = value.rendered(isDescription: isDescription) else { continue }
            kept += bytes
            keptCount += 1
        }
        var bytes: [UInt8] = []
        bytes.appendLittleEndian(keptCount, byteCount: 2)
        return bytes + kept
    }

    private struct Value {
        private let place: [UInt8]
        private let name: [UInt8]
        private let kind: Int
        private let content: [UInt8]

        init?(from cursor: inout FileCursor, isDescription: Bool) {
            let size: Int
            if isDescription {
                place = []
                guard let name = Self.name(cursor.read(2), &cursor) else { return nil }
                self.name = name
                let fields = cursor.read(4)
                guard fields.count == 4 else { return nil }
                kind = fields.littleEndian(at: 0, byteCount: 2)
                size = fields.littleEndian(at: 2, byteCount: 2)
            } else {
                let fields = cursor.read(12)
                guard fields.count == 12 else { return nil }
                place = Array(fields[..<4])
                kind = fields.littleEndian(at: 6, byteCount: 2)
                size = fields.littleEndian(at: 8, byteCount: 4)
                guard let name = Self.name(Array(fields[4..<6]), &cursor) else { return nil }
                self.name = name
            }
            guard size <= cursor.remaining else { return nil }
            let isNeeded = kind != Kind.bytes && kind <= Kind.word && name.count <= nameLimitBytes
            content = isNeeded ? cursor.read(min(size, valueLimitBytes)) : []
            guard cursor.skip(size - content.count) else { return nil }
        }

        private static func name(_ length: [UInt8], _ cursor: inout FileCursor) -> [UInt8]? {
            guard length.count == 2 else { return nil }
            let size = length.littleEndian(at: 0, byteCount: 2)
            let name = cursor.read(size)
            return name.count == size ? name : nil
        }

        /// Nil if the value is none that psm reads. Numbers get the length that TagLib expects of
        /// them, whatever they have.
        func rendered(isDescription: Bool) -> [UInt8]? {
            let fixed: Int? =
                switch kind {
                case Kind.text: nil
                case Kind.word: 2
                case Kind.flag: isDescription ? 4 : 2
                case Kind.doubleWord: 4
                case Kind.quadWord: 8
                default: 0
                }
            guard fixed != 0, !content.isEmpty else { return nil }
            var value = content
            if let fixed {
                value = Array(value.prefix(fixed))
                value += [UInt8](repeating: 0, count: fixed - value.count)
            }
            var bytes = place
            bytes.appendLittleEndian(name.count, byteCount: 2)
            if isDescription { bytes += name }
            bytes.appendLittleEndian(kind, byteCount: 2)
            bytes.appendLittleEndian(value.count, byteCount: isDescription ? 2 : 4)
            return isDescription ? bytes + value : bytes + name + value
        }
    }
}
