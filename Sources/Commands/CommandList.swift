import App
package import ArgumentParser
import CLimits
import Messages
import Synchronization

/// The commands of psm, and how an executable is configured with them.
package enum CommandList {
    /// The commands that every executable knows, in the order of the help. To add one, add a line.
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

    /// The configuration of an executable's root command.
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
            abstract: "Turn streaming playlists into M3U files that point to the music you own.",
            discussion: """
                psm build brings everything up to date; psm build --watch keeps it up to date. \
                psm demo shows how it works on a small library of its own.
                """,
            version: PsmVersion.text,
            subcommands: commands
        )
    }
}

extension ParsableCommand {
    /// Runs the command given on the command line. If it fails, ends the process with a sentence on
    /// stderr and an ``ExitStatus``.
    package static func runAsTool() {
        psm_tell_limits()
        StandardStreams.fill()
        do {
            let arguments = GlobalOptions.hoisted(ArgumentText.ofProcess())
            let isHelp = arguments.first == "help"
            try checkCommandName(isHelp ? arguments.dropFirst().first : arguments.first)
            var command = try parseAsRoot(arguments)
            do {
                try command.run()
            } catch {
                // Help is an error of the argument parser's, of a type that it keeps to itself.
                throw exitCode(for: error).isSuccess ? error : Failure.told(error)
            }
            if DamageTally.isMetUnderneath.load(ordering: .relaxed) {
                throw ExitStatus.damagedData.code
            }
        } catch {
            let code = exitCode(for: error)
            // The parser would print what it refuses as it is.
            if !code.isSuccess, !(error is ExitCode) {
                StandardError.line(fullMessage(for: error))
                exit(withError: code)
            }
            exit(withError: error)
        }
    }

    /// The parser would call an unknown command an unexpected argument.
    ///
    /// - Throws: `ValidationError` with the most similar command, if one is similar.
    private static func checkCommandName(_ name: String?) throws {
        let known = configuration.subcommands.map { $0._commandName } + ["help"]
        guard let name, !name.hasPrefix("-"), !known.contains(name) else { return }
        let limit = max(1, name.count / 2)
        let nearest = known.map { (name: $0, distance: EditDistance.between(name, $0)) }
            .filter { $0.distance <= limit }
            .min { $0.distance < $1.distance }
        throw ValidationError(
            "There is no command “\(Text.printable(name))”. "
                + (nearest.map { "Did you mean \($0.name)?" } ?? "psm --help lists all commands.")
        )
    }
}
