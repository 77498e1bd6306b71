import SystemPackage

/// `psm scan` after the files of one folder took one another's names, and after the folder got
/// another.
struct MoveGrowth {
    private let fileCount: Int
    private let executable: FilePath
    private let workspace: Workspace

    init(fileCount: Int, _ executable: FilePath, _ workspace: Workspace) {
        self.fileCount = fileCount
        self.executable = executable
        self.workspace = workspace
    }

    private struct Outcome {
        let circle: ProcessCost
        let folder: ProcessCost
    }

    func measure() throws -> [Figure] {
        let small = try outcome(fileCount)
        let large = try outcome(fileCount * Growth.factor)
        func figure(_ what: String, _ small: ProcessCost, _ large: ProcessCost) -> Figure {
            Growth(
                what: what,
                size: "\(Numbers.text(Double(fileCount))) files: CPU",
                unit: "s",
                small: small.cpu.inSeconds,
                large: large.cpu.inSeconds
            ).figure()
        }
        return [
            figure("scan of names that moved on in a circle", small.circle, large.circle),
            figure("scan of a renamed folder", small.folder, large.folder),
        ]
    }

    private func outcome(_ count: Int) throws -> Outcome {
        Progress.tell("\(count) files move")
        let directory = try workspace.makeDirectory("moves-\(count)")
        defer { try? Files.remove(directory) }
        let library = directory.appending("library")
        let folder = library.appending("folder")
        try Files.makeDirectory(folder)
        for number in 0..<count {
            let bytes = SampleTrack(number: number).bytes
            try Files.write(bytes, to: folder.appending("\(number).flac"))
        }
        let installation = try Installation(
            executable: executable,
            library: library,
            directory: directory
        )
        try installation.run("scan")
        // Out of the way first, or each would replace the next.
        for number in 0..<count {
            try Files.rename(
                folder.appending("\(number).flac"),
                to: folder.appending("\((number + 1) % count)")
            )
        }
        for number in 0..<count {
            try Files.rename(
                folder.appending("\(number)"),
                to: folder.appending("\(number).flac")
            )
        }
        let circle = try installation.run("scan")
        try Files.rename(folder, to: library.appending("other"))
        return Outcome(circle: circle, folder: try installation.run("scan"))
    }
}
