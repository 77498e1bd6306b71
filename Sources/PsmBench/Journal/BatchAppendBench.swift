import Events
import FileIO
import Journal
import SystemPackage

/// Events encoded and appended some thousands at a time, each batch durable before the next.
struct BatchAppendBench {
    let journal: Journal
    /// The file of this name with `.bare` behind it is written for the baseline.
    let bare: FilePath
    let count: Int

    private static let batchCount = 4_096

    func measure() throws -> Figure {
        var events = SampleEvents()
        var batch = RecordBatch()
        var elapsed = Duration.zero
        var rates = Samples()
        var done = 0
        let memory = PeakMemory()
        while done < count {
            let block = events.next(min(Self.batchCount, count - done))
            let time = try ContinuousClock().measure {
                batch.removeAll(keepingCapacity: true)
                for event in block { try EventCodec.encode(event, into: &batch) }
                try journal.append(batch)
            }
            elapsed += time
            rates.add(Double(block.count) / time.inSeconds)
            done += block.count
        }
        let stored = try journal.info().sizeBytes
        return Figure(
            name: "batched appends, durable",
            value: Double(count) / elapsed.inSeconds,
            unit: "events/s",
            target: .atLeast(1_000_000),
            baseline: .init(
                "write + fdatasync of the same bytes:",
                Double(count) / (try bareWrites(of: stored)).inSeconds,
                "events/s"
            ),
            details: [
                .init("stored", Double(stored) / Double(count), "bytes an event"),
                memory.quantity,
            ],
            samples: [rates.percentile(5), rates.median, rates.percentile(95)]
        )
    }

    /// The time that the same bytes take in as many pieces.
    private func bareWrites(of sizeBytes: Int64) throws -> Duration {
        let path = FilePath(bare.string + ".bare")
        let pieces = (count + Self.batchCount - 1) / Self.batchCount
        let bytes = [UInt8](repeating: 0x5A, count: Int(sizeBytes) / pieces)
        let file = try PosixFileSystem().open(path, .create)
        defer {
            file.close()
            try? Files.remove(path)
        }
        return try ContinuousClock().measure {
            for piece in 0..<pieces {
                try file.writeAll(bytes, atOffset: Int64(piece * bytes.count))
                try file.synchronizeData()
            }
        }
    }
}
