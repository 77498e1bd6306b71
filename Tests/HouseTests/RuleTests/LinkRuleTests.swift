import Testing

@Suite struct LinkRuleTests {
    private func violations(_ text: String) throws -> [String] {
        let folder = try TemporaryFolder([
            "README.md": text, "docs/adr/0001.md": "# One\n[up](../../README.md)",
            "docs/page.md": """
            # A page, `of code` (and more)
            ## Twice
            ## Twice
            ```
            # No heading
            ```
            ## [Link](https://example.org): über_uns
            """,
            "Schemas/v1.sql": "",
        ])
        let pages = try Markdown.pages(of: folder.repository)
        return try LinkRule(repository: folder.repository, pages: pages).violations()
            .map(\.description)
    }

    @Test(arguments: [
        "[a](docs/page.md)", "[a](docs/page.md#a-page-of-code-and-more)", "[a](docs/page.md#twice)",
        "[a](docs/page.md#twice-1)", "[a](docs/page.md#link-über_uns)", "[a](Schemas/v1.sql)",
        "[a](docs)", "[a](./docs/../docs/page.md)", "[a](https://example.org/x)",
        "[a](mailto:a@example.org)", "# Here\n[a](#here)", "`[a](gone.md)`",
        "```\n[a](gone.md)\n```", "[a](docs/page.md \"title\")",
        "![a](docs/page.md)", "[a]: docs/page.md",
    ])
    func linksThatLeadSomewhere(text: String) throws {
        #expect(try violations(text) == [])
    }

    @Test(arguments: [
        ("gone.md", "leads nowhere."), ("docs/gone.md", "leads nowhere."),
        ("docs/Page.md", "leads nowhere."), ("../outside.md", "leads nowhere."),
        ("docs/page.md#no-heading", "leads to no heading of docs/page.md."),
        ("docs/page.md#twice-2", "leads to no heading of docs/page.md."),
        ("#nowhere", "leads to no heading of README.md."),
    ])
    func linksThatLeadNowhere(link: String, message: String) throws {
        #expect(try violations("\n[a](\(link))") == ["README.md:2: “\(link)” \(message)"])
        #expect(try violations("\n![a](\(link))") == ["README.md:2: “\(link)” \(message)"])
        #expect(try violations("\n[a]: \(link)") == ["README.md:2: “\(link)” \(message)"])
    }
}
