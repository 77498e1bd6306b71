import Events
import FileIO
import Journal
import SystemPackage

/// Durable appends of one event each, against a bare loop of write and fdatasync of the same bytes.
///
/// They alternate in small batches, so that both see the same state of the disk.
struct SingleAppendBench {
    let directory: FilePath
    let count: Int

    private static let roundCount = 200

    func measure() throws -> Figure {
        var events = SampleEvents()
        let journal = Journal(directory: directory.appending("journal"))
        let bare = try PosixFileSystem().open(directory.appending("bare"), .create)
        defer { bare.close() }
        var ratios = Samples()
        var (ours, theirs) = (Duration.zero, Duration.zero)
        var offset: Int64 = 0
        for _ in 0..<max(1, count / Self.roundCount) {
            let batches = try events.next(Self.roundCount).map { event in
                var batch = RecordBatch()
                try EventCodec.encode(event, into: &batch)
                return batch
            }
            let sizeBefore = try journal.info().sizeBytes
            let append = try ContinuousClock().measure {
                for batch in batches { try journal.append(batch) }
            }
            let written = try journal.info().sizeBytes - sizeBefore
            let bytes = [UInt8](repeating: 0x5A, count: Int(written) / Self.roundCount)
            let loop = try ContinuousClock().measure {
                for _ in batches {
                    try bare.writeAll(bytes, atOffset: offset)
                    try bare.synchronizeData()
                    offset += Int64(bytes.count)
                }
            }
            ratios.add(100 * (loop / append))
            ours += append
            theirs += loop
        }
        let total = Double(ratios.count * Self.roundCount)
        return Figure(
            name: "durable single appends",
            value: 100 * (theirs / ours),
            unit: "%",
            target: .atLeast(80),
            baseline: .init("write + fdatasync:", total / theirs.inSeconds, "/s"),
            details: [.init("appends", total / ours.inSeconds, "/s")],
            samples: ratios.values
        )
    }
}
