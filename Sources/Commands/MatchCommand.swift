import ArgumentParser

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Find the file for each track.",
        discussion: """
            Alone it matches what changed; --full matches every track again, --watch stays. psm match \
            run --help has all options of that.
            """,
        subcommands: [
            MatchTracksCommand.self,
            MatchReviewCommand.self,
            Evaluate.self,
        ],
        defaultSubcommand: MatchTracksCommand.self
    )
}
