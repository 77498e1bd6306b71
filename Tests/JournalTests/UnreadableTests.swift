import FileIO
import SystemPackage
import TestSupport
import Testing

@testable import Journal

/// Bytes that the disk does not give are damage: told, and stepped over.
@Suite struct UnreadableTests {
    private static let directory: FilePath = "/journal"
    private static let texts = (0..<60).map {
        "record \($0) " + String(repeating: "\($0 % 10)", count: 400)
    }

    private func filled() throws -> SimulatedDisk {
        let disk = SimulatedDisk(seed: 1)
        let journal = open(disk)
        for text in Self.texts { try journal.append(batch(text)) }
        return disk
    }

    private func open(_ disk: SimulatedDisk) -> Journal {
        var options = JournalOptions()
        options.segmentLimitBytes = 4_000
        return Journal(directory: Self.directory, fileSystem: disk, options: options)
    }

    @Test func aBlockAnywhereLosesWhatLiesInItAndIsTold() throws {
        let original = try filled()
        let segments = try JournalFiles(directory: Self.directory, fileSystem: original).segments()
        #expect(segments.count > 1)
        for start in stride(from: Int64(64), to: 3_000, by: 97) {
            let disk = original.crash(.keepsEverything, seed: 1)
            let files = JournalFiles(directory: Self.directory, fileSystem: disk)
            try disk.makeUnreadable(files.segmentPath(.zero), start..<(start + 40))
            let outcome = try open(disk).readAll()
            #expect(outcome.damage.contains { $0.reason == .unreadable }, "at \(start)")
            let lost = outcome.damage.reduce(0) {
                $0 + $1.positions.lowerBound.distance(to: $1.positions.upperBound)
            }
            #expect(outcome.records.count + lost == Self.texts.count, "at \(start)")
            // The other segments are all there.
            #expect(
                outcome.texts.suffix(Self.texts.count - Int(segments[1].rawValue)).elementsEqual(
                    Self.texts[Int(segments[1].rawValue)...]
                )
            )
            let report = try open(disk).verify()
            #expect(report.positionsLost == lost, "at \(start)")
            #expect(!report.isClean, "at \(start)")
            var inspected: [Damage] = []
            try open(disk).inspect { piece in
                if case .damage(let damage) = piece { inspected.append(damage) }
            }
            #expect(inspected == report.damage, "at \(start)")
            // Others go on.
            try open(disk).append(batch("after"))
            #expect(try open(disk).readAll().texts.last == "after")
        }
    }

    /// Segments so large that a place in them is searched for and not scanned from the beginning.
    @Test func noEntryIsStoppedByIt() throws {
        var random = SeededRandom(seed: 7)
        let clock = ManualClock(1_000)
        let original = SimulatedDisk(seed: 2)
        func open(_ disk: SimulatedDisk) -> Journal {
            Journal(directory: Self.directory, fileSystem: disk, clock: clock.read)
        }
        var texts: [String] = []
        for number in 0..<120 {
            clock.advance(1_000)
            // Noise, as LZ4 would make one small frame of anything else.
            let noise = (0..<4_000).map { _ in "\(random.below(1_000_000))" }
            texts.append("\(number) " + noise.joined())
            try open(original).append(batch(texts[number]))
        }
        let files = JournalFiles(directory: Self.directory, fileSystem: original)
        let size = try #require(
            try original.metadata(at: files.segmentPath(.zero), followSymlinks: false)
        ).sizeBytes
        #expect(size > 1 << 20)
        for start in stride(from: Int64(0), to: size, by: 61_001) {
            let disk = original.crash(.keepsEverything, seed: 1)
            try disk.makeUnreadable(files.segmentPath(.zero), start..<(start + 40))
            let told: Comment = "at \(start)"
            for number in [3, 40, 77, 118] {
                let time = JournalTime(nanosecondsSinceEpoch: 1_000 + Int64(number + 1) * 1_000)
                let found = try open(disk).position(atOrAfter: time, damage: { _ in })
                #expect(found.rawValue <= UInt64(number), told)
                #expect(found.rawValue + 2 > UInt64(number), told)
                var read: [String] = []
                try open(disk).read(from: Position(rawValue: UInt64(number)), damage: { _ in }) {
                    $0.forEachRecord { _, payload in
                        read.append(String(decoding: payload, as: UTF8.self))
                    }
                    return .continue
                }
                #expect(read.count >= 119 - number, told)
                #expect(Set(read).isSubset(of: texts), told)
            }
            // Without the head, the tail is found by reading. (Without the only segment's header, too,
            // nothing says which journal it is.)
            if start == 0 { continue }
            try disk.remove(Self.directory.appending("head"))
            try open(disk).append(batch("after"))
            let all = try open(disk).readAll()
            #expect(all.texts.last == "after" && all.texts.count >= 119, told)
        }
    }

    @Test func whatIsWrongWithTheProcessIsThrown() throws {
        let disk = try filled()
        disk.failCall(3, .tooManyOpenFiles)
        #expect(throws: JournalError.self) { try open(disk).readAll() }
    }
}
