import Journal

/// Packs all sealed segments: how small they become, and how long it takes.
struct PackBench {
    let journal: Journal

    func measure() throws -> Figure {
        let memory = PeakMemory()
        var report = PackReport()
        let elapsed = try ContinuousClock().measure { report = try journal.pack() }
        let before = report.packed.reduce(0) { $0 + $1.sizeBytesBefore }
        let after = report.packed.reduce(0) { $0 + $1.sizeBytes }
        let records = report.packed.reduce(0) { $0 + $1.records }
        return Figure(
            name: "stored bytes per file.added with tags, sealed",
            value: Double(after) / Double(records),
            unit: "bytes",
            target: .atMost(70),
            details: [
                .init("before packing", Double(before) / Double(records), "bytes"),
                .init("packed", Double(before) / elapsed.inSeconds / 1e6, "MB/s"),
                .init("segments", Double(report.packed.count), ""),
                memory.quantity,
            ]
        )
    }
}
