/// The braces of a function, an initialiser, an accessor, a subscript, or a closure that belongs to
/// none of them. One that lies in another is part of it.
struct CodeBody: Equatable {
    let name: String
    /// From the declaration, without its attributes, to the closing brace.
    let lines: ClosedRange<Int>
}

extension CodeBody {
    /// All bodies, or nil where braces do not pair.
    static func all(in tokens: [CodeToken], _ language: CodeText.Language) -> [CodeBody]? {
        var finder = CodeBodyFinder(language)
        for index in tokens.indices { finder.take(index, of: tokens) }
        return finder.isComplete ? finder.bodies : nil
    }
}

/// Goes through the tokens of a file, and knows at each whether it is in a body or between the
/// members of a type.
private struct CodeBodyFinder {
    private(set) var bodies: [CodeBody] = []
    private let language: CodeText.Language

    /// The declaration whose brace may come next.
    private var declaration: Declaration?
    /// Braces of types that are open, of extensions and namespaces as well.
    private var typeDepth = 0
    /// Parentheses and brackets that are open outside of bodies.
    private var groupDepth = 0
    /// Braces that are open, from the one of the body on.
    private var bodyDepth = 0
    private var isUnbalanced = false

    struct Declaration {
        let name: String
        let line: Int
        var isType: Bool
    }

    init(_ language: CodeText.Language) {
        self.language = language
    }

    var isComplete: Bool {
        !isUnbalanced && typeDepth == 0 && groupDepth == 0 && bodyDepth == 0
    }

    mutating func take(_ index: Int, of tokens: [CodeToken]) {
        let token = tokens[index]
        if bodyDepth > 0 { return takeInBody(token) }
        switch token.text {
        case "(", "[": groupDepth += 1
        case ")", "]": groupDepth -= 1
        case "{": open(at: token)
        case "}":
            typeDepth -= 1
            declaration = nil
        case ";" where language == .c && groupDepth == 0: declaration = nil
        default: break
        }
        if typeDepth < 0 || groupDepth < 0 { isUnbalanced = true }
        if groupDepth == 0 || language == .c { declare(index, tokens) }
    }

    private mutating func takeInBody(_ token: CodeToken) {
        switch token.text {
        case "{": bodyDepth += 1
        case "}": bodyDepth -= 1
        default: return
        }
        if bodyDepth == 0 {
            let start = declaration ?? Declaration(name: "code", line: token.line, isType: false)
            bodies.append(CodeBody(name: start.name, lines: start.line...token.line))
            if language == .c { declaration = nil }
        }
    }

    private mutating func open(at token: CodeToken) {
        if let declaration, declaration.isType, groupDepth == 0 {
            typeDepth += 1
            self.declaration = nil
        } else {
            if declaration == nil {
                declaration = Declaration(name: "code", line: token.line, isType: false)
            }
            bodyDepth = 1
        }
    }

    private mutating func declare(_ index: Int, _ tokens: [CodeToken]) {
        switch language {
        case .swift: declareSwift(index, tokens)
        case .c: declareC(index, tokens)
        }
    }

    // MARK: Swift

    private mutating func declareSwift(_ index: Int, _ tokens: [CodeToken]) {
        let token = tokens[index]
        guard token.isWord, index == 0 || tokens[index - 1].text != "." else { return }
        let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
        switch token.text {
        case "func", "var", "let":
            declaration = Declaration(name: next, line: token.line, isType: false)
        case "init", "deinit", "subscript", "if", "for", "while", "do", "switch", "repeat":
            declaration = Declaration(name: token.text, line: token.line, isType: false)
        case "struct", "class", "enum", "protocol", "extension":
            declaration = Declaration(name: next, line: token.line, isType: true)
        // A word like any other where it does not stand before a name.
        case "actor" where index + 1 < tokens.count && tokens[index + 1].isWord:
            declaration = Declaration(name: next, line: token.line, isType: true)
        default: break
        }
    }

    // MARK: C

    /// A declaration in C begins at its first word; its name is the word before the parenthesis.
    private mutating func declareC(_ index: Int, _ tokens: [CodeToken]) {
        let token = tokens[index]
        switch token.text {
        case "namespace", "struct", "class", "union", "enum", "extern":
            guard groupDepth == 0 else { return }
            let line = declaration?.line ?? token.line
            declaration = Declaration(name: token.text, line: line, isType: true)
        case "(":
            guard let start = declaration, index > 0, groupDepth == 1 else { return }
            declaration = Declaration(name: tokens[index - 1].text, line: start.line, isType: false)
        case ":" where ["public", "private", "protected"].contains(declaration?.name):
            declaration = nil
        default:
            guard token.isWord, declaration == nil else { return }
            declaration = Declaration(name: token.text, line: token.line, isType: false)
        }
    }
}
