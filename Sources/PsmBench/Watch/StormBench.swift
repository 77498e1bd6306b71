import SystemPackage

/// More changes at once than the kernel's queue holds: nothing may be lost or reported twice, and
/// the memory use is bounded.
struct StormBench {
    let executable: FilePath
    let directory: FilePath
    let fileCount: Int

    /// Existing files that nothing touches.
    private static let quietCount = 10_000
    private static let scanRuns = 3
    /// The default of `library.watch.debounce_seconds`.
    private static let debounce = Duration.seconds(2)
    /// Longer than the watcher may delay anything.
    private static let silence = Duration.seconds(20)
    private static let limit = Duration.seconds(300)

    private struct Outcome {
        let audit: StormAudit
        let changeCount: Int
        let duration: Duration
        /// From the last change to the last event.
        let lag: Duration
        let status: ProcessStatus
    }

    func measure() throws -> [Figure] {
        Progress.tell("making a library of \(Self.quietCount) files, for the storm")
        let library = try SampleLibrary(fileCount: Self.quietCount, in: directory).directory
        let installation = try Installation(
            executable: executable,
            library: library,
            directory: directory.appending("watcher")
        )
        // Files written in the tick of the first scan are read once more by the second.
        for _ in 0..<2 { try installation.run("scan") }
        let outcome = try watch(installation)
        Progress.tell("scanning what the storm left, \(Self.scanRuns) times")
        var scans = Costs()
        for run in 0..<Self.scanRuns {
            let fresh = try Installation(
                executable: executable,
                library: library,
                directory: directory.appending("scan-\(run)")
            )
            scans.add(try fresh.run("scan"))
        }
        return figures(outcome, scans)
    }

    private func watch(_ installation: Installation) throws -> Outcome {
        let watcher = try Watcher(installation, ["scan", "--watch"])
        try watcher.waitUntilIdle()
        var audit = try StormAudit(installation)
        var storm = Storm(
            directory: installation.library.appending("storm"),
            fileCount: fileCount
        )
        Progress.tell("a storm of \(fileCount) files")
        let start = ContinuousClock.now
        let lastChange = try storm.run()
        var sight = try JournalSight(installation)
        var lastEvent = lastChange
        while ContinuousClock.now < lastChange + Self.limit,
            let seen = try sight.waitForGrowth(until: .now + Self.silence)
        {
            lastEvent = seen
            _ = try sight.takeEvents()
        }
        try watcher.waitUntilIdle()
        let status = try watcher.status()
        try watcher.end()
        try audit.run()
        return Outcome(
            audit: audit,
            changeCount: storm.changeCount,
            duration: lastChange - start,
            lag: lastEvent - lastChange,
            status: status
        )
    }

    private func figures(_ outcome: Outcome, _ scans: Costs) -> [Figure] {
        let name = "storm of \(Numbers.text(Double(fileCount))) files"
        let audit = outcome.audit
        let counts = audit.eventCounts.sorted { $0.key < $1.key }.map {
            Figure.Quantity($0.key, Double($0.value), "")
        }
        let truth = Figure(
            name: "\(name): missed, invented, twice",
            value: Double(audit.errorCount),
            unit: "",
            target: .atMost(0),
            details: [
                .init("missed", Double(audit.missedCount), ""),
                .init("invented", Double(audit.inventedCount), ""),
                .init("twice", Double(audit.twiceCount), ""),
                .init("of nothing", Double(audit.baselessCount), ""),
                .init("of untouched files", Double(audit.needlessCount), ""),
                .init("changes", Double(outcome.changeCount), ""),
                .init("within", outcome.duration.inSeconds, "s"),
                .init("events", Double(audit.eventCount), ""),
            ] + counts
        )
        let memory = Figure(
            name: "\(name): peak memory",
            value: Numbers.megabytes(kibibytes: outcome.status.peakKibibytes),
            unit: "MB",
            target: .atMost(60),
            details: [
                .megabytes("resident afterwards", kibibytes: outcome.status.residentKibibytes)
            ]
        )
        let lag = max(0, (outcome.lag - Self.debounce).inSeconds)
        let delay = Figure(
            name: "\(name): last change to last event",
            value: lag / scans.wall.median,
            unit: "×",
            target: .atMost(2),
            baseline: .init("psm scan of the same", scans.wall.median, "s"),
            details: [.init("without the debounce", lag, "s")]
        )
        return [truth, memory, delay]
    }
}
