import ArgumentParser
import Glibc
import SystemPackage

/// The figures of the main job: scan and rebuild.
struct MainBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "main",
        abstract: "Scan and rebuild: the main job from end to end.",
        discussion: """
            Without --library it makes a library of its own, and removes it afterwards. What \
            follows changes is measured by psm-bench watch.
            """
    )

    @OptionGroup var options: BenchOptions

    @Option(help: ArgumentHelp("Scan this library; it is only read.", valueName: "folder"))
    var library: String?

    @Option(help: ArgumentHelp("The playlists for --library.", valueName: "file"))
    var playlists: String?

    @Option(help: "How many files the library has that is made for the scan.")
    var files = 50_000

    @Option(help: "How many times to scan and to rebuild.")
    var runs = 5

    @Option(help: "Only some of \(Part.list).")
    var only: String?

    enum Part: String, BenchPart {
        case scan, rebuild, version
    }

    func validate() throws {
        if playlists != nil && library == nil {
            throw ValidationError("--playlists goes with --library.")
        }
        for (name, value) in [("--files", files), ("--runs", runs)]
        where value < 1 || value > 10_000_000 {
            throw ValidationError("\(name) takes a number from 1 to 10000000.")
        }
        _ = try wanted
    }

    func run() throws {
        Interruption.handle()
        let executable = try options.executable()
        let workspace = try options.workspace()
        defer { workspace.remove() }
        var report = BenchReport(psm: executable.string, runs: runs)
        if try wanted.contains(.version) {
            report.figures.append(try StartUpBench(executable: executable).measure())
        }
        if try wanted.contains(.scan) || wanted.contains(.rebuild) {
            report.figures += try scanAndRebuild(executable, workspace)
        }
        report.machine.finish()
        try options.print(report)
    }

    private var wanted: Set<Part> {
        get throws { try Part.parts(in: only) }
    }

    private func scanAndRebuild(_ executable: FilePath, _ workspace: Workspace) throws -> [Figure] {
        let directory = try workspace.makeDirectory("scan")
        defer { try? Files.remove(directory) }
        let source = try source(directory)
        let scan = ScanBench(
            executable: executable,
            library: source.library,
            directory: directory,
            runs: try wanted.contains(.scan) ? runs : 1
        )
        let outcome = try scan.measure()
        var figures = try wanted.contains(.scan) ? outcome.figures : []
        if try wanted.contains(.rebuild), let playlists = source.playlists {
            let bench = RebuildBench(
                installation: outcome.installation,
                playlists: playlists,
                runs: runs
            )
            figures += try bench.measure()
        }
        return figures
    }

    /// The library to scan: the caller's, or a generated one.
    private func source(_ directory: FilePath) throws -> (library: FilePath, playlists: FilePath?) {
        if let library { return (try Paths.absolute(library), try playlists.map(Paths.absolute)) }
        Progress.tell("making a library of \(files) files")
        let sample = try SampleLibrary(fileCount: files, in: directory)
        return (sample.directory, sample.playlistFile)
    }
}
