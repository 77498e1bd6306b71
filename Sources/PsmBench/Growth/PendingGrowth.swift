import SystemPackage

/// The memory of `psm export` with every playlist to write, and with none.
struct PendingGrowth {
    private let playlistCount: Int
    private let executable: FilePath
    private let workspace: Workspace

    private static let tracksPerPlaylist = 100
    private static let fileCount = 10_000

    init(playlistCount: Int, _ executable: FilePath, _ workspace: Workspace) {
        self.playlistCount = playlistCount
        self.executable = executable
        self.workspace = workspace
    }

    private struct Outcome {
        let all: ProcessCost
        let none: ProcessCost
    }

    func measure() throws -> Figure {
        let small = try outcome(playlistCount)
        let large = try outcome(playlistCount * Growth.factor)
        let count = Numbers.text(Double(playlistCount * Growth.factor))
        let beyond = large.all.peakKibibytes - large.none.peakKibibytes
        return Figure(
            name: "psm export, \(count) playlists to write: peak memory",
            value: Numbers.megabytes(kibibytes: large.all.peakKibibytes),
            unit: "MB",
            baseline: .megabytes("with none to write", kibibytes: large.none.peakKibibytes),
            details: [
                .init("a playlist", Double(beyond) / Double(playlistCount * Growth.factor), "KiB"),
                .megabytes("a tenth as many", kibibytes: small.all.peakKibibytes),
                .megabytes("with none to write", kibibytes: small.none.peakKibibytes),
                .init("CPU is", large.all.cpu.inSeconds / small.all.cpu.inSeconds, "×"),
            ]
        )
    }

    private func outcome(_ count: Int) throws -> Outcome {
        Progress.tell("\(count) playlists to write")
        let catalogue = try SampleCatalogue(
            fileCount: Self.fileCount,
            trackCount: count * Self.tracksPerPlaylist,
            arrivalCount: 0,
            executable: executable,
            in: try workspace.makeDirectory("pending-\(count)")
        )
        defer { try? catalogue.remove() }
        let installation = catalogue.installation
        try installation.run("export")
        try Files.remove(installation.playlists)
        return Outcome(
            all: try installation.run("export", watchingMemory: true),
            none: try installation.run("export", watchingMemory: true)
        )
    }
}
