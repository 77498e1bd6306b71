import ArgumentParser
import Commands

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show how psm works, on a small library of its own."
    )

    @Option(
        help: ArgumentHelp(
            "Put the demo's files in this folder, and keep them.",
            valueName: "folder"
        )
    )
    var keep: String?

    func run() throws {
        try Demo(keep: keep.map(WorkingDirectory.absolute)).run()
    }
}
