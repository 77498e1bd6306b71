/// A watcher with nothing to do: whether it leaves the processor and the disk alone.
struct IdleBench {
    let installation: Installation
    let fileCount: Int
    let duration: Duration

    private static let arguments = ["build", "--watch"]

    func measure() throws -> [Figure] {
        let files = Numbers.text(Double(fileCount))
        Progress.tell("watching \(files) files, idle, \(duration)")
        let watcher = try Watcher(installation, Self.arguments)
        try watcher.waitUntilIdle()
        let before = try watcher.use()
        watcher.pause(duration)
        let after = try watcher.use()
        let status = try watcher.status()
        try watcher.end()
        let name = "watching \(files) files, idle for \(Numbers.text(duration.inSeconds)) s"
        let use = Figure(
            name: "\(name): CPU",
            value: Double(after.cpuTicks - before.cpuTicks),
            unit: "ticks",
            target: .atMost(0),
            details: [
                .init("CPU", Double((after.cpu - before.cpu) / .nanoseconds(1)), "ns"),
                .init("threads", Double(status.threadCount), ""),
            ]
        )
        let written = Figure(
            name: "\(name): written",
            value: Double(after.writtenBytes - before.writtenBytes),
            unit: "bytes",
            target: .atMost(0),
            details: [
                .init("to the disk", Double(after.storedBytes - before.storedBytes), "bytes")
            ]
        )
        return [use, written]
    }
}
