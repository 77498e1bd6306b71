/// A word (an identifier, a keyword or a number) or one byte of punctuation.
struct CodeToken: Equatable {
    let text: String
    let isWord: Bool
    /// The first is 1.
    let line: Int
    /// Whether it follows the token before it without a space.
    let isGlued: Bool
}

extension CodeText {
    var tokens: [CodeToken] {
        var tokens: [CodeToken] = []
        var line = 1
        var isGlued = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte <= .space {
                if byte == .newline { line += 1 }
                isGlued = false
                index += 1
                continue
            }
            let isWord = byte.isWord
            var end = index + 1
            while isWord, end < bytes.count, bytes[end].isWord { end += 1 }
            tokens.append(
                CodeToken(
                    text: String(decoding: bytes[index..<end], as: UTF8.self),
                    isWord: isWord,
                    line: line,
                    isGlued: isGlued
                )
            )
            isGlued = true
            index = end
        }
        return tokens
    }
}
