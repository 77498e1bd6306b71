internal import Events

/// Several texts in one column, as people like to read them: `Ella; Louis`.
package enum JoinedTexts {
    static let separator = TaggedContent.separator

    package static func split(_ text: String) -> [String] {
        if text.isEmpty { return [] }
        var parts: [String] = []
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.utf8.index(after: index)
            if text.utf8[index] == UInt8(ascii: ";"), next < text.endIndex,
                text.utf8[next] == UInt8(ascii: " ")
            {
                parts.append(String(text[start..<index]))
                start = text.utf8.index(after: next)
                index = start
            } else {
                index = next
            }
        }
        parts.append(String(text[start...]))
        return parts
    }
}
