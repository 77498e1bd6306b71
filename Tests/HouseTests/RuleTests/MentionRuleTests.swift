import Testing

@Suite struct MentionRuleTests {
    private static let sources = [
        "Package.swift": "",
        "Sources/A/Lists.swift": """
        let names = [
            "export.mode",
        ]
        struct ScanCommand {}
        let code = ExitCode(64)
        """,
    ]

    private func rule(_ readme: String, _ pages: [String: String] = [:]) throws
        -> (MentionRule, [Markdown])
    {
        let files = Self.sources.merging(pages) { $1 }.merging(["README.md": readme]) { $1 }
        let folder = try TemporaryFolder(files)
        let repository = folder.repository
        let all = try Markdown.pages(of: repository)
        return (try MentionRule(of: repository, all, CodeFile.all(of: repository)), all)
    }

    @Test(arguments: ["`export.mode`", "export.mode.", "a\n\"export.mode\"", "(export.mode)"])
    func aNameAsAWholeIsAMention(text: String) throws {
        let rule = try rule(text).0
        #expect(try rule.violations(of: "setting", ["export.mode"]) == [])
    }

    @Test(arguments: [
        "", "export.mode_of_old", "export.mode.of", "my.export.mode", "reexport.mode",
        "export mode",
    ])
    func anythingElseIsNone(text: String) throws {
        let (rule, _) = try rule(text, ["docs/adr/0001.md": "`export.mode`"])
        #expect(
            try rule.violations(of: "setting", ["export.mode"]).map(\.description) == [
                "Sources/A/Lists.swift:2: No document mentions the setting “export.mode”."
            ]
        )
    }

    @Test(arguments: [
        ("`psm scan [--quick]`", 0), ("```sh\npsm scan --quick\n```", 0),
        ("`psm show | scan`", 0), ("```\n$ psm scan\n```", 0), ("psm scan", 1), ("`psm show`", 1),
        ("`psm`", 1), ("```\npsm scan\n```", 1), ("`psm scanned`", 1),
    ])
    func aCommandIsShownByACallOfIt(text: String, count: Int) throws {
        let (rule, pages) = try rule(text)
        let calls = pages.flatMap { DocumentedCommand.all(in: $0, of: ["psm"]) }
        let command = NamedCommand(words: ["psm", "scan"], type: "ScanCommand")
        let violations = try rule.violations(ofCommands: [command], in: calls)
        #expect(
            violations.map(\.description)
                == Array(
                    repeating:
                        "Sources/A/Lists.swift:4: No command line in the docs calls “psm scan”.",
                    count: count
                )
        )
    }

    @Test func exitCodesStandWhereTheREADMESpeaksOfThem() throws {
        let (right, _) = try rule("Exit codes: 64 wrong usage.")
        #expect(try right.violations(ofExitCodes: [64]) == [])
        let (wrong, _) = try rule(
            "64 files.\n\nExit codes: 640.",
            ["docs/a.md": "exit code 64"]
        )
        #expect(
            try wrong.violations(ofExitCodes: [64]).map(\.description)
                == ["Sources/A/Lists.swift:5: The README's exit codes lack 64."]
        )
    }
}
