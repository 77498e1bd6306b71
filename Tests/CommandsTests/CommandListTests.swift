import ArgumentParser
import Testing

@testable import Commands

/// A command is one file and one line: added to the list, it is in the help, in the completions and
/// in what is parsed.
@Suite struct CommandListTests {
    private struct Dummy: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dummy",
            abstract: "Does nothing at all."
        )
    }

    private struct Root: ParsableCommand {
        static let configuration = CommandList.configuration(
            named: "psm",
            CommandList.standard + [Dummy.self]
        )
    }

    @Test func aCommandIsInTheHelp() {
        #expect(Root.helpMessage().contains("Does nothing at all."))
    }

    @Test func aCommandIsParsed() throws {
        #expect(try Root.parseAsRoot(["dummy"]) is Dummy)
    }

    @Test(arguments: [CompletionShell.bash, .zsh, .fish])
    func aCommandIsCompleted(shell: CompletionShell) {
        #expect(Root.completionScript(for: shell).contains("dummy"))
    }
}
