import Glibc
import SystemPackage

/// New files in a watched library, each until its path stands in the playlist that wants it.
struct ArrivalBench {
    let installation: Installation
    let library: SampleLibrary
    /// Beside the library, on the same file system: what is renamed from here arrives at once.
    let outside: FilePath

    private static let limit = Duration.seconds(10)
    private static let settle = Duration.seconds(12)

    /// How a file comes into a library.
    private enum Way: String, CaseIterable {
        case renamed = "renamed into a folder"
        case written = "written and closed there"
        case newFolder = "renamed into a new folder"
    }

    private struct Latencies {
        var all = Samples()
        var byWay: [Way: Samples] = [:]
        var missed: [FilePath] = []
    }

    func measure() throws -> Figure {
        let count = library.arrivals.count
        let files = Numbers.text(Double(library.fileCount))
        Progress.tell("\(count) new files in a watched library of \(files)")
        let watcher = try Watcher(installation)
        let playlists = try PlaylistFolder(installation.playlists)
        try Files.makeDirectory(outside)
        watcher.pause(.seconds(2))
        var latencies = Latencies()
        for (index, track) in library.arrivals.enumerated() {
            let way = Way.allCases[index % Way.allCases.count]
            let path = library.directory.appending(folder(of: track, way)).appending(
                "\(track.number) arrival.flac"
            )
            let start = try arrive(track, at: path, way)
            if let end = try playlists.wait(for: path, until: start + Self.limit) {
                latencies.all.add((end - start).inMilliseconds)
                latencies.byWay[way, default: Samples()].add((end - start).inMilliseconds)
            } else {
                latencies.missed.append(path)
                Progress.tell("not in its playlist after \(Self.limit): \(path)")
            }
            // Now and then into the middle of what the last one left to do.
            watcher.pause(.milliseconds(20 + index * 37 % 80))
        }
        watcher.pause(Self.settle)
        let memory = try watcher.status().residentKibibytes
        let end = try watcher.process.terminate()
        if end != "exit 0" { Progress.tell("the watcher ended with \(end)") }
        return figure(latencies, files, watcher.timeToReady, memory)
    }

    private func folder(of track: SampleTrack, _ way: Way) -> String {
        // Any album that is there already, or one that is not.
        let known = SampleTrack(number: track.number * 7_907 % library.fileCount)
        return way == .newFolder ? "\(track.artist)/\(track.number)" : known.folder
    }

    /// - Returns: the moment just before the file is complete.
    private func arrive(_ track: SampleTrack, at path: FilePath, _ way: Way) throws
        -> ContinuousClock.Instant
    {
        if way == .written {
            let file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
            try file.writeAll(track.bytes)
            let start = ContinuousClock.now
            try file.close()
            return start
        }
        let waiting = outside.appending(String(track.number))
        try Files.write(track.bytes, to: waiting)
        let start = ContinuousClock.now
        if way == .newFolder { try Files.makeDirectory(path.removingLastComponent()) }
        guard rename(waiting.string, path.string) == 0 else {
            throw BenchError("Cannot rename a file to \(path): \(Errno(rawValue: errno)).")
        }
        return start
    }

    private func figure(
        _ latencies: Latencies,
        _ files: String,
        _ timeToReady: Duration,
        _ residentKibibytes: Int
    ) -> Figure {
        let all = latencies.all
        var details: [Figure.Quantity] = [
            .init("p50", all.median, "ms"), .init("max", all.most, "ms"),
            .init("missed", Double(latencies.missed.count), "of \(library.arrivals.count)"),
        ]
        for way in Way.allCases {
            let samples = latencies.byWay[way] ?? Samples()
            details.append(.init("\(way.rawValue): p95", samples.percentile(95), "ms"))
        }
        details.append(.init("start to watching", timeToReady.inSeconds, "s"))
        details.append(.megabytes("resident afterwards", kibibytes: residentKibibytes))
        return Figure(
            name: "a new file to its line, \(files) files, p95",
            value: all.percentile(95),
            unit: "ms",
            target: .atMost(100),
            details: details,
            samples: all.values
        )
    }
}
