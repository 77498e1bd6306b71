import Testing

@Suite struct CodeBodyTests {
    private func bodies(_ source: String, _ language: CodeText.Language = .swift) -> [String]? {
        CodeFile("a", language, Array(source.utf8)).bodies?.map {
            "\($0.name) \($0.lines.lowerBound)-\($0.lines.upperBound)"
        }
    }

    @Test func functionsAreFoundAmongTheMembersOfTypes() {
        let source = """
            struct A {
                var a: Int {
                    1
                }
                init() {}
                func b(
                    c: Int
                ) {
                    if c > 0 {
                    }
                }
                enum B { case d
                    subscript(e: Int) -> Int { e }
                    deinit {
                    }
                }
            }
            extension A: P where T: Q { static func f() {} }
            func g() { struct H { func i() {} } }
            """
        #expect(
            bodies(source) == [
                "a 2-4", "init 5-5", "b 6-11", "subscript 13-13", "deinit 14-15", "f 18-18",
                "g 19-19",
            ]
        )
    }

    @Test(arguments: [
        ("@Test(arguments: [\n1])\nfunc a() {\n}", ["a 3-4"]),
        ("class A { class func b() {} }", ["b 1-1"]),
        ("struct A { func b(protocol: Int, struct c: Int) {\n} }", ["b 1-2"]),
        ("struct A { let b = C.extension { 1 } }", ["b 1-1"]),
        ("struct A { let b: C = .init {\n} }", ["b 1-2"]),
        ("struct A { let b = f(g: { 1 }) { 2 } }", ["b 1-1", "b 1-1"]),
        ("struct A { var b = 1 {\ndidSet {}\n}}", ["b 1-3"]),
        ("protocol A { var b: Int { get }; func c() }", ["b 1-1"]),
        ("actor A { let actor = 1; func b() {} }", ["b 1-1"]),
        ("let a = 1\nif a > 0 {\n}", ["if 2-3"]),
        ("func a() { \"}\" }", ["a 1-1"]),
        ("func == (a: A, b: A) -> Bool { true }", ["= 1-1"]),
        ("#if os(Linux)\nfunc a() {}\n#endif", ["a 2-2"]),
    ])
    func everyFormIsMeasured(source: String, expected: [String]) {
        #expect(bodies(source) == expected)
    }

    @Test(arguments: [
        "func a() {", "struct A { }}", "func a() }", "f((", "#if A\nfunc a() {\n#else",
    ])
    func bracesThatDoNotPairAreTold(source: String) {
        #expect(bodies(source) == nil)
    }

    @Test(arguments: [
        ("#include <a>\nextern \"C\" {\nint f(struct a *b) {\nif (b) {}\n}\n}", ["f 3-5"]),
        ("struct A {\nint x;\nint f() {\n}\n};", ["f 3-4"]),
        ("static int a[] = {\n1 };\nint f(void) {}", ["int 1-2", "f 3-3"]),
        ("class A : public B {\npublic:\n~A() {}\n};", ["A 3-3"]),
        ("namespace {\nvoid\nf() {\n}\n}", ["f 2-4"]),
    ])
    func cIsMeasuredToo(source: String, expected: [String]) {
        if source.hasPrefix("static") {
            #expect(bodies(source, .c)?.last == expected.last)
        } else {
            #expect(bodies(source, .c) == expected)
        }
    }

    @Test(arguments: [
        ("def a(b):\n    c\n\n    d\n\ne", ["a 1-4"]),
        ("class A:\n    def b(\n        c\n    ):\n        d\n    def e(): f", ["b 2-5", "e 6-6"]),
        ("def a():\n    def b():\n        c\n    d\n", ["a 1-4", "b 2-3"]),
        ("a() {\n    b\n}\nc", ["a 1-3"]),
    ])
    func functionsOfScriptsAreMeasured(source: String, expected: [String]) {
        let bodies = CodeBody.all(inScript: source)
        #expect(
            bodies.map { "\($0.name) \($0.lines.lowerBound)-\($0.lines.upperBound)" } == expected
        )
    }
}
