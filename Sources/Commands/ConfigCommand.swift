import App
import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show every setting with its value and where it was set."
    )

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let listing = SettingsListing(try global.load().settings)
        StandardOutput.write(json ? listing.json() : listing.text())
    }
}
