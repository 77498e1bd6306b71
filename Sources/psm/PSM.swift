import ArgumentParser
import Commands

@main
struct PSM: ParsableCommand {
    static let configuration = CommandList.configuration(
        named: "psm",
        CommandList.standard + [DemoCommand.self]
    )

    static func main() {
        runAsTool()
    }
}
