import Testing

@Suite struct LengthRuleTests {
    private func violations(_ files: [String: String]) throws -> [String] {
        let folder = try TemporaryFolder(files)
        let code = try CodeFile.all(of: folder.repository)
        return LengthRule(allowance: ["Sources/A/Generated/", "Sources/A/Data.swift"])
            .violations(in: code).sorted().map(\.description)
    }

    private func function(lines: Int) -> String {
        "struct A {\n    func long() {\n" + String(repeating: "        f()\n", count: lines - 2)
            + "    }\n}\n"
    }

    private static let message = "“long” has 71 lines; 70 are the limit."

    @Test func functionsHaveAtMost70Lines() throws {
        #expect(
            try violations([
                "Package.swift": "", "Sources/A/Right.swift": function(lines: 70),
                "Sources/A/Wrong.swift": function(lines: 71),
                "Tests/ATests/Wrong.swift": function(lines: 71),
            ]) == [
                "Sources/A/Wrong.swift:2: \(Self.message)",
                "Tests/ATests/Wrong.swift:2: \(Self.message)",
            ]
        )
    }

    @Test func filesHaveAtMost400Lines() throws {
        #expect(
            try violations([
                "Package.swift": "", "Sources/A/right.h": String(repeating: "\n", count: 400),
                "Sources/A/Wrong.swift": String(repeating: "\n", count: 401),
                "Sources/A/wrong.cpp": String(repeating: "\n", count: 400) + ";",
                "Tests/data": String(repeating: "\n", count: 401),
                "Tests/wrong": "#!/bin/sh\n" + String(repeating: "\n", count: 400),
            ]) == [
                "Sources/A/Wrong.swift:401: The file has 401 lines; 400 are the limit.",
                "Sources/A/wrong.cpp:401: The file has 401 lines; 400 are the limit.",
                "Tests/wrong:401: The file has 401 lines; 400 are the limit.",
            ]
        )
    }

    @Test func functionsOfScriptsHaveAtMost70Lines() throws {
        let text =
            "#!/usr/bin/env python3\ndef long():\n" + String(repeating: "    f()\n", count: 70)
        #expect(
            try violations(["Package.swift": "", "Tests/long": text])
                == ["Tests/long:2: \(Self.message)"]
        )
    }

    @Test func whatCannotBeMeasuredIsTold() throws {
        #expect(
            try violations(["Package.swift": "func a() {"])
                == ["Package.swift:1: Its braces do not pair, so its functions cannot be measured."]
        )
    }

    @Test func generatedCodeAndDataMayBeLong() throws {
        let long = function(lines: 500)
        #expect(
            try violations([
                "Package.swift": "", "Sources/A/Generated/B.swift": long,
                "Sources/A/Data.swift": long,
            ]) == []
        )
    }

    @Test func anAllowanceForNothingIsTold() throws {
        let folder = try TemporaryFolder(["Sources/A/Data.swift": ""])
        let rule = LengthRule(allowance: ["Sources/A/Data.swift", "Sources/Gone/"])
        #expect(rule.unused(in: folder.repository) == ["Sources/Gone/"])
    }
}
