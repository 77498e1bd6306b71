import Glibc

/// A watcher with nothing to do: what it holds, and whether it leaves the processor alone.
struct IdleBench {
    let installation: Installation
    let fileCount: Int
    let duration: Duration

    /// What the start leaves for later is done by then.
    private static let settle = Duration.seconds(5)

    func measure() throws -> [Figure] {
        let files = Numbers.text(Double(fileCount))
        Progress.tell("watching \(files) files, idle, \(duration)")
        let watcher = try Watcher(installation)
        watcher.pause(Self.settle)
        let before = try watcher.use()
        watcher.pause(duration)
        let after = try watcher.use()
        let status = try watcher.status()
        try watcher.process.terminate()
        let memory = Figure(
            name: "watching \(files) files, idle: resident",
            value: Numbers.megabytes(kibibytes: status.residentKibibytes),
            unit: "MB",
            target: .atMost(30),
            details: [
                .megabytes("anonymous", kibibytes: status.anonymousKibibytes),
                .megabytes("peak since the start", kibibytes: status.peakKibibytes),
                .init("threads", Double(status.threadCount), ""),
                .init("start to watching", watcher.timeToReady.inSeconds, "s"),
            ]
        )
        let seconds = Numbers.text(duration.inSeconds)
        let use = Figure(
            name: "watching \(files) files, idle: CPU in \(seconds) s",
            value: Double(after.cpuTicks - before.cpuTicks),
            unit: "ticks",
            target: .atMost(0),
            details: [
                .init("CPU", (after.cpu - before.cpu).inMilliseconds, "ms"),
                .init("written", Double(after.writtenBytes - before.writtenBytes), "bytes"),
                .init("to the disk", Double(after.storedBytes - before.storedBytes), "bytes"),
            ]
        )
        return [memory, use]
    }
}
