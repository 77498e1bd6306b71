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

    @Test func whatIsWrongWithTheProcessIsThrown() throws {
        let disk = try filled()
        disk.failCall(3, .tooManyOpenFiles)
        #expect(throws: JournalError.self) { try open(disk).readAll() }
    }
}
