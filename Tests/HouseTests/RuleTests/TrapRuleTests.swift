import Testing

@Suite struct TrapRuleTests {
    private func lines(_ source: String, path: String = "Sources/A/A.swift") -> [Int] {
        let file = CodeFile(path, .swift, Array(source.utf8))
        return TrapRule().violations(in: [file]).map(\.line)
    }

    @Test(arguments: [
        "try! f()", "a!", "a!.b", "f()!", "a[0]!", "a.map { $0 }!", "a?!", "a!!", "\"\\(a!)\"",
        "var a: Int!", "var a: [Int]!", "var a: A<B>!", "a as! B", "f(a!, b)", "`in`!", "a.0!",
        "a! = 1", "a! == b", "a!.b != c", "fatalError()", "fatalError(\"a\")", "print(1)",
        "Swift.print(1)", "debugPrint(a)", "{ print($0) }",
    ])
    func trapsAreTold(source: String) {
        #expect(Set(lines("\n" + source)) == [2])
    }

    @Test(arguments: [
        "!a", "a != b", "a!=b", "a !== b", "(!a)", "[!a]", "f(!a)", "a && !b", "#if !A\n#endif",
        "// try! a!", "\"a! try! fatalError() print(1)\"", "try? f()", "as? B",
        "a.print(1)", "func print(_ a: Int) {}\nfunc b() { print(1) }", "let print = 1",
        "precondition(a)", "let fatalError = 1", "#\"\"\"\na! \"\"\" b!\n\"\"\"#",
    ])
    func whatOnlyLooksLikeOneIsNot(source: String) {
        #expect(lines(source) == [])
    }

    @Test func consoleAndDemoPrintButDoNotTrap() {
        #expect(lines("print(1)", path: "Sources/A/Console/B.swift") == [])
        #expect(lines("print(1)", path: "Sources/A/Demo/B.swift") == [])
        #expect(lines("print(1)", path: "Sources/A/Demo.swift") == [1])
        #expect(lines("a!", path: "Sources/A/Console/B.swift") == [1])
    }

    @Test func testsMayTrap() {
        #expect(lines("try! f(a!)", path: "Tests/A/A.swift") == [])
    }

    @Test func theMessageNamesFileAndLine() {
        let file = CodeFile("Sources/A/A.swift", .swift, Array("\n\na!".utf8))
        #expect(
            TrapRule().violations(in: [file]).map(\.description) == [
                "Sources/A/A.swift:3: "
                    + "A force unwrap, or a type that is unwrapped by itself, ends psm on nil."
            ]
        )
    }
}
