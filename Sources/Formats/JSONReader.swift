internal import SystemPackage

/// A streaming pull parser for JSON (RFC 8259).
///
/// Its memory is one buffer, whatever the size of the document. It is strict: it validates UTF-8 in
/// every string, even in skipped ones, and limits nesting and string length.
///
/// Call `beginObject()`, then `nextKey()` until it returns `nil`, and read or skip one value after
/// each key. For arrays, use `beginArray()` and `nextElement()` in the same way.
///
/// ```
/// try reader.beginObject()
/// while let key = try reader.nextKey() {
///     if key == JSONKey("name") { name = try reader.readString() } else { try reader.skipValue() }
/// }
/// try reader.requireEnd()
/// ```
package struct JSONReader: ~Copyable {
    static let bufferBytes = 256 << 10
    package static let deepest = 64
    package static let longestStringBytes = 1 << 20

    /// A place in the document. Lines and columns count from 1, columns in Unicode scalars.
    package struct Place: Equatable {
        package let line: Int
        package let column: Int
    }

    package enum Kind: String {
        case object = "an object"
        case array = "an array"
        case string = "a string"
        case number = "a number"
        case bool = "true or false"
        case null = "null"
    }

    /// The path to the value being read, for messages. The caller maintains it.
    package var path: [JSONStep] = []

    private let source: ByteSource
    private let buffer: UnsafeMutablePointer<UInt8>
    private var next = 0
    private var end = 0
    /// The offset in the document of the buffer's first byte.
    private var bufferOffset = 0
    private var line = 1
    private var lineOffset = 0
    /// UTF-8 continuation bytes on this line, which do not count as columns.
    private var continuations = 0
    private var depth = 0
    /// Whether the last token was `{` or `[`, after which no comma is allowed.
    private var atFirst = false
    private(set) var scratch: [UInt8] = []

    package init(_ source: ByteSource) {
        self.source = source
        buffer = .allocate(capacity: Self.bufferBytes)
    }

    deinit {
        buffer.deallocate()
    }

    // MARK: Bytes

    private var offset: Int { bufferOffset + next }

    /// The place of the next byte.
    package var place: Place {
        Place(line: line, column: offset - lineOffset - continuations + 1)
    }

    private mutating func refill() throws(JSONError) -> Bool {
        bufferOffset += end
        next = 0
        end = 0
        let free = UnsafeMutableRawBufferPointer(start: buffer, count: Self.bufferBytes)
        do throws(Errno) {
            end = try source.read(into: free)
        } catch {
            throw .unreadable(error)
        }
        return end > 0
    }

    @inline(__always)
    mutating func peek() throws(JSONError) -> UInt8? {
        if next < end { return buffer[next] }
        return try refill() ? buffer[next] : nil
    }

    @inline(__always)
    mutating func advance() {
        next += 1
    }

    /// The unread bytes in the buffer; never empty after `peek()` returned a byte.
    @inline(__always)
    var buffered: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: buffer + next, count: end - next)
    }

    @inline(__always)
    mutating func advance(by count: Int) {
        next += count
    }

    mutating func countContinuations(_ count: Int) {
        continuations += count
    }

    mutating func clearScratch() {
        scratch.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func appendToScratch(_ byte: UInt8) {
        scratch.append(byte)
    }

    mutating func appendToScratch(_ bytes: UnsafeBufferPointer<UInt8>) {
        scratch.append(contentsOf: bytes)
    }

    package mutating func skipByteOrderMark() throws(JSONError) {
        guard try peek() == 0xEF else { return }
        for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
            guard try peek() == expected else {
                throw .notUTF8(line: place.line, column: place.column)
            }
            advance()
            lineOffset += 1
        }
    }

    mutating func skipSpace() throws(JSONError) {
        while let byte = try peek() {
            switch byte {
            case 0x0A:
                line += 1
                lineOffset = offset + 1
                continuations = 0
            case 0x20, 0x09, 0x0D: break
            default: return
            }
            advance()
        }
    }

    // MARK: Structure

    /// The kind of the next value. Moves to its first byte.
    package mutating func peekKind() throws(JSONError) -> Kind {
        try skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), (0x30...0x39)?: return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: throw try unexpected(expected: "a value")
        }
    }

    package mutating func beginObject() throws(JSONError) {
        try require(.object)
        try descend()
    }

    package mutating func beginArray() throws(JSONError) {
        try require(.array)
        try descend()
    }

    /// Reads the next member's name, up to its value; `nil` at the end of the object, which it
    /// consumes.
    package mutating func nextKey() throws(JSONError) -> JSONKey? {
        try nextMember(keepingName: true) ? JSONKey(scratch) : nil
    }

    /// Like `nextKey()`, but leaves the name in `scratch`, or discards it.
    private mutating func nextMember(
        keepingName: Bool
    ) throws(JSONError) -> Bool {
        guard try nextPart(closing: UInt8(ascii: "}"), named: "}") else { return false }
        guard try peek() == UInt8(ascii: "\"") else {
            throw try unexpected(expected: "a member name in quotes")
        }
        try scanString(keeping: keepingName)
        try skipSpace()
        guard try peek() == UInt8(ascii: ":") else {
            throw try unexpected(expected: "a colon")
        }
        advance()
        return true
    }

    /// Whether there is another element. If not, it consumes the end of the array.
    package mutating func nextElement() throws(JSONError) -> Bool {
        try nextPart(closing: UInt8(ascii: "]"), named: "]")
    }

    private mutating func nextPart(
        closing: UInt8,
        named name: StaticString
    ) throws(JSONError) -> Bool {
        try skipSpace()
        let first = atFirst
        atFirst = false
        if try peek() == closing {
            advance()
            depth -= 1
            return false
        }
        if !first {
            guard try peek() == UInt8(ascii: ",") else {
                throw try unexpected(expected: "a comma or \(name)")
            }
            advance()
            try skipSpace()
        }
        return true
    }

    private mutating func descend() throws(JSONError) {
        advance()
        depth += 1
        atFirst = true
        guard depth <= Self.deepest else {
            throw syntax("values are nested more than \(Self.deepest) levels deep")
        }
    }

    /// Checks that only whitespace is left.
    package mutating func requireEnd() throws(JSONError) {
        try skipSpace()
        if try peek() != nil { throw try unexpected(expected: "the end of the file") }
    }

    /// Skips the next value, whatever it is.
    package mutating func skipValue() throws(JSONError) {
        let outer = depth
        // One bit per level, innermost lowest: whether it is an object. `deepest` is the width.
        var objects: UInt64 = 0
        repeat {
            if depth > outer {
                let inObject = objects & 1 == 1
                guard try inObject ? nextMember(keepingName: false) : nextElement() else {
                    objects >>= 1
                    continue
                }
            }
            switch try peekKind() {
            case .object:
                try descend()
                objects = objects << 1 | 1
            case .array:
                try descend()
                objects <<= 1
            case .string: try scanString(keeping: false)
            case .number: _ = try scanNumber(keeping: false)
            case .bool: _ = try readBool()
            case .null: try readNull()
            }
        } while depth > outer
    }

    // MARK: Errors

    func syntax(_ problem: String) -> JSONError {
        .syntax(line: place.line, column: place.column, problem: problem)
    }

    mutating func unexpected(
        expected: String
    ) throws(JSONError) -> JSONError {
        guard let byte = try peek() else {
            return syntax("expected \(expected), but the file ends")
        }
        guard (0x21..<0x7F).contains(byte) else { return syntax("expected \(expected)") }
        return syntax("expected \(expected), found “\(Character(Unicode.Scalar(byte)))”")
    }

    /// An error for a value at `path` that is not as the format requires.
    package func shape(_ problem: String, at place: Place? = nil) -> JSONError {
        var field = ""
        for step in path {
            field += step.description(first: field.isEmpty)
        }
        let place = place ?? self.place
        return .shape(
            line: place.line,
            column: place.column,
            field: field.isEmpty ? "the document" : field,
            problem: problem
        )
    }
}
