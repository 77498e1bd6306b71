import ArgumentParser
import SystemPackage

/// The figures of a watcher: how soon it knows, and what it costs to have it.
struct WatchBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch: how soon a change is known, and what it costs to wait for one.",
        discussion: "Makes libraries of its own, and removes them afterwards."
    )

    @OptionGroup var options: BenchOptions

    @Option(
        help: ArgumentHelp(
            "The psm whose memory and start count: built with --static-swift-stdlib.",
            valueName: "path"
        )
    )
    var psmStatic: String?

    @Option(help: "How many files are watched, in place of what each figure is for.")
    var files: Int?

    @Flag(help: "Watch 1,000,000 files too: minutes, and 111,113 watches of the kernel.")
    var large = false

    @Option(help: "How many new files to wait for; every second one is written in place.")
    var arrivals = 200

    @Option(help: "How long to look at a watcher with nothing to do, in seconds.")
    var idleSeconds = 60

    @Option(help: "How many files the storm has.")
    var stormFiles = 100_000

    @Option(help: "How many times to start.")
    var runs = 5

    @Option(
        help: """
            Only these, by comma: start, memory, idle, polling, events, matches, lines, sizes, \
            storm.
            """
    )
    var only: String?

    func validate() throws {
        for (name, value) in [
            ("--arrivals", arrivals), ("--idle-seconds", idleSeconds),
            ("--storm-files", stormFiles), ("--runs", runs), ("--files", files ?? 1),
        ] where value < 1 || value > 10_000_000 {
            throw ValidationError("\(name) takes a number from 1 to 10000000.")
        }
        let parts = try wanted
        if let files, files > WatchedLibrary.taggedLimit,
            !parts.isSubset(of: [.memory, .start])
        {
            throw ValidationError(
                "More than \(WatchedLibrary.taggedLimit) files go with --only memory,start."
            )
        }
    }

    func run() throws {
        Interruption.handle()
        let executable = try options.executable()
        let shipped = try psmStatic.map(Paths.absolute) ?? executable
        let parts = try wanted
        let sizes = plan(parts)
        for count in sizes.keys { try WatchedLibrary.checkWatches(forFiles: count) }
        let workspace = try options.workspace()
        defer { workspace.remove() }
        var report = BenchReport(psm: executable.string, runs: runs)
        for (count, parts) in sizes.sorted(by: { $0.key < $1.key }) {
            let directory = try workspace.makeDirectory("watch-\(count)")
            var library = try WatchedLibrary(
                fileCount: count,
                arrivalCount: arrivals * parts.intersection(WatchPart.withArrivals).count,
                in: directory,
                executable: executable,
                shipped: shipped
            )
            for part in WatchPart.allCases where parts.contains(part) {
                try measure(part, &library, &report)
            }
            try Files.remove(directory)
        }
        if parts.contains(.storm) {
            let storm = StormBench(
                executable: shipped,
                directory: try workspace.makeDirectory("storm"),
                fileCount: stormFiles
            )
            report.figures += try storm.measure()
        }
        report.machine.finish()
        try options.print(report)
    }

    private func measure(
        _ part: WatchPart,
        _ library: inout WatchedLibrary,
        _ report: inout BenchReport
    ) throws {
        switch part {
        case .start: report.figures.append(try library.standing(runs).startFigure)
        case .memory: report.figures.append(try library.standing(runs).memoryFigure)
        case .idle: report.figures += try library.idle(.seconds(idleSeconds))
        case .polling: report.figures.append(try library.polling())
        case .events:
            let latencies = try library.events(arrivals)
            let name = "close to its event"
            report.figures.append(latencies.medianFigure(name, atMost: 5))
            report.figures.append(latencies.figure(name, atMost: 10))
        case .matches:
            let latencies = try library.matches(arrivals)
            report.figures.append(latencies.figure("close to its match", atMost: 15))
        case .lines:
            let latencies = try library.lines(arrivals)
            report.figures.append(latencies.figure("close to its line", atMost: 25))
        case .sizes: report.sizes.append(try library.row(runs, arrivals))
        case .storm: break
        }
    }

    /// What is measured with a library of which size.
    private func plan(_ parts: Set<WatchPart>) -> [Int: Set<WatchPart>] {
        var plan: [Int: Set<WatchPart>] = [:]
        for part in parts {
            let own = part.sizes + (part == .memory && large ? [1_000_000] : [])
            for count in files.map({ own.isEmpty ? [] : [$0] }) ?? own {
                plan[count, default: []].insert(part)
            }
        }
        return plan
    }

    private var wanted: Set<WatchPart> {
        get throws { try WatchPart.parts(in: only) }
    }
}

/// A group of figures, in the order in which they are measured: those that leave the library as it
/// is come first.
enum WatchPart: String, BenchPart {
    case start, memory, idle, polling, events, matches, lines, sizes, storm

    /// Those for which new files come.
    static let withArrivals: Set<WatchPart> = [.events, .matches, .lines, .sizes]

    /// How many files the libraries have with which it is measured; the storm makes its own.
    var sizes: [Int] {
        switch self {
        case .idle, .polling, .events, .matches: [10_000]
        case .lines: [50_000]
        case .start, .memory: [10_000, 100_000]
        case .sizes: [1_000, 5_000, 10_000, 50_000]
        case .storm: []
        }
    }
}
