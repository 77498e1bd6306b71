package import ArgumentParser
import Messages
import Synchronization

/// The commands, and how an executable runs them.
package enum CommandList {
    /// All that every executable knows, in the order of the help. A new one is one more line.
    package static let standard: [any ParsableCommand.Type] = [
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
    ]

    /// What the root command of an executable is configured by.
    ///
    /// ```swift
    /// @main struct PSM: ParsableCommand {
    ///     static let configuration = CommandList.configuration(named: "psm", CommandList.standard)
    ///     static func main() { runAsTool() }
    /// }
    /// ```
    package static func configuration(
        named name: String,
        _ commands: [any ParsableCommand.Type]
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: "Turns streaming playlists into M3U files that point at the music you own.",
            discussion: """
                psm build brings everything up to date; psm build --watch keeps it so. \
                psm demo shows all of it on a small library of its own.
                """,
            version: "0.1.0",
            subcommands: commands
        )
    }
}

extension ParsableCommand {
    /// Runs the command that the process was called for, and ends the process where it failed: with
    /// a sentence on stderr and an ``ExitStatus``.
    package static func runAsTool() {
        StandardStreams.fill()
        do {
            let arguments = GlobalOptions.hoisted(ArgumentText.ofProcess())
            var command = try parseAsRoot(arguments)
            do {
                try command.run()
            } catch {
                throw Failure.told(error)
            }
            if DamageTally.isMetUnderneath.load(ordering: .relaxed) {
                throw ExitStatus.damagedData.code
            }
        } catch {
            exit(withError: error)
        }
    }
}
