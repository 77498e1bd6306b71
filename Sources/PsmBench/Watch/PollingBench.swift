/// A watcher that looks at everything now and then, as it does on a network drive.
struct PollingBench {
    let installation: Installation
    let fileCount: Int

    private static let pollCount = 8
    /// Shorter than what the figure is for, so that many polls fit into the time.
    private static let interval = Duration.seconds(4)
    /// The default.
    private static let countedInterval = Duration.seconds(60)

    func measure() throws -> Figure {
        let files = Numbers.text(Double(fileCount))
        let seconds = Numbers.text(Self.interval.inSeconds)
        Progress.tell("polling \(files) files, \(Self.pollCount) times")
        let watcher = try Watcher(
            installation,
            ["build", "--watch", "--poll", "--interval", seconds]
        )
        // The polls themselves would keep it from ever being idle.
        watcher.pause(Self.interval * 2)
        var polls = Samples()
        var used = try watcher.use().cpu
        for _ in 0..<Self.pollCount {
            watcher.pause(Self.interval)
            let now = try watcher.use().cpu
            polls.add((now - used).inMilliseconds)
            used = now
        }
        let status = try watcher.status()
        try watcher.end()
        let mean = polls.values.reduce(0, +) / Double(polls.count)
        return Figure(
            name: "polling \(files) files every \(Numbers.text(Self.countedInterval.inSeconds)) s",
            value: 100 * mean / Self.countedInterval.inMilliseconds,
            unit: "% CPU",
            target: .atMost(0.1),
            details: [
                .init("CPU of a poll", mean, "ms"),
                .init("polls", Double(polls.count), "every \(seconds) s"),
                .megabytes("resident", kibibytes: status.residentKibibytes),
            ],
            samples: polls.values.map { 100 * $0 / Self.countedInterval.inMilliseconds }
        )
    }
}
