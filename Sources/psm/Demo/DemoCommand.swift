import ArgumentParser
import Commands

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show all of psm on a small library of its own."
    )

    @Option(help: ArgumentHelp("Keep the demo's files in this folder.", valueName: "folder"))
    var keep: String?

    func run() throws {
        try Demo(keep: keep.map(WorkingDirectory.absolute)).run()
    }
}
