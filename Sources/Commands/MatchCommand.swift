import ArgumentParser

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Find the file for each track.",
        discussion: """
            Without a subcommand, psm matches what changed; --full matches every track again, and \
            --watch keeps running. psm match run --help lists all options.
            """,
        subcommands: [
            MatchTracksCommand.self,
            MatchReviewCommand.self,
            Evaluate.self,
        ],
        defaultSubcommand: MatchTracksCommand.self
    )
}
