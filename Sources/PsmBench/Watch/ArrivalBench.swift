import SystemPackage

/// New files in a watched library, each until it has got as far as is measured.
struct ArrivalBench {
    let installation: Installation
    let library: SampleLibrary
    /// Those of the library's arrivals that are to come.
    let tracks: ArraySlice<SampleTrack>
    let outside: FilePath
    /// The command that watches.
    let arguments: [String]

    private static let limit = Duration.seconds(10)

    /// - Parameter makeSight: called once the watcher watches.
    func measure(_ makeSight: () throws -> any ArrivalSight) throws -> ArrivalLatencies {
        let files = Numbers.text(Double(library.fileCount))
        let command = arguments.joined(separator: " ")
        Progress.tell("\(tracks.count) new files in a library of \(files): \(command)")
        let watcher = try Watcher(installation, arguments)
        var sight = try makeSight()
        try Files.makeDirectory(outside)
        try watcher.waitUntilIdle()
        var latencies = ArrivalLatencies(fileCount: library.fileCount)
        let used = try watcher.use().cpu
        for (index, track) in tracks.enumerated() {
            let arrival = Arrival(track, index, in: library, outside: outside)
            let start = try arrival.make()
            if let end = try sight.wait(for: arrival.path, until: start + Self.limit) {
                latencies.add((end - start).inMilliseconds, arrival.way)
            } else {
                latencies.missed.append(arrival.path)
                Progress.tell("not seen after \(Self.limit): \(arrival.path)")
            }
            // Now and then into the middle of what the last one left to do.
            watcher.pause(.milliseconds(20 + index * 37 % 80))
        }
        try watcher.waitUntilIdle()
        latencies.cpu = try watcher.use().cpu - used
        latencies.residentKibibytes = try watcher.status().residentKibibytes
        try watcher.end()
        return latencies
    }
}

/// How long files took that came one after the other.
struct ArrivalLatencies {
    let fileCount: Int
    private var byWay: [Arrival.Way: Samples] = [:]
    var missed: [FilePath] = []
    /// Of the watcher, for all of them and for what they left to do.
    var cpu = Duration.zero
    /// When all was over.
    var residentKibibytes = 0

    init(fileCount: Int) {
        self.fileCount = fileCount
    }

    /// Those of the files that were written in place: what is measured.
    var written: Samples { byWay[.written] ?? Samples() }

    mutating func add(_ milliseconds: Double, _ way: Arrival.Way) {
        byWay[way, default: Samples()].add(milliseconds)
    }

    func medianFigure(_ name: String, atMost milliseconds: Double) -> Figure {
        figure(name, percent: 50, atMost: milliseconds, [])
    }

    /// The 95th percentile, with all there is to say beside it.
    func figure(_ name: String, atMost milliseconds: Double) -> Figure {
        figure(name, percent: 95, atMost: milliseconds, details)
    }

    private var details: [Figure.Quantity] {
        var details: [Figure.Quantity] = [
            .init("p50", written.median, "ms"), .init("max", written.most, "ms"),
        ]
        for (way, samples) in byWay.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where way != .written {
            details.append(.init("\(way.rawValue): p50", samples.median, "ms"))
            details.append(.init("p95", samples.percentile(95), "ms"))
        }
        let count = byWay.values.reduce(missed.count) { $0 + $1.count }
        details.append(.init("missed", Double(missed.count), "of \(count)"))
        details.append(.init("CPU of a file", cpu.inMilliseconds / Double(count), "ms"))
        details.append(.megabytes("resident afterwards", kibibytes: residentKibibytes))
        return details
    }

    private func figure(
        _ name: String,
        percent: Int,
        atMost milliseconds: Double,
        _ details: [Figure.Quantity]
    ) -> Figure {
        Figure(
            name: "\(name), \(Numbers.text(Double(fileCount))) files, p\(percent)",
            value: written.percentile(percent),
            unit: "ms",
            target: .atMost(milliseconds),
            details: details,
            samples: written.values
        )
    }
}
