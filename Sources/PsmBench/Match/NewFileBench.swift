import SystemPackage

/// New files one after the other, for a watcher that follows the journal: from the durable append
/// of the event to the row in `matches`.
struct NewFileBench {
    let catalogue: SampleCatalogue

    private static let limit = Duration.seconds(10)
    private static let target = 5.0

    func measure() throws -> Figure {
        // Else the watcher would do it meanwhile, on the other core.
        try catalogue.installation.run("journal", "pack")
        let watcher = try Watcher(catalogue.installation, ["match", "--watch", "--no-debounce"])
        try watcher.waitUntilIdle()
        var sight = try MatchSight(catalogue.installation)
        var samples = Samples()
        var missed = 0
        for number in catalogue.arrivals {
            try catalogue.tell(number)
            let start = ContinuousClock.now
            let path = SampleCatalogue.path(number)
            if let end = try sight.wait(for: path, until: start + Self.limit) {
                samples.add((end - start).inMilliseconds)
            } else {
                missed += 1
            }
            watcher.pause(.milliseconds(20))
        }
        try watcher.end()
        let files = Numbers.text(Double(catalogue.fileCount))
        let tracks = Numbers.text(Double(catalogue.trackCount))
        return Figure(
            name: "one new file to its match, \(tracks) tracks, \(files) files, p50",
            value: samples.median,
            unit: "ms",
            target: .atMost(Self.target),
            details: [
                .init("p95", samples.percentile(95), "ms"),
                .init("missed", Double(missed), "of \(catalogue.arrivals.count)"),
            ],
            samples: samples.values
        )
    }
}
