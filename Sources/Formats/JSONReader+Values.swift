extension JSONReader {
    /// Checks that the next value is of kind `kind`, and throws a shape error if not.
    package mutating func require(_ kind: Kind) throws(JSONError) {
        let found = try peekKind()
        guard found == kind else {
            throw shape("must be \(kind.rawValue), not \(found.rawValue)")
        }
    }

    /// Reads a null. Returns false, and reads nothing, if the next value is something else.
    package mutating func takeNull() throws(JSONError) -> Bool {
        guard try peekKind() == .null else { return false }
        try readNull()
        return true
    }

    package mutating func readNull() throws(JSONError) {
        try readWord("null")
    }

    package mutating func readBool() throws(JSONError) -> Bool {
        try require(.bool)
        let value = try peek() == UInt8(ascii: "t")
        try readWord(value ? "true" : "false")
        return value
    }

    /// Reads a string; `nil` for null.
    package mutating func readString() throws(JSONError) -> String? {
        if try takeNull() { return nil }
        try require(.string)
        try scanString(keeping: true)
        return String(decoding: scratch, as: UTF8.self)
    }

    /// Reads a number that fits into an unsigned 32-bit integer, truncating a fraction; `nil` for
    /// null.
    ///
    /// - Parameter substitute: the value for a negative number; without it, that is an error.
    package mutating func readUInt32(
        belowZero substitute: UInt32? = nil
    ) throws(JSONError) -> UInt32? {
        if try takeNull() { return nil }
        try require(.number)
        let start = place
        let isWhole = try scanNumber(keeping: true)
        let text = String(decoding: scratch, as: UTF8.self)
        if let substitute, text.hasPrefix("-") { return substitute }
        let value =
            isWhole
            ? UInt32(text) : Double(text).flatMap { UInt32(exactly: $0.rounded(.towardZero)) }
        guard let value else {
            throw shape("must be a number from 0 to \(UInt32.max), not \(text)", at: start)
        }
        return value
    }

    private mutating func readWord(_ word: StaticString) throws(JSONError) {
        let start = place
        for index in 0..<word.utf8CodeUnitCount {
            guard try peek() == word.utf8Start[index] else {
                throw .syntax(
                    line: start.line,
                    column: start.column,
                    problem: "expected \(word)"
                )
            }
            advance()
        }
    }

    // MARK: Numbers

    /// Reads a number by the grammar of RFC 8259 section 6, into `scratch` if `keeping`.
    ///
    /// - Returns: whether it has neither a fraction nor an exponent.
    mutating func scanNumber(keeping: Bool) throws(JSONError) -> Bool {
        let longestNumber = 400
        if keeping { clearScratch() }
        var isWhole = true
        try takeOne(of: "-", keeping)
        if try takeOne(of: "0", keeping) == false {
            try takeDigits(keeping, limit: longestNumber)
        }
        if try takeOne(of: ".", keeping) {
            isWhole = false
            try takeDigits(keeping, limit: longestNumber)
        }
        if try takeOne(of: "eE", keeping) {
            isWhole = false
            try takeOne(of: "+-", keeping)
            try takeDigits(keeping, limit: longestNumber)
        }
        return isWhole
    }

    @discardableResult
    private mutating func takeOne(
        of choices: StaticString,
        _ keeping: Bool
    ) throws(JSONError) -> Bool {
        guard let byte = try peek() else { return false }
        for index in 0..<choices.utf8CodeUnitCount where choices.utf8Start[index] == byte {
            if keeping { appendToScratch(byte) }
            advance()
            return true
        }
        return false
    }

    private mutating func takeDigits(
        _ keeping: Bool,
        limit: Int
    ) throws(JSONError) {
        var count = 0
        while let byte = try peek(), (0x30...0x39).contains(byte) {
            if keeping { appendToScratch(byte) }
            advance()
            count += 1
            guard count <= limit else { throw syntax("a number has more than \(limit) digits") }
        }
        if count == 0 { throw try unexpected(expected: "a digit") }
    }
}
