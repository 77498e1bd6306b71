import Events
import FileIO
import Journal
import SystemPackage

/// Reads, decodes, verifies and searches a journal that is packed except for its last segment.
struct ReadBench {
    let journal: Journal
    let runs: Int

    /// Events that are decoded in one run.
    private static let decodedCount = 2_000_000

    func measure() throws -> [Figure] {
        Progress.tell("reading, \(runs) times")
        return [try read(), try decode(), try verify(), try find()]
    }

    private func read() throws -> Figure {
        let memory = PeakMemory()
        var rates = Samples()
        for _ in 0..<runs {
            var bytes = 0
            var count = 0
            let time = try ContinuousClock().measure {
                try journal.read(from: .zero, damage: { _ in }) { append in
                    append.forEachRecord { _, payload in
                        bytes += payload.count
                        count += 1
                    }
                    return .continue
                }
            }
            rates.add(Double(count) / time.inSeconds)
        }
        return Figure(
            name: "sequential read",
            value: rates.median,
            unit: "records/s",
            target: .atLeast(5_000_000),
            baseline: try rawRead(),
            details: [memory.quantity],
            samples: rates.values
        )
    }

    private func decode() throws -> Figure {
        let memory = PeakMemory()
        let limit = Position.zero.advanced(by: Self.decodedCount)
        var rates = Samples()
        for _ in 0..<runs {
            var count = 0
            var decoded = 0
            var decoder = EventDecoder()
            let time = try ContinuousClock().measure {
                try journal.read(from: .zero, upTo: limit, damage: { _ in }) { append in
                    try append.forEachRecord { position, payload in
                        let event = try decoder.decode(payload, at: position)
                        if case .fileAdded? = event.body { decoded += 1 }
                        count += 1
                    }
                    return .continue
                }
            }
            guard decoded == count else { throw BenchError("Some events could not be decoded.") }
            rates.add(Double(count) / time.inSeconds)
        }
        return Figure(
            name: "decoded events, one core",
            value: rates.median,
            unit: "events/s",
            target: .atLeast(1_000_000),
            details: [memory.quantity],
            samples: rates.values
        )
    }

    private func verify() throws -> Figure {
        Progress.tell("verifying, \(runs) times")
        let memory = PeakMemory()
        var rates = Samples()
        var segments = 0
        for _ in 0..<runs {
            var report = try journal.verify()
            let time = try ContinuousClock().measure { report = try journal.verify() }
            guard report.isClean, report.digest != nil else {
                throw BenchError("The benchmark's journal is damaged: \(report.damage).")
            }
            segments = report.segments
            rates.add(Double(report.storedBytes) / time.inSeconds / 1e6)
        }
        return Figure(
            name: "verify, warm",
            value: rates.median,
            unit: "MB/s",
            target: .atLeast(400),
            baseline: try rawRead(),
            details: [.init("segments", Double(segments), ""), memory.quantity],
            samples: rates.values
        )
    }

    /// From a moment in the middle to the first event behind it, as a new process finds it: with
    /// nothing in memory but the pages of the files.
    private func find() throws -> Figure {
        Progress.tell("finding moments")
        let memory = PeakMemory()
        let head = try journal.head()
        var first: JournalTime?
        try journal.read(from: .zero, damage: { _ in }) { append in
            first = append.journalTime
            return .stop
        }
        guard let first else { throw BenchError("The benchmark's journal is empty.") }
        let span = head.time.nanosecondsSinceEpoch - first.nanosecondsSinceEpoch
        var times = Samples()
        for run in 0..<max(20, runs) {
            let moment = JournalTime(
                nanosecondsSinceEpoch: first.nanosecondsSinceEpoch + span / 100
                    * Int64(run * 5 % 99)
            )
            let fresh = Journal(directory: journal.directory)
            var event: Event?
            let time = try ContinuousClock().measure {
                let start = try fresh.position(atOrAfter: moment, damage: { _ in })
                try fresh.read(from: start, damage: { _ in }) { append in
                    try append.forEachRecord { position, payload in
                        if event == nil { event = try EventCodec.decode(payload, at: position) }
                    }
                    return .stop
                }
            }
            guard event != nil else { throw BenchError("No event was found for a point in time.") }
            times.add(time.inSeconds * 1_000)
        }
        let events = Numbers.text(Double(head.position.rawValue))
        return Figure(
            name: "--since to the first event, \(events) events, p95",
            value: times.percentile(95),
            unit: "ms",
            target: .atMost(5),
            details: [.init("p50", times.median, "ms"), memory.quantity],
            samples: times.values
        )
    }

    /// The same files, read and discarded.
    private func rawRead() throws -> Figure.Quantity {
        let fileSystem = PosixFileSystem()
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        var bytes = 0
        let time = try ContinuousClock().measure {
            for path in try Files.walk(journal.directory) {
                let file = try fileSystem.open(path, .read)
                defer { file.close() }
                var offset: Int64 = 0
                while case let count = try file.read(into: &buffer, atOffset: offset), count > 0 {
                    offset += Int64(count)
                    bytes += count
                }
            }
        }
        return .init("read and throw away:", Double(bytes) / time.inSeconds / 1e6, "MB/s")
    }
}
