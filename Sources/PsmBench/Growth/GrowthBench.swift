import ArgumentParser
import SystemPackage

/// What ten times as much costs.
struct GrowthBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "Growth: what ten times as much costs; ten times as much where it is linear.",
        discussion: """
            Each size is that of the smaller one of two measurements. An import of ten times \
            100,000 playlists takes some minutes, and 1 GB.
            """
    )

    enum Part: String, BenchPart {
        case diff, imports = "import", moves, rows, pending
    }

    @OptionGroup var options: BenchOptions

    @Option(help: "Only some of \(Part.list).")
    var only: String?

    @Option(help: "How many items the shuffled playlist has.")
    var items = 4_000

    @Option(help: "How many playlists are imported.")
    var playlists = 100_000

    @Option(help: "How many files of one folder change names.")
    var files = 2_000

    @Option(help: "How many times a hundred files get other tags.")
    var rounds = 50

    @Option(help: "How many playlists wait to be written.")
    var pending = 200

    func validate() throws {
        for (name, value) in [
            ("--items", items), ("--playlists", playlists), ("--files", files),
            ("--rounds", rounds), ("--pending", pending),
        ] where value < 1 || value > 1_000_000 {
            throw ValidationError("\(name) takes a number from 1 to 1000000.")
        }
        _ = try Part.parts(in: only)
    }

    func run() throws {
        Interruption.handle()
        let executable = try options.executable()
        let workspace = try options.workspace()
        defer { workspace.remove() }
        var report = BenchReport(psm: executable.string, runs: 1)
        let parts = try Part.parts(in: only)
        if parts.contains(.diff) { report.figures += DiffGrowth(itemCount: items).measure() }
        if parts.contains(.imports) {
            let bench = ImportGrowth(playlistCount: playlists, executable, workspace)
            report.figures += try bench.measure()
        }
        if parts.contains(.moves) {
            report.figures += try MoveGrowth(fileCount: files, executable, workspace).measure()
        }
        if parts.contains(.rows) {
            report.figures.append(try RowGrowth(rounds: rounds, executable, workspace).measure())
        }
        if parts.contains(.pending) {
            let bench = PendingGrowth(playlistCount: pending, executable, workspace)
            report.figures.append(try bench.measure())
        }
        report.machine.finish()
        try options.print(report)
    }
}

/// The cost of something at one size, and at ten times that.
struct Growth {
    static let factor = 10

    let what: String
    let size: String
    let unit: String
    let small: Double
    let large: Double

    /// The figure of the smaller size.
    func figure(target: Figure.Target? = nil) -> Figure {
        Figure(
            name: "\(what), \(size)",
            value: small,
            unit: unit,
            target: target,
            details: [
                .init("\(Self.factor) times as many", large, unit),
                .init("which is", large / small, "×"),
            ]
        )
    }
}
