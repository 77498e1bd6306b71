import ArgumentParser
import Projection
import Projectors

struct BuildCommand: AsyncParsableCommand {
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

    @Flag(help: "Stay, and follow every change.")
    var watch = false

    @Option(help: "Seconds of quiet before a change is taken up.")
    var debounce: Double?

    @Flag(name: .customLong("no-debounce"), help: "Take up every change at once.")
    var withoutDebounce = false

    @Flag(help: "Print JSON.")
    var json = false

    private static let longestDebounceSeconds = 3_600.0

    func validate() throws {
        if let debounce, !(0...Self.longestDebounceSeconds).contains(debounce) {
            throw ValidationError("--debounce takes seconds, from 0 to 3600.")
        }
        if debounce != nil && withoutDebounce {
            throw ValidationError("--debounce and --no-debounce exclude each other.")
        }
    }

    func run() async throws {
        var application = try global.open()
        if let debounce { application.settings.library.watch.debounceSeconds = debounce }
        if withoutDebounce { application.settings.library.watch.debounceSeconds = 0 }
        if watch || application.settings.library.watch.enabled {
            try await watchUntilTold(application)
        } else {
            try Build(application: application, stages: stages).run(json: json)
        }
    }

    /// Ends with SIGINT or SIGTERM, after what is in hand.
    private func watchUntilTold(_ application: Application) async throws {
        TerminationSignal.install()
        let watcher = LibraryWatcher(application: application, stages: stages)
        let watching = Task { try await watcher.run() }
        // Nobody waits for this one: a watcher that cannot go on ends psm without a signal.
        Task {
            await TerminationSignal.wait()
            watching.cancel()
        }
        try await watching.value
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
