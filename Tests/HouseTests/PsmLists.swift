import App
import ArgumentParser
import Events
import Messages

@testable import Commands
@testable import psm
@testable import psm_bench

/// What psm itself has of everything that the docs must speak of. Only this file knows where psm
/// keeps its lists.
enum PsmLists {
    static let settings = SettingsTable.standard.definitions.map(\.key.rawValue)
    static let events = EventType.names
    static let programs: [String: any ParsableCommand.Type] = [
        "psm": PSM.self, "psm-bench": PsmBench.self,
    ]

    static let exitCodes = ExitStatus.allCases.map(\.rawValue)

    /// All commands that help shows, with those that only hold others. One that its parent runs by
    /// itself is called by the parent's name.
    static var commands: [NamedCommand] {
        programs.values.flatMap { program in
            program.configuration.subcommands.flatMap { named($0, [program._commandName]) }
        }
    }

    private static func named(
        _ command: any ParsableCommand.Type,
        _ parents: [String]
    ) -> [NamedCommand] {
        guard command.configuration.shouldDisplay else { return [] }
        let words = parents + [command._commandName]
        return [NamedCommand(words: words, type: "\(command)")]
            + command.configuration.subcommands
            .filter { $0 != command.configuration.defaultSubcommand }
            .flatMap { named($0, words) }
    }

    /// Why the program that `words` begin with does not understand the others, or nil.
    static func refusal(_ words: [String]) -> String? {
        guard let program = words.first.flatMap({ programs[$0] }) else { return "Which program?" }
        do {
            _ = try program.parseAsRoot(GlobalOptions.hoisted(Array(words.dropFirst())))
            return nil
        } catch {
            // Help and the version are answers.
            return program.exitCode(for: error).isSuccess ? nil : program.message(for: error)
        }
    }
}
