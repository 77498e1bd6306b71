import ArgumentParser
import Synchronization

@main
struct PSM: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psm",
        abstract: "Turns streaming playlists into M3U files that point at the music you own.",
        discussion: """
            psm build brings everything up to date; psm build --watch keeps it so. \
            psm demo shows all of it on a small library of its own.
            """,
        version: "0.1.0",
        subcommands: CommandRegistry.commands
    )

    static func main() {
        StandardStreams.fill()
        do {
            let arguments = GlobalOptions.hoisted(ArgumentText.ofProcess())
            var command = try parseAsRoot(arguments)
            try command.run()
            if DamageTally.isMetUnderneath.load(ordering: .relaxed) { throw Failure.damagedData }
        } catch {
            Failure.exit(error)
        }
    }
}

/// All commands, in the order of the help. A new one is one more line.
enum CommandRegistry {
    static let commands: [any ParsableCommand.Type] = [
        BuildCommand.self,
        ScanCommand.self,
        ImportCommand.self,
        MatchCommand.self,
        ExportCommand.self,
        ReportCommand.self,
        StatusCommand.self,
        PlaylistCommand.self,
        DiagnoseCommand.self,
        SQLCommand.self,
        SetMatchCommand.self,
        RemoveMatchCommand.self,
        JournalCommand.self,
        ProjectCommand.self,
        ConfigCommand.self,
        ServiceCommand.self,
        DemoCommand.self,
    ]
}
