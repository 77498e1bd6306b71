import ArgumentParser
import Glibc
import SystemPackage

/// The figures of the main job: scan, rebuild, watch.
struct MainBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "main",
        abstract: "Scan, rebuild, watch: the main job from end to end.",
        discussion: "Without --library it makes a library of its own, and removes it afterwards."
    )

    @OptionGroup var options: BenchOptions

    @Option(help: ArgumentHelp("Scan this library; it is only read.", valueName: "folder"))
    var library: String?

    @Option(help: ArgumentHelp("The playlists for --library.", valueName: "file"))
    var playlists: String?

    @Option(help: "How many files the library has that is made for the scan.")
    var files = 50_000

    @Option(help: "How many files the library has that is watched.")
    var watchFiles = 10_000

    @Option(help: "How many new files to wait for.")
    var arrivals = 100

    @Option(help: "How long to look at a watcher with nothing to do, in seconds.")
    var idleSeconds = 30

    @Option(
        help: ArgumentHelp(
            "The psm to watch idle: built with --static-swift-stdlib.",
            valueName: "path"
        )
    )
    var psmStatic: String?

    @Option(help: "How many times to scan and to rebuild.")
    var runs = 5

    @Option(help: "Only these, by comma: scan, rebuild, arrivals, idle, version.")
    var only: String?

    private static let parts = ["scan", "rebuild", "arrivals", "idle", "version"]

    func validate() throws {
        if playlists != nil && library == nil {
            throw ValidationError("--playlists goes with --library.")
        }
        for (name, value) in [
            ("--files", files), ("--watch-files", watchFiles), ("--runs", runs),
            ("--arrivals", arrivals), ("--idle-seconds", idleSeconds),
        ] where value < 1 || value > 10_000_000 {
            throw ValidationError("\(name) takes a number from 1 to 10000000.")
        }
        for part in wanted where !Self.parts.contains(part) {
            throw ValidationError("--only takes \(Self.parts.joined(separator: ", ")).")
        }
    }

    func run() throws {
        Interruption.handle()
        let executable = try options.executable()
        let workspace = try options.workspace()
        defer { workspace.remove() }
        var report = BenchReport(psm: executable.string, runs: runs)
        if wanted.contains("version") {
            report.figures.append(try StartUpBench(executable: executable).measure())
        }
        if wanted.contains("scan") || wanted.contains("rebuild") {
            report.figures += try scanAndRebuild(executable, workspace)
        }
        if wanted.contains("arrivals") || wanted.contains("idle") {
            report.figures += try watch(executable, workspace)
        }
        report.machine.finish()
        try options.print(report)
    }

    private var wanted: Set<String> {
        guard let only else { return Set(Self.parts) }
        return Set(only.split(separator: ",").map(String.init))
    }

    private func scanAndRebuild(_ executable: FilePath, _ workspace: Workspace) throws -> [Figure] {
        let directory = try workspace.makeDirectory("scan")
        defer { try? Files.remove(directory) }
        let source = try source(directory)
        let scan = ScanBench(
            executable: executable,
            library: source.library,
            directory: directory,
            runs: wanted.contains("scan") ? runs : 1
        )
        let outcome = try scan.measure()
        var figures = wanted.contains("scan") ? outcome.figures : []
        if wanted.contains("rebuild"), let playlists = source.playlists {
            let bench = RebuildBench(
                installation: outcome.installation,
                playlists: playlists,
                runs: runs
            )
            figures += try bench.measure()
        }
        return figures
    }

    /// What is scanned: the caller's, or one made for it.
    private func source(_ directory: FilePath) throws -> (library: FilePath, playlists: FilePath?) {
        if let library { return (try Paths.absolute(library), try playlists.map(Paths.absolute)) }
        Progress.tell("making a library of \(files) files")
        let sample = try SampleLibrary(fileCount: files, in: directory)
        return (sample.directory, sample.playlistFile)
    }

    private func watch(_ executable: FilePath, _ workspace: Workspace) throws -> [Figure] {
        let directory = try workspace.makeDirectory("watch")
        defer { try? Files.remove(directory) }
        Progress.tell("making a library of \(watchFiles) files")
        let sample = try SampleLibrary(
            fileCount: watchFiles,
            arrivalCount: arrivals,
            in: directory
        )
        func installation(_ name: String, _ executable: FilePath) throws -> Installation {
            let installation = try Installation(
                executable: executable,
                library: sample.directory,
                directory: directory.appending(name)
            )
            try installation.run("build")
            try installation.run("import", sample.playlistFile.string)
            try installation.run("build")
            return installation
        }
        var figures: [Figure] = []
        if wanted.contains("idle") {
            let bench = IdleBench(
                installation: try installation(
                    "idle",
                    try psmStatic.map(Paths.absolute) ?? executable
                ),
                fileCount: watchFiles,
                duration: .seconds(idleSeconds)
            )
            figures += try bench.measure()
        }
        if wanted.contains("arrivals") {
            let bench = ArrivalBench(
                installation: try installation("arrivals", executable),
                library: sample,
                outside: directory.appending("outside")
            )
            figures.insert(try bench.measure(), at: 0)
        }
        return figures
    }
}
