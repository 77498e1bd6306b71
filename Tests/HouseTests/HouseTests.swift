import Testing

/// The house rules, applied to this checkout. Each place where one is broken is an issue there.
///
/// That each rule fails when it is broken is shown on invented files in `RuleTests`.
@Suite struct HouseTests {
    private static let repository = Repository.here
    private static let files = Result { try CodeFile.all(of: repository) }
    private static let pages = Result { try Markdown.pages(of: repository) }
    private static let manifest = Result { try PackageManifest(of: repository) }

    @Test func theHouseIsFound() throws {
        let files = try Self.files.get()
        for room in try Self.manifest.get().rooms {
            #expect(!Self.repository.files(below: room.path).isEmpty, "\(room.name) has no files.")
        }
        #expect(files.contains { $0.path == "Package.swift" })
        #expect(files.contains { $0.path == "Tests/HouseTests/HouseTests.swift" })
        #expect(try Self.pages.get().contains { $0.path == RoomTable.path })
    }

    @Test func functionsAndFilesAreShort() throws {
        let rule = LengthRule()
        rule.violations(in: try Self.files.get()).record(in: Self.repository)
        #expect(rule.unused(in: Self.repository) == [])
    }

    @Test func nothingEndsPsmWithoutASentence() throws {
        TrapRule().violations(in: try Self.files.get()).record(in: Self.repository)
    }

    @Test func roomsImportWhatTheirRowsName() throws {
        let rule = try RoomRule(of: Self.repository, Self.files.get(), Self.manifest.get())
        try #require(!rule.table.rows.isEmpty, "\(RoomTable.path) has no table of rooms.")
        try rule.violations().record(in: Self.repository)
    }

    @Test func buildFailsOnWarnings() throws {
        try Self.manifest.get().lenientTargets(in: Self.repository).record(in: Self.repository)
    }

    // MARK: Docs

    @Test func linksLeadSomewhere() throws {
        let rule = LinkRule(repository: Self.repository, pages: try Self.pages.get())
        try rule.violations().record(in: Self.repository)
    }

    @Test func docsMentionEverySettingAndEvent() throws {
        let rule = try mentions()
        try rule.violations(of: "setting", PsmLists.settings).record(in: Self.repository)
        try rule.violations(of: "event", PsmLists.events).record(in: Self.repository)
    }

    @Test func readmeMentionsEveryExitCode() throws {
        try mentions().violations(ofExitCodes: PsmLists.exitCodes).record(in: Self.repository)
    }

    @Test func docsShowEveryCommand() throws {
        let commands = PsmLists.commands
        try #require(!commands.isEmpty)
        try mentions().violations(ofCommands: commands, in: documentedCommands())
            .record(in: Self.repository)
    }

    @Test func commandsInDocsParse() throws {
        let commands = try documentedCommands()
        try #require(!commands.isEmpty)
        let rule = CommandRule(
            names: Set(PsmLists.commands.map(\.words)),
            refusal: PsmLists.refusal
        )
        rule.violations(in: commands).record(in: Self.repository)
    }

    private func mentions() throws -> MentionRule {
        try MentionRule(of: Self.repository, Self.pages.get(), Self.files.get())
    }

    private func documentedCommands() throws -> [DocumentedCommand] {
        let programs = Set(PsmLists.programs.keys)
        return try Self.pages.get().flatMap { DocumentedCommand.all(in: $0, of: programs) }
    }
}
