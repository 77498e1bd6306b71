import Testing

@Suite struct CommandRuleTests {
    private func calls(_ text: String) -> [String] {
        DocumentedCommand.all(in: Markdown("README.md", text), of: ["psm", "psm-bench"])
            .flatMap(\.variants).map { $0.joined(separator: " ") }
    }

    @Test(arguments: [
        ("psm scan # all", ["psm scan"]),
        ("cd a && psm scan; psm match | less", ["psm scan", "psm match"]),
        ("PSM_X='a b' sudo psm scan", ["psm scan"]),
        (".build/release/psm-bench main --runs 3", ["psm-bench main --runs 3"]),
        ("swift run -c release psm demo", ["psm demo"]),
        ("swift build --product psm", []),
        ("psm sql 'SELECT [x] | \"A\" # b'", ["psm sql SELECT [x] | \"A\" # b"]),
        ("psm a\\ b", ["psm a b"]),
        ("psm scan \\\n  --quick", ["psm scan --quick"]),
        ("psm import FILE", ["psm import something"]),
    ])
    func aShellIsReadAsOne(line: String, expected: [String]) {
        #expect(calls("```sh\n\(line)\n```") == expected)
    }

    @Test(arguments: [
        ("psm a [-f] B", ["psm a something", "psm a -f something"]),
        ("psm a [--quick | --deep]", ["psm a", "psm a --quick", "psm a --deep"]),
        ("psm a [--mode b|c]", ["psm a", "psm a --mode b", "psm a --mode c"]),
        ("psm a B|C", ["psm a something", "psm a something"]),
        ("psm a x|y", ["psm a x", "psm a y"]),
        ("psm a b | c | d E", ["psm a b something", "psm a c something", "psm a d something"]),
        ("psm a [B…]", ["psm a", "psm a something"]),
        ("psm a --since T -n N", ["psm a --since yesterday -n 3"]),
        ("psm a --since=T", ["psm a --since=yesterday"]),
        ("psm a …", ["psm a something"]),
        ("psm a [--b [C]]", ["psm a", "psm a --b", "psm a --b something"]),
        ("psm a 'B'", ["psm a B"]),
    ])
    func aSynopsisStandsForItsVariants(span: String, expected: [String]) {
        #expect(calls("see `\(span)` there") == Array(expected.uniqued()))
        let inTable = span.split(separator: "|", omittingEmptySubsequences: false)
            .joined(separator: "\\|")
        #expect(calls("| `\(inTable)` | x |") == Array(expected.uniqued()))
    }

    @Test func blocksWithoutALanguageShowATerminal() {
        #expect(calls("```\n$ psm scan --since '2 hours ago'\npsm: told\n```").count == 1)
        #expect(calls("```yaml\npsm scan\n```") == [])
        #expect(calls("`psm.db`, `psm`, `--psm x`") == [])
    }

    @Test func aCallThatDoesNotParseIsTold() {
        let text = "\n`psm scan [--nonsense]`\n\n```sh\npsm scan\npsm nonsense\n```"
        let commands = DocumentedCommand.all(in: Markdown("README.md", text), of: ["psm"])
        let rule = CommandRule(names: []) { words in
            let unknown = words.first { $0.contains("nonsense") }
            return unknown.map { "There is no \($0)." }
        }
        #expect(
            rule.violations(in: commands).sorted().map(\.description) == [
                "README.md:2: “psm scan --nonsense” does not parse: There is no --nonsense.",
                "README.md:6: “psm nonsense” does not parse: There is no nonsense.",
            ]
        )
    }

    @Test func aCommandMayBeNamedInASentenceOnly() {
        let text = "`psm import`, `psm import FILE`\n\n```sh\npsm import\n```"
        let commands = DocumentedCommand.all(in: Markdown("README.md", text), of: ["psm"])
        let rule = CommandRule(names: [["psm", "import"]]) { words in
            words.count < 3 ? "A file is missing." : nil
        }
        #expect(
            rule.violations(in: commands).map(\.description)
                == ["README.md:4: “psm import” does not parse: A file is missing."]
        )
    }
}

extension [String] {
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
