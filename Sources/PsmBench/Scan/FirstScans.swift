import SystemPackage

/// First scans of one library, by one psm or by two in turn.
struct FirstScans {
    let executable: FilePath
    let before: FilePath?
    let runs: Int
    let workspace: Workspace

    init(executable: FilePath, before: FilePath?, runs: Int, _ workspace: Workspace) {
        self.executable = executable
        self.before = before
        self.runs = runs
        self.workspace = workspace
    }

    func warm(_ library: FilePath, _ what: String) throws -> Figure {
        Progress.tell("first scan of \(what), warm")
        let files = try Files.walk(library)
        for file in files { _ = try Files.read(file) }
        let measured = try inTurn { try scan(library, by: $0) }
        return figure("first scan of \(what), warm", files.count, measured)
    }

    /// Each run has a drive of its own, of which the kernel knows nothing.
    func overNetwork(_ library: FilePath, _ what: String) throws -> Figure {
        Progress.tell("first scan of \(what), over a network")
        let mountPoint = try workspace.makeDirectory("network")
        let count = try Files.walk(library).count
        var traffic: (requests: Int, bytes: Int) = (0, 0)
        let measured = try inTurn { executable in
            let drive = try NetworkDrive(of: library, at: mountPoint)
            defer { drive.unmount() }
            let cost = try scan(mountPoint, by: executable)
            if executable == self.executable { traffic = drive.traffic }
            return cost
        }
        var figure = figure("first scan of \(what), network", count, measured)
        figure.details += [
            .init("requests", Double(traffic.requests), ""),
            .init("read", Double(traffic.bytes) / 1e6, "MB"),
        ]
        return figure
    }

    func from(_ disk: ThrottledDisk, _ what: String) throws -> Figure {
        Progress.tell("first scan of \(what), from a slow disk")
        var count = 0
        var bytes: [FilePath: Int] = [:]
        let measured = try inTurn { executable in
            try disk.mount()
            defer { try? disk.unmount() }
            let library = disk.mountPoint.appending("library")
            let bytesBefore = try disk.readBytes()
            let cost = try disk.throttled(.init()) { try scan(library, by: executable) }
            bytes[executable] = try disk.readBytes() - bytesBefore
            count = try Files.walk(library).count
            return cost
        }
        var figure = figure("first scan of \(what), slow disk", count, measured)
        figure.details.append(.init("read", Double(bytes[executable] ?? 0) / 1e6, "MB"))
        if let before, let former = bytes[before] {
            figure.details.append(.init("read before", Double(former) / 1e6, "MB"))
        }
        return figure
    }

    /// - Parameter spoil: adds the hostile files to the library.
    func hostile(_ library: FilePath, _ name: String, _ spoil: () throws -> Void) throws -> Figure {
        Progress.tell("first scan with hostile files")
        for file in try Files.walk(library) { _ = try Files.read(file) }
        var comparison = Comparison()
        for _ in 0..<runs { comparison.baseline.add(try scan(library, by: executable)) }
        try spoil()
        for file in try Files.walk(library) { _ = try Files.read(file) }
        for _ in 0..<runs { comparison.measured.add(try scan(library, by: executable)) }
        return comparison.figure(name, against: "without them", target: 1.5)
    }

    // MARK: Runs

    private struct Measured {
        var costs = Costs()
        var former = Costs()
    }

    private func inTurn(_ scan: (FilePath) throws -> ProcessCost) throws -> Measured {
        var measured = Measured()
        for _ in 0..<runs {
            if let before { measured.former.add(try scan(before)) }
            measured.costs.add(try scan(executable))
        }
        return measured
    }

    private func scan(_ library: FilePath, by executable: FilePath) throws -> ProcessCost {
        let directory = workspace.directory.appending("scan")
        defer { try? Files.remove(directory) }
        Files.synchronizeAll()
        return try Installation(executable: executable, library: library, directory: directory)
            .run("scan", watchingMemory: true)
    }

    private func figure(_ name: String, _ count: Int, _ measured: Measured) -> Figure {
        let rate = Double(count) / measured.costs.wall.median
        var baseline: Figure.Quantity?
        if before != nil {
            baseline = .init("before:", Double(count) / measured.former.wall.median, "files/s")
        }
        return Figure(
            name: name,
            value: rate,
            unit: "files/s",
            baseline: baseline,
            details: measured.costs.details,
            samples: measured.costs.wall.values.map { Double(count) / $0 }
        )
    }
}
