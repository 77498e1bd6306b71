/// The cost of one command, run by run.
struct Costs {
    private(set) var wall = Samples()
    private(set) var cpu = Samples()
    private(set) var peakKibibytes = Samples()

    mutating func add(_ cost: ProcessCost) {
        wall.add(cost.wall.inSeconds)
        cpu.add(cost.cpu.inSeconds)
        peakKibibytes.add(Double(cost.peakKibibytes))
    }

    var details: [Figure.Quantity] {
        var details: [Figure.Quantity] = [
            .init("wall", wall.median, "s"), .init("CPU", cpu.median, "s"),
        ]
        if peakKibibytes.most > 0 {
            details.append(.megabytes("peak", kibibytes: Int(peakKibibytes.median)))
        }
        return details
    }
}

/// A command and its baseline, run alternately, so that a slow machine affects both.
struct Comparison {
    var measured = Costs()
    var baseline = Costs()

    var ratios: Samples {
        var ratios = Samples()
        for (wall, base) in zip(measured.wall.values, baseline.wall.values) {
            ratios.add(wall / base)
        }
        return ratios
    }

    func figure(_ name: String, against what: String, target: Double) -> Figure {
        Figure(
            name: name,
            value: ratios.median,
            unit: "×",
            target: .atMost(target),
            baseline: .init(what, baseline.wall.median, "s"),
            details: measured.details
                + [.init("CPU", measured.cpu.median / baseline.cpu.median, "× of the baseline's")],
            samples: ratios.values
        )
    }
}
