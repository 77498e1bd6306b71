import SystemPackage

/// The memory of `psm import`, of a first import and of the same file again.
struct ImportGrowth {
    private let playlistCount: Int
    private let executable: FilePath
    private let workspace: Workspace

    private static let targetMegabytes = 150.0
    private static let itemsPerPlaylist = 3
    private static let trackCount = 10_000

    init(playlistCount: Int, _ executable: FilePath, _ workspace: Workspace) {
        self.playlistCount = playlistCount
        self.executable = executable
        self.workspace = workspace
    }

    private struct Outcome {
        let first: ProcessCost
        let again: ProcessCost
    }

    func measure() throws -> [Figure] {
        let small = try outcome(playlistCount)
        let large = try outcome(playlistCount * Growth.factor)
        return [
            figure("psm import", small.first, large.first),
            figure("the same file again", small.again, large.again),
        ]
    }

    /// Of the larger size: the target is one of memory, whatever the number.
    private func figure(_ what: String, _ small: ProcessCost, _ large: ProcessCost) -> Figure {
        let count = Numbers.text(Double(playlistCount * Growth.factor))
        return Figure(
            name: "\(what), \(count) playlists: peak memory",
            value: Numbers.megabytes(kibibytes: large.peakKibibytes),
            unit: "MB",
            target: .atMost(Self.targetMegabytes),
            details: [
                .megabytes("a tenth as many", kibibytes: small.peakKibibytes),
                .init("CPU", large.cpu.inSeconds, "s"),
                .init("which is", large.cpu.inSeconds / small.cpu.inSeconds, "×"),
            ]
        )
    }

    private func outcome(_ count: Int) throws -> Outcome {
        Progress.tell("import \(count) playlists, twice")
        let directory = try workspace.makeDirectory("import-\(count)")
        defer { try? Files.remove(directory) }
        let file = directory.appending("playlists.json")
        try write(count, to: file)
        let installation = try Installation(
            executable: executable,
            library: directory.appending("library"),
            directory: directory
        )
        func cost() throws -> ProcessCost {
            try ChildProcess.run(
                installation.invocation(["import", file.string]),
                limit: .seconds(7_200),
                watchingMemory: true
            )
        }
        return Outcome(first: try cost(), again: try cost())
    }

    /// Piece by piece: the bench need not hold what psm does not hold.
    private func write(_ count: Int, to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite
        )
        try file.closeAfter {
            var text = #"{"playlists":["#
            for number in 0..<count {
                let items = (0..<Self.itemsPerPlaylist).map { place in
                    // A prime apart, so that no two playlists in a row hold the same.
                    item((number * Self.itemsPerPlaylist + place) * 7_907 % Self.trackCount)
                }
                text += number == 0 ? "" : ","
                text += #"{"id":"playlist\#(100_000_000 + number)00000","#
                text += #""name":"Number \#(number)","#
                text += #""snapshot_id":"snapshot of \#(number)","owner":{"id":"listener"},"#
                text += #""tracks":{"items":[\#(items.joined(separator: ","))]}}"#
                if text.utf8.count > 1 << 20 {
                    _ = try file.writeAll(text.utf8)
                    text = ""
                }
            }
            _ = try file.writeAll((text + "]}").utf8)
        }
    }

    private func item(_ number: Int) -> String {
        let track = SampleTrack(number: number)
        return #"{"added_at":"2024-05-06T07:08:09Z","track":{"id":"track\#(10_000_000 + number)","#
            + #""name":"\#(track.title)","artists":[{"name":"\#(track.artist)"}],"#
            + #""album":{"name":"\#(track.album)"},"duration_ms":\#(track.durationMilliseconds)}}"#
    }
}
