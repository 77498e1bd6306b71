import App
import ArgumentParser
import Messages
import Projection
import Publishers
import Queries
import ReadModels

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Scan, match, export and report: bring everything up to date.",
        discussion: "With --watch it keeps running, and follows the disk and the journal."
    )

    @OptionGroup var global: GlobalOptions

    @Flag(name: .customLong("no-export"), help: "Do not write playlist files.")
    var withoutExport = false

    @Flag(name: .customLong("no-report"), help: "Do not write reports.")
    var withoutReport = false

    @Flag(
        name: .customLong("take-over"),
        help: "Write to folders that psm published to for another data folder."
    )
    var takesOver = false

    @OptionGroup var watching: WatchOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        var application = try global.open()
        application.takesOver = takesOver
        let isWatching = watching.watch || application.settings.library.watch.enabled
        try watching.check(isWatching: isWatching, conflicts: json ? "--json" : nil)
        if isWatching {
            try watching.run(application, selection(application), followsDisk: true)
        } else {
            try Build(application: application, selection: selection(application)).run(json: json)
        }
    }

    private func selection(_ application: Application) -> ProjectorSelection {
        var names = ProjectorSelection.all.names(of: application.projectors)
        if withoutExport { names.remove(M3UProjector.name) }
        if withoutReport { names.remove(ReportsProjector.name) }
        return .named(names)
    }
}

/// One build, from the disk to the reports.
struct Build {
    let application: Application
    let selection: ProjectorSelection

    func run(json: Bool) throws {
        let start = ContinuousClock.now
        let (scan, scanDuration) = try application.scan()
        let outcome = try Pipeline(application: application).run(selection)
        let counts = try application.readModel.read { try LibraryCounts($0) }
        let duration = ContinuousClock.now - start
        if json {
            try StandardOutput.json(BuildJSON(scan, outcome, counts, duration))
        } else {
            StandardOutput.line(scan.line(scanDuration))
            StandardOutput.line(
                "matches: \(Text.count(outcome.changeCount(MatchesProjector.name))) changed; "
                    + counts.coverage
            )
            for made in outcome.published { StandardOutput.line(made.product.line(made.report)) }
            StandardOutput.line("done in \(Text.seconds(duration))")
        }
        try scan.throwUnlessComplete(application)
    }
}
