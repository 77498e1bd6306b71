import SystemPackage

/// `psm --version`: the cost of a start alone.
struct StartUpBench {
    let executable: FilePath

    private static let runs = 50

    func measure() throws -> Figure {
        Progress.tell("psm --version, \(Self.runs) times")
        var version = Samples()
        var nothing = Samples()
        var cpu = Samples()
        for _ in 0..<Self.runs {
            nothing.add(try run("/bin/true", []).wall.inMilliseconds)
            let cost = try run(executable, ["--version"])
            version.add(cost.wall.inMilliseconds)
            cpu.add(cost.cpu.inMilliseconds)
        }
        return Figure(
            name: "psm --version",
            value: version.median,
            unit: "ms",
            target: .atMost(20),
            baseline: .init("/bin/true", nothing.median, "ms"),
            details: [.init("p95", version.percentile(95), "ms"), .init("CPU", cpu.median, "ms")],
            samples: version.values
        )
    }

    private func run(_ executable: FilePath, _ arguments: [String]) throws -> ProcessCost {
        try ChildProcess.run(
            Invocation(executable: executable, arguments: arguments, environment: [:], log: nil)
        )
    }
}
