import FileIO
import SystemPackage
import TestSupport
import Testing

@testable import Journal

/// Each call of a whole life fails once, in each way: what was acknowledged is there afterwards,
/// and whatever is thrown is a sentence.
@Suite struct ErrorAtEachCallTests {
    private static let directory: FilePath = "/data/journal"

    private func open(_ disk: SimulatedDisk) -> Journal {
        var options = JournalOptions()
        options.segmentLimitBytes = 400
        options.appendLockTimeout = .milliseconds(1)
        return Journal(directory: Self.directory, fileSystem: disk, options: options)
    }

    /// Appends, rolls, reads, recovers, packs. Goes on after an error, as a watcher does.
    ///
    /// - Returns: what was acknowledged, and what was thrown.
    private func live(_ disk: SimulatedDisk) -> (acknowledged: [String], errors: [String]) {
        var acknowledged: [String] = []
        var errors: [String] = []
        func attempt(_ body: () throws -> Void) {
            do {
                try body()
            } catch {
                errors.append("\(error)")
            }
        }
        var journal = open(disk)
        for number in 0..<14 {
            let text = "record \(number) " + String(repeating: "x", count: number * 7 % 40)
            attempt {
                try journal.append(batch(text))
                acknowledged.append(text)
            }
            if number % 5 == 2 { attempt { _ = try journal.readAll() } }
            if number % 6 == 3 { attempt { try open(disk).recover() } }
            if number == 8 { attempt { _ = try journal.pack() } }
            if number == 10 { journal = open(disk) }
        }
        attempt { _ = try open(disk).verify() }
        return (acknowledged, errors)
    }

    @Test(arguments: [
        Errno.ioError, .noSpace, .tooManyOpenFiles,
    ])
    func nothingAcknowledgedIsLost(errno: Errno) throws {
        var number = 1
        var thrown = 0
        while true {
            let disk = SimulatedDisk(seed: UInt64(number))
            disk.failCall(number, errno)
            let (acknowledged, errors) = live(disk)
            let failed = disk.failedCall
            let told: Comment = "call \(number), \(failed ?? "none")"
            #expect(disk.violations == [], told)
            for error in errors {
                #expect(error.hasSuffix("."), "\(error)")
                #expect(error.contains("/"), "\(error)")
                #expect(error.first?.isUppercase == true || error.hasPrefix("/"), "\(error)")
            }
            thrown += errors.count
            disk.failCall(.max)
            // What was acknowledged survives power loss as well.
            try expect(acknowledged, on: disk.crash(.keepsNothing, seed: 1), told)
            try expect(acknowledged, on: disk, told)
            if failed == nil { break }
            number += 1
            try #require(number < 2_000)
        }
        #expect(number > 200)
        #expect(thrown > 150)
    }

    private func expect(
        _ acknowledged: [String],
        on disk: SimulatedDisk,
        _ told: Comment
    ) throws {
        let journal = open(disk)
        try journal.append(batch("after"))
        let outcome = try journal.readAll()
        #expect(outcome.damage.isEmpty, told)
        #expect(outcome.texts.last == "after", told)
        #expect(Set(outcome.texts).count == outcome.texts.count, told)
        let found = outcome.texts.filter(Set(acknowledged).contains)
        #expect(found == acknowledged, told)
        #expect(try journal.verify().isClean, told)
    }

    @Test func shortWritesAndInterruptionsAreInvisible() throws {
        let disk = SimulatedDisk(seed: 3)
        disk.disturb(shortWritePercent: 60, interruptPercent: 30)
        let (acknowledged, errors) = live(disk)
        #expect(errors == [])
        #expect(acknowledged.count == 14)
        try expect(acknowledged, on: disk, "undisturbed")
    }
}
