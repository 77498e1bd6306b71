import ArgumentParser
import Glibc
import SystemPackage

/// The first scan where reading is what takes time: files with large pictures, from memory, over a
/// network and from a slow disk; and files that are made to break their reader.
struct ArtBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "First scans of files with art: warm, over a network, from a slow disk.",
        discussion: """
            The network and the disk are models, made for the run, which only root may mount. With \
            --before, each scan is also made by another psm, alternately.
            """
    )

    @OptionGroup var options: BenchOptions

    @Option(help: ArgumentHelp("Compare with this psm.", valueName: "path"))
    var before: String?

    @Flag(help: "Put art into the files, as large as --kilobytes says.")
    var art = false

    @Option(help: "How many kilobytes of art each file has, with --art.")
    var kilobytes = 900

    @Option(help: "How many files there are.")
    var files = 4_000

    @Option(help: "How many times to scan.")
    var runs = 3

    @Option(help: "Only some of \(Part.list).")
    var only: String?

    enum Part: String, BenchPart {
        case warm, network, disk, hostile
    }

    private static let hostileCount = 100
    private static let hostileAmong = 10_000

    func validate() throws {
        for (name, value) in [("--files", files), ("--runs", runs), ("--kilobytes", kilobytes)]
        where value < 1 || value > 1_000_000 {
            throw ValidationError("\(name) takes a number from 1 to 1000000.")
        }
        _ = try Part.parts(in: only)
    }

    func run() throws {
        Interruption.handle()
        let executable = try options.executable()
        let former = try before.map(Paths.absolute)
        let workspace = try options.workspace()
        defer { workspace.remove() }
        let scans = FirstScans(executable: executable, before: former, runs: runs, workspace)
        let parts = try Part.parts(in: only)
        var report = BenchReport(psm: executable.string, runs: runs)
        let what = art ? "\(files) files with \(kilobytes) KB of art" : "\(files) files"
        if !parts.isDisjoint(with: [.warm, .network]) {
            let folder = try workspace.makeDirectory("warm")
            let library = try sample(in: folder).directory
            if parts.contains(.warm) { report.figures.append(try scans.warm(library, what)) }
            if parts.contains(.network) {
                report.figures.append(try scans.overNetwork(library, what))
            }
            try Files.remove(folder)
        }
        if parts.contains(.disk) {
            let size = files * ((art ? kilobytes : 0) + 16) * 1_024 * 5 / 4 + 256 << 20
            let folder = try workspace.makeDirectory("slow")
            let disk = try ThrottledDisk(sizeBytes: size, in: folder)
            try disk.mount()
            _ = try sample(in: disk.mountPoint)
            try disk.unmount()
            report.figures.append(try scans.from(disk, what))
        }
        if parts.contains(.hostile) { report.figures.append(try hostile(scans, workspace)) }
        report.machine.finish()
        try options.print(report)
    }

    private func sample(in folder: FilePath) throws -> SampleLibrary {
        Progress.tell("making \(files) files")
        return try SampleLibrary(
            fileCount: files,
            pictureByteCount: art ? kilobytes * 1_024 : 0,
            in: folder
        )
    }

    private func hostile(_ scans: FirstScans, _ workspace: Workspace) throws -> Figure {
        Progress.tell("making \(Self.hostileAmong) files, and \(Self.hostileCount) hostile ones")
        let folder = try workspace.makeDirectory("hostile")
        let plain = try SampleLibrary(fileCount: Self.hostileAmong, in: folder).directory
        let name = "\(Self.hostileCount) hostile files among \(Self.hostileAmong)"
        return try scans.hostile(plain, name) {
            try HostileFiles.write(Self.hostileCount, in: plain.appending("hostile"))
        }
    }
}
