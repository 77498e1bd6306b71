import Commands

/// The demo's output: numbered acts, commands, and their results.
struct DemoScreen {
    private var actNumber = 0

    mutating func act(_ title: String) {
        actNumber += 1
        StandardOutput.line("\n\(Style.bold("\(actNumber)  \(title)"))")
    }

    func say(_ text: String) {
        StandardOutput.line("   \(text)")
    }

    func aside(_ text: String) {
        StandardOutput.line("   \(Style.dim(text))")
    }

    /// The command that does the same.
    func command(_ text: String) {
        StandardOutput.line("   \(Style.dim("$ \(text)"))")
    }

    func block(_ lines: some Sequence<String>) {
        for line in lines { StandardOutput.line("   \(Style.dim("│")) \(line)") }
    }

    /// The lines removed and added between two versions of a playlist.
    func difference(_ before: [String], _ after: [String]) {
        let difference = after.difference(from: before)
        for case .remove(_, let line, _) in difference.removals {
            StandardOutput.line("     \(Style.red("− \(line)"))")
        }
        for case .insert(_, let line, _) in difference.insertions {
            StandardOutput.line("     \(Style.green("+ \(line)"))")
        }
    }
}
