import ArgumentParser

struct PlaylistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playlist",
        abstract: "Show playlists, as they are or as they were.",
        subcommands: [Show.self, History.self]
    )
}
