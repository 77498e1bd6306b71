/// Every call of a program in the docs is one that the program understands.
struct CommandRule {
    /// Every command with its program. Between backticks one may be named without being called:
    /// `psm import`.
    let names: Set<[String]>
    /// Why the program does not understand these words, or nil.
    let refusal: (_ words: [String]) -> String?

    func violations(in commands: [DocumentedCommand]) -> [Violation] {
        commands.flatMap { command in
            command.variants.filter { !command.mayNameOnly || !names.contains($0) }
                .compactMap { words in
                    refusal(words).map { reason in
                        let message = "“\(words.joined(separator: " "))” does not parse: \(reason)"
                        return Violation(command.path, command.line, message)
                    }
                }
        }
    }
}

/// A command that the docs must show.
struct NamedCommand {
    /// The program, and the names that lead from it to the command.
    let words: [String]
    /// The name of the type that it is in the sources.
    let type: String
}
