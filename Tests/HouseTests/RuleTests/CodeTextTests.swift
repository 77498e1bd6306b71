import Testing

@Suite struct CodeTextTests {
    private func blanked(_ source: String, _ language: CodeText.Language = .swift) -> String {
        String(decoding: CodeText(Array(source.utf8), language).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("a // b { \"\nc", "a         \nc"),
        ("a /* b */ c", "a         c"),
        ("a /* b /* c */ d */ e", "a                   e"),
        ("a /* \n */ b", "a    \n    b"),
        ("/* never closed", "               "),
    ])
    func commentsAreBlank(source: String, expected: String) {
        #expect(blanked(source) == expected)
    }

    @Test(arguments: [
        (#"f("a { b")"#, #"f("     ")"#),
        (#"f("\"{", x)"#, #"f("   ", x)"#),
        (#"f("// no comment") + 1"#, #"f("             ") + 1"#),
        ("f(#\"a \" { \"#)!", "f( \"      \" )!"),
        ("f(##\"a \"# {\"##)", "f(  \"      \"  )"),
        ("\"\"\"\n{ \"x\"\n\"\"\"", "\"  \n     \n\"  "),
        ("\"never closed {\n{", "\"              \n{"),
        ("\"\"", "\"\""),
    ])
    func literalsAreBlank(source: String, expected: String) {
        #expect(blanked(source) == expected)
    }

    @Test(arguments: [
        (#""a \(b!) c""#, #""   (b!)  ""#),
        (#""\(f("x", { 1 })) {""#, #"" (f(" ", { 1 }))  ""#),
        (#""\("\(inner)")""#, #"" (" (inner)")""#),
        (##"#"\(no) \#(yes)"#"##, ##" "        (yes)" "##),
    ])
    func interpolationsStayCode(source: String, expected: String) {
        #expect(blanked(source) == expected)
    }

    @Test(arguments: [
        ("let a = /x{2}\"/\n{", "let a =        \n{"),
        ("let a = #/x \" { /#", "let a =           "),
        ("let a = b / c / d", "let a = b / c / d"),
        ("f(/) + g(/)", "f(/) + g(/)"),
        ("reduce(1, /)", "reduce(1, /)"),
    ])
    func regexesAreBlankAndDivisionsStay(source: String, expected: String) {
        #expect(blanked(source) == expected)
    }

    @Test(arguments: [
        ("#define A { \\\n {\nint x;", "             \n  \nint x;"),
        ("char c = '{', d = '\\'';", "char c =    , d =     ;"),
        ("int n = 1'000;", "int n = 1'000;"),
        ("/* a /* b */ c", "             c"),
        ("f(\"\\(x)\");", "f(\"    \");"),
    ])
    func cIsReadAsC(source: String, expected: String) {
        #expect(blanked(source, .c) == expected)
    }

    @Test func tokensKnowTheirLinesAndNeighbours() {
        let tokens = CodeText(Array("a\n  .b! c".utf8), .swift).tokens
        #expect(tokens.map(\.text) == ["a", ".", "b", "!", "c"])
        #expect(tokens.map(\.line) == [1, 2, 2, 2, 2])
        #expect(tokens.map(\.isGlued) == [false, false, true, true, false])
        #expect(tokens.map(\.isWord) == [true, false, true, false, true])
    }

    /// Every prefix of a source ends, and keeps its length and its lines.
    @Test func anyTextIsReadToItsEnd() {
        let source = Array(
            "f(\"\\(g(#\"a\\#(b)\"#))\") /* /* */ /x/ \"\"\"\n\\(c\n\"\"\" 'd' // e\n`f`".utf8
        )
        for end in source.indices {
            for language in [CodeText.Language.swift, .c] {
                let prefix = Array(source[..<end])
                let bytes = CodeText(prefix, language).bytes
                #expect(bytes.count == prefix.count)
                #expect(bytes.count { $0 == .newline } == prefix.count { $0 == .newline })
            }
        }
    }
}
