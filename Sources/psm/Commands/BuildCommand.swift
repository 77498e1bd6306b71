import ArgumentParser
import Projection
import Projectors

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Scan, match, export and report: everything up to date.",
        discussion: "With --watch it stays, and follows the disk and the journal."
    )

    @OptionGroup var global: GlobalOptions

    @Flag(name: .customLong("no-export"), help: "Leave the playlist files alone.")
    var withoutExport = false

    @Flag(name: .customLong("no-report"), help: "Leave the reports alone.")
    var withoutReport = false

    @OptionGroup var watching: WatchOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let application = try global.open()
        let isWatching = watching.watch || application.settings.library.watch.enabled
        try watching.check(isWatching: isWatching, conflicts: json ? "--json" : nil)
        if isWatching {
            try watching.run(application, stages, followsDisk: true)
        } else {
            try Build(application: application, stages: stages).run(json: json)
        }
    }

    private var stages: Set<String> {
        var stages: Set = [Stage.library, Stage.catalog, Stage.match]
        if !withoutExport { stages.insert(Stage.export) }
        if !withoutReport { stages.insert(Stage.report) }
        return stages
    }
}

/// One build, from the disk to the reports.
struct Build {
    let application: Application
    let stages: Set<String>

    func run(json: Bool) throws {
        let start = ContinuousClock.now
        let (scan, scanDuration) = try LibraryScan(application: application).run()
        let outcome = try Pipeline(application: application).run(stages)
        let counts = try application.readModel.read { try LibraryCounts($0) }
        let duration = ContinuousClock.now - start
        if json {
            try StandardOutput.json(BuildJSON(scan, outcome, counts, duration))
        } else {
            StandardOutput.line(scan.line(scanDuration))
            for line in lines(outcome, counts) { StandardOutput.line(line) }
            StandardOutput.line("done in \(Text.seconds(duration))")
        }
        try scan.throwIfNothingWasThere(application)
    }

    private func lines(_ outcome: Pipeline.Outcome, _ counts: LibraryCounts) -> [String] {
        var lines = [
            "matches: \(Text.count(outcome.changeCount(Stage.match))) changed; "
                + "\(Text.count(counts.matched)) tracks have a file, "
                + "\(Text.count(counts.unmatched)) have none"
        ]
        if stages.contains(Stage.export) {
            let stage = PublishStage(
                name: Stage.export,
                noun: "playlist",
                directory: application.exportDirectory
            )
            lines.append(stage.line(outcome.publishReport(Stage.export)))
        }
        if stages.contains(Stage.report) {
            let stage = PublishStage(
                name: Stage.report,
                noun: "page",
                directory: application.reportsDirectory
            )
            lines.append(stage.line(outcome.publishReport(Stage.report)))
        }
        return lines
    }
}
