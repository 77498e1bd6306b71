import Glibc
import SystemPackage

/// A first scan of a warm library, and a second one that finds nothing new.
struct ScanBench {
    let executable: FilePath
    let library: FilePath
    let directory: FilePath
    let runs: Int

    private static let find: FilePath = "/usr/bin/find"

    struct Outcome {
        let figures: [Figure]
        /// The state after the last run: scanned, nothing imported.
        let installation: Installation
    }

    func measure() throws -> Outcome {
        let files = try Files.walk(library)
        guard !files.isEmpty else { throw BenchError("\(library) has no files.") }
        Progress.tell("first scan of \(files.count) files, \(runs) times")
        _ = try Self.read(files)
        var scans = Costs()
        var reads = Samples()
        var last: Installation?
        for run in 0..<runs {
            if let last { try Files.remove(last.directory) }
            reads.add(try Self.read(files).inSeconds)
            let installation = try Installation(
                executable: executable,
                library: library,
                directory: directory.appending("scan-\(run)")
            )
            scans.add(try installation.run("scan", watchingMemory: true))
            last = installation
            // The next run pays for itself only.
            Files.synchronizeAll()
        }
        guard let last else { throw BenchError("At least one run is needed.") }
        let first = firstScan(files.count, scans, reads)
        return Outcome(figures: [first, try rescan(last)], installation: last)
    }

    private func firstScan(_ count: Int, _ scans: Costs, _ reads: Samples) -> Figure {
        let count = Double(count)
        return Figure(
            name: "first scan, \(Numbers.text(count)) files, warm",
            value: count / scans.wall.median,
            unit: "files/s",
            target: .atLeast(10_000),
            baseline: .init("open and read each file:", count / reads.median, "files/s"),
            details: scans.details,
            samples: scans.wall.values.map { count / $0 }
        )
    }

    private func rescan(_ installation: Installation) throws -> Figure {
        Progress.tell("unchanged rescan against find, \(runs) times")
        let find = Invocation(
            executable: Self.find,
            arguments: [library.string, "-printf", "%s %T@ %p\n"],
            environment: [:],
            log: nil
        )
        // Files written in the tick of the first scan are read once more by the second.
        try installation.run("scan")
        _ = try ChildProcess.run(find)
        var comparison = Comparison()
        for _ in 0..<runs {
            comparison.baseline.add(try ChildProcess.run(find))
            comparison.measured.add(try installation.run("scan", watchingMemory: true))
        }
        return comparison.figure("unchanged rescan", against: "find -printf", target: 3)
    }

    /// Opens and reads every file, one after the other.
    private static func read(_ files: [FilePath]) throws -> Duration {
        let start = ContinuousClock.now
        for file in files { _ = try Files.read(file) }
        return .now - start
    }
}
