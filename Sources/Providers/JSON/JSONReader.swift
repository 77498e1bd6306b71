/// Reads a JSON document (RFC 8259) from front to back, pulled by the code that knows its shape.
///
/// Memory is one buffer, whatever the document's size: what the caller does not keep is gone.
/// Strict: UTF-8 is checked in every string, also in those that are skipped; nesting, and the
/// length of a string, have limits.
///
/// Usage: `beginObject()`, then `nextKey()` until nil, reading or skipping one value after each;
/// arrays alike with `beginArray()` and `nextElement()`.
struct JSONReader: ~Copyable {
    static let bufferBytes = 256 << 10
    static let deepest = 64
    static let longestStringBytes = 1 << 20

    /// A place in the document, counted from 1, columns in Unicode scalars.
    struct Place: Equatable {
        let line: Int
        let column: Int
    }

    enum Kind: String {
        case object = "an object"
        case array = "a list"
        case string = "a text"
        case number = "a number"
        case bool = "true or false"
        case null = "null"
    }

    /// Steps to the value that is being read, kept by the caller, for messages.
    var path: [JSONStep] = []

    private let source: ByteSource
    private let buffer: UnsafeMutablePointer<UInt8>
    private var next = 0
    private var end = 0
    /// The document's offset of the buffer's first byte.
    private var bufferOffset = 0
    private var line = 1
    private var lineOffset = 0
    /// Bytes on this line that begin no scalar: those a column does not count.
    private var continuations = 0
    private var depth = 0
    /// Just behind a `{` or `[`, where no comma belongs.
    private var atFirst = false
    private(set) var scratch: [UInt8] = []

    init(_ source: ByteSource) {
        self.source = source
        buffer = .allocate(capacity: Self.bufferBytes)
    }

    deinit {
        buffer.deallocate()
    }

    // MARK: Bytes

    private var offset: Int { bufferOffset + next }

    /// Where the next byte is.
    var place: Place {
        Place(line: line, column: offset - lineOffset - continuations + 1)
    }

    private mutating func refill() throws(PlaylistFileProblem) -> Bool {
        bufferOffset += end
        next = 0
        end = 0
        let free = UnsafeMutableRawBufferPointer(start: buffer, count: Self.bufferBytes)
        end = try source.read(into: free)
        return end > 0
    }

    @inline(__always)
    mutating func peek() throws(PlaylistFileProblem) -> UInt8? {
        if next < end { return buffer[next] }
        return try refill() ? buffer[next] : nil
    }

    @inline(__always)
    mutating func advance() {
        next += 1
    }

    /// What is still in the buffer: empty only where `peek()` was not called before.
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

    mutating func skipByteOrderMark() throws(PlaylistFileProblem) {
        guard try peek() == 0xEF else { return }
        for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
            guard try peek() == expected else {
                throw .notUTF8(line: place.line, column: place.column)
            }
            advance()
            lineOffset += 1
        }
    }

    mutating func skipSpace() throws(PlaylistFileProblem) {
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

    /// What kind of value comes next. Stands on its first byte then.
    mutating func peekKind() throws(PlaylistFileProblem) -> Kind {
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

    mutating func beginObject() throws(PlaylistFileProblem) {
        try require(.object)
        try descend()
    }

    mutating func beginArray() throws(PlaylistFileProblem) {
        try require(.array)
        try descend()
    }

    /// The next member's name, standing before its value then; nil behind the object's end.
    mutating func nextKey() throws(PlaylistFileProblem) -> JSONKey? {
        try nextMember(keepingName: true) ? JSONKey(scratch) : nil
    }

    /// As `nextKey()`, with the name left in the scratch, or nowhere.
    private mutating func nextMember(
        keepingName: Bool
    ) throws(PlaylistFileProblem) -> Bool {
        guard try nextPart(closing: UInt8(ascii: "}"), named: "}") else { return false }
        guard try peek() == UInt8(ascii: "\"") else {
            throw try unexpected(expected: "a member's name in quotes")
        }
        try scanString(keeping: keepingName)
        try skipSpace()
        guard try peek() == UInt8(ascii: ":") else {
            throw try unexpected(expected: "a colon")
        }
        advance()
        return true
    }

    /// Whether there is another element, standing before it then; behind the array's end if not.
    mutating func nextElement() throws(PlaylistFileProblem) -> Bool {
        try nextPart(closing: UInt8(ascii: "]"), named: "]")
    }

    private mutating func nextPart(
        closing: UInt8,
        named name: StaticString
    ) throws(PlaylistFileProblem) -> Bool {
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

    private mutating func descend() throws(PlaylistFileProblem) {
        advance()
        depth += 1
        atFirst = true
        guard depth <= Self.deepest else {
            throw syntax("values are nested more than \(Self.deepest) deep")
        }
    }

    /// Only space is left.
    mutating func requireEnd() throws(PlaylistFileProblem) {
        try skipSpace()
        if try peek() != nil { throw try unexpected(expected: "the end of the file") }
    }

    /// Reads past the next value, whatever it is.
    mutating func skipValue() throws(PlaylistFileProblem) {
        let outer = depth
        // One bit a level, innermost lowest: whether it is an object. `deepest` is its width.
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

    func syntax(_ problem: String) -> PlaylistFileProblem {
        .syntax(line: place.line, column: place.column, problem: problem)
    }

    mutating func unexpected(
        expected: String
    ) throws(PlaylistFileProblem) -> PlaylistFileProblem {
        guard let byte = try peek() else {
            return syntax("expected \(expected), but the file ends")
        }
        guard (0x21..<0x7F).contains(byte) else { return syntax("expected \(expected)") }
        return syntax("expected \(expected), found “\(Character(Unicode.Scalar(byte)))”")
    }

    /// The value at `path` is not as the format has it.
    func shape(_ problem: String, at place: Place? = nil) -> PlaylistFileProblem {
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
