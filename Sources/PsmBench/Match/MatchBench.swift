import ArgumentParser
import SystemPackage

/// The figures of the matcher.
struct MatchBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Match: all tracks with all files, nothing new, and one new file.",
        discussion: "Its libraries are journals only: no file is made but what psm makes of them."
    )

    @OptionGroup var options: BenchOptions

    @Option(help: "How many files the library of the full match has; half as many tracks.")
    var files = 50_000

    @Flag(help: "Match 1,000,000 files too: some three minutes, and 2 GB.")
    var large = false

    @Option(help: "How many new files to wait for.")
    var arrivals = 100

    @Option(help: "How many times to match.")
    var runs = 5

    func validate() throws {
        for (name, value) in [("--files", files), ("--arrivals", arrivals), ("--runs", runs)]
        where value < 1 || value > 1_000_000 {
            throw ValidationError("\(name) takes a number from 1 to 1000000.")
        }
    }

    func run() throws {
        Interruption.handle()
        let executable = try options.executable()
        let workspace = try options.workspace()
        defer { workspace.remove() }
        var report = BenchReport(psm: executable.string, runs: runs)
        func catalogue(_ files: Int, _ tracks: Int) throws -> SampleCatalogue {
            let (wanted, there) = (Numbers.text(Double(tracks)), Numbers.text(Double(files)))
            Progress.tell("\(wanted) tracks, \(there) files")
            let place = try workspace.makeDirectory("match-\(files)-\(tracks)")
            return try SampleCatalogue(
                fileCount: files,
                trackCount: tracks,
                arrivalCount: arrivals,
                executable: executable,
                in: place
            )
        }

        let usual = try catalogue(files, files / 2)
        let full = try FullMatchBench(catalogue: usual, runs: runs).measure()
        report.figures += full.figures
        report.figures.append(try NewFileBench(catalogue: usual).measure())
        try usual.remove()

        let small = try catalogue(1_000, 500)
        let least = try FullMatchBench(catalogue: small, runs: runs).measure()
        try small.remove()
        var most = full
        if large {
            let large = try catalogue(1_000_000, 500_000)
            most = try FullMatchBench(catalogue: large, runs: 1).measure()
            try large.remove()
            let wanted = try catalogue(1_000_000, 100_000)
            report.figures.append(try NewFileBench(catalogue: wanted).measure())
            try wanted.remove()
        }
        report.figures.append(most.growth(since: least))
        report.machine.finish()
        try options.print(report)
    }
}
