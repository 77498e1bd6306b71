import Glibc
import SystemPackage

/// `psm project --rebuild` compared with a bare load of the same rows.
struct RebuildBench {
    let installation: Installation
    let playlists: FilePath
    let runs: Int

    /// The tables that people query; psm has others beside them.
    private static let namedTables: Set = [
        "library_files", "tracks", "playlists", "playlist_tracks", "liked_tracks", "matches",
    ]

    func measure() throws -> [Figure] {
        Progress.tell("import and build")
        let load = try installation.run("import", playlists.string)
        let build = try installation.run("build", watchingMemory: true)
        Progress.tell("project --rebuild against a bare load, \(runs) times")
        _ = try bareLoad(nil)
        var all = Comparison()
        var named = Comparison()
        var rowCount = 0
        for _ in 0..<runs {
            let loaded = try bareLoad(nil)
            rowCount = loaded.rowCount
            all.baseline.add(loaded.cost)
            named.baseline.add(try bareLoad(Self.namedTables).cost)
            let cost = try installation.run("project", "--rebuild", watchingMemory: true)
            all.measured.add(cost)
            named.measured.add(cost)
        }
        let rows = Numbers.text(Double(rowCount))
        var figure = all.figure(
            "project --rebuild",
            against: "bare load, all tables (\(rows) rows):",
            target: 3
        )
        figure.details += [
            .init("before it: import", load.wall.inSeconds, "s"),
            .init("first build", build.wall.inSeconds, "s"),
        ]
        var other = named.figure(
            "the same, named tables only",
            against: "bare load, 6 tables:",
            target: 3
        )
        other.details = []
        return [figure, other]
    }

    private func bareLoad(_ tables: Set<String>?) throws -> BareLoad.Outcome {
        let folder = installation.directory.appending("bare")
        try Files.makeDirectory(folder)
        defer { try? Files.remove(folder) }
        let source = installation.database
        return try BareLoad(source: source, target: folder.appending("bare.db")).run(tables)
    }
}
