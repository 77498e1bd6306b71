/// Reads CSV by RFC 4180, row by row: fields are separated by commas; a field that contains commas,
/// quotes or line breaks is quoted, and a quote within it doubled.
///
/// Lines end with LF, CRLF or CR, optional for the last one. A byte order mark and empty lines are
/// skipped. A quote in the middle of an unquoted field is an ordinary character (`12" mix`).
/// Invalid UTF-8 is read as U+FFFD.
///
/// ```
/// var reader = CSVReader(bytes)
/// while let row = try reader.next() { print(row.line, row.fields) }
/// ```
package struct CSVReader {
    package struct Row: Equatable {
        /// The line on which the row begins, from 1.
        package var line: Int
        package var fields: [String]
    }

    private enum Byte {
        static let quote = UInt8(ascii: "\"")
        static let comma = UInt8(ascii: ",")
        static let lineFeed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next row; `nil` at the end.
    package mutating func next() throws(CSVError) -> Row? {
        while position < bytes.count, takeLineEnd() {}
        guard position < bytes.count else { return nil }
        var row = Row(line: line, fields: [])
        while true {
            row.fields.append(try takeField())
            if position < bytes.count, bytes[position] == Byte.comma {
                position += 1
                continue
            }
            _ = takeLineEnd()
            return row
        }
    }

    private mutating func takeField() throws(CSVError) -> String {
        if position < bytes.count, bytes[position] == Byte.quote { return try takeQuoted() }
        let start = position
        while position < bytes.count, !Self.endsField(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func takeQuoted() throws(CSVError) -> String {
        let opened = line
        position += 1
        var field: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Byte.quote {
                position += 1
                guard position < bytes.count, bytes[position] == Byte.quote else {
                    guard position == bytes.count || Self.endsField(bytes[position]) else {
                        throw CSVError(line: line, problem: "text follows a closing quote")
                    }
                    return String(decoding: field, as: UTF8.self)
                }
            } else if byte == Byte.lineFeed || byte == Byte.carriageReturn {
                let start = position
                _ = takeLineEnd()
                field += bytes[start..<position]
                continue
            }
            field.append(byte)
            position += 1
        }
        throw CSVError(line: opened, problem: "a quoted field is never closed")
    }

    private static func endsField(_ byte: UInt8) -> Bool {
        byte == Byte.comma || byte == Byte.lineFeed || byte == Byte.carriageReturn
    }

    private mutating func takeLineEnd() -> Bool {
        guard position < bytes.count else { return false }
        switch bytes[position] {
        case Byte.lineFeed: position += 1
        case Byte.carriageReturn:
            position += 1
            if position < bytes.count, bytes[position] == Byte.lineFeed { position += 1 }
        default: return false
        }
        line += 1
        return true
    }
}

/// Why a text is not CSV, or not the expected table.
package struct CSVError: Error, Equatable {
    package var line: Int
    /// A clause without a full stop.
    package var problem: String
}
