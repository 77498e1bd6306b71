/// `psm match --full`, and `psm match` with nothing new, as processes.
struct FullMatchBench {
    let catalogue: SampleCatalogue
    let runs: Int

    struct Outcome {
        let fileCount: Int
        let trackCount: Int
        let full: Costs
        let idle: Costs
    }

    func measure() throws -> Outcome {
        var full = Costs()
        var idle = Costs()
        for _ in 0..<runs {
            full.add(try catalogue.installation.run("match", "--full", watchingMemory: true))
            idle.add(try catalogue.installation.run("match"))
        }
        return Outcome(
            fileCount: catalogue.fileCount,
            trackCount: catalogue.trackCount,
            full: full,
            idle: idle
        )
    }
}

extension FullMatchBench.Outcome {
    private static let secondsTarget = 1.5
    private static let megabytesTarget = 150.0
    private static let idleTarget = 50.0
    private static let growthTarget = 2.0

    private var size: String {
        "\(Numbers.text(Double(trackCount))) tracks × \(Numbers.text(Double(fileCount))) files"
    }

    var figures: [Figure] {
        [
            Figure(
                name: "full match, \(size)",
                value: full.wall.median,
                unit: "s",
                target: .atMost(Self.secondsTarget),
                details: [.init("CPU", full.cpu.median, "s")],
                samples: full.wall.values
            ),
            Figure(
                name: "full match, \(size): peak memory",
                value: Numbers.megabytes(kibibytes: Int(full.peakKibibytes.median)),
                unit: "MB",
                target: .atMost(Self.megabytesTarget)
            ),
            Figure(
                name: "second match, nothing new",
                value: idle.wall.median * 1_000,
                unit: "ms",
                target: .atMost(Self.idleTarget),
                details: [.init("CPU", idle.cpu.median * 1_000, "ms")],
                samples: idle.wall.values.map { $0 * 1_000 }
            ),
        ]
    }

    /// The cost of matching a track here compared with there, without the start of the process.
    func growth(since other: Self) -> Figure {
        Figure(
            name: "CPU of a track, \(Numbers.text(Double(other.fileCount))) → "
                + "\(Numbers.text(Double(fileCount))) files",
            value: trackMicroseconds / other.trackMicroseconds,
            unit: "×",
            target: .atMost(Self.growthTarget),
            baseline: .init("with \(size)", trackMicroseconds, "µs"),
            details: [.init("with \(other.size)", other.trackMicroseconds, "µs")]
        )
    }

    private var trackMicroseconds: Double {
        (full.cpu.median - idle.cpu.median) * 1_000_000 / Double(trackCount)
    }
}
