/// A watcher of a library in which nothing changed: how soon it watches, and what it holds then.
struct StandingBench {
    let installation: Installation
    let fileCount: Int
    /// How many times to start it.
    let runs: Int

    private static let arguments = ["build", "--watch"]

    func measure() throws -> Standing {
        let files = Numbers.text(Double(fileCount))
        Progress.tell("starting to watch \(files) files, \(runs) times")
        var starts = Samples()
        for _ in 1..<runs {
            let watcher = try Watcher(installation, Self.arguments)
            starts.add(watcher.timeToReady.inSeconds)
            try watcher.end()
        }
        let last = try Watcher(installation, Self.arguments)
        starts.add(last.timeToReady.inSeconds)
        try last.waitUntilIdle()
        let standing = Standing(fileCount: fileCount, starts: starts, status: try last.status())
        try last.end()
        return standing
    }
}

/// What ``StandingBench`` found.
struct Standing {
    let fileCount: Int
    /// From the start until it watches, in seconds.
    let starts: Samples
    let status: ProcessStatus

    /// By the number of files.
    private static let memoryTargets = [10_000: 30.0, 100_000: 40, 1_000_000: 120]
    private static let startTargets = [10_000: 0.1, 100_000: 0.8]

    var startFigure: Figure {
        Figure(
            name: "start to watching, \(Numbers.text(Double(fileCount))) files",
            value: starts.median,
            unit: "s",
            target: Self.startTargets[fileCount].map(Figure.Target.atMost),
            details: [.init("p95", starts.percentile(95), "s")],
            samples: starts.values
        )
    }

    var memoryFigure: Figure {
        Figure(
            name: "watching \(Numbers.text(Double(fileCount))) files: resident",
            value: Numbers.megabytes(kibibytes: status.residentKibibytes),
            unit: "MB",
            target: Self.memoryTargets[fileCount].map(Figure.Target.atMost),
            details: [
                .megabytes("anonymous", kibibytes: status.anonymousKibibytes),
                .megabytes("peak since the start", kibibytes: status.peakKibibytes),
                .init("threads", Double(status.threadCount), ""),
            ]
        )
    }
}
