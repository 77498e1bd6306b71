import FileIO
import SystemPackage
import Testing

@testable import Journal

/// Whatever call fails: nothing acknowledged is lost, and what failed is never there in part.
@Suite struct FaultTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    private var options: JournalOptions {
        var options = JournalOptions()
        options.segmentLimitBytes = 350
        return options
    }

    @Test(arguments: [Errno.ioError, .noSpace])
    func errorAtEveryCall(errno: Errno) throws {
        var number = 1
        while true {
            let directory = temporary.path.appending("journal-\(number)")
            let faulty = FaultyFileSystem(.init(failingCall: number, errno: errno))
            let journal = Journal(directory: directory, fileSystem: faulty, options: options)
            var acknowledged: [String] = []
            var failures = 0
            let attempts = (0..<8).map { "event \($0)" }
            for text in attempts {
                do throws(JournalError) {
                    try journal.append(batch(text, text + "b"))
                    acknowledged += [text, text + "b"]
                } catch {
                    failures += 1
                    #expect(error.description.contains("/"))
                }
            }
            // A failing unlock or truncate is coped with; nothing else fails more than one append.
            #expect(failures <= 1)
            #expect(faulty.violations.isEmpty, "\(faulty.violations)")
            let recovered = quickJournal(directory)
            try recovered.append(batch("last"))
            let outcome = try recovered.readAll()
            #expect(outcome.damage.isEmpty, "call \(number): \(outcome.damage)")
            let texts = Array(outcome.texts.dropLast())
            let allowed = attempts.flatMap { [$0, $0 + "b"] }
            #expect(Set(texts).count == texts.count)
            #expect(acknowledged.allSatisfy(texts.contains), "\(faulty.failedCall ?? "")")
            #expect(texts == allowed.filter(texts.contains))
            #expect(texts.count % 2 == 0)
            if faulty.failedCall == nil { break }
            number += 1
            try #require(number < 1000)
        }
        #expect(number > 60)
    }

    @Test func shortWritesAndInterruptionsAreInvisible() throws {
        for (limit, every) in [(1, 3), (7, 2), (50, 5)] {
            let directory = temporary.path.appending("short-\(limit)")
            let faulty = FaultyFileSystem(
                .init(writeLimitBytes: limit, interruptEvery: every)
            )
            let journal = Journal(directory: directory, fileSystem: faulty, options: options)
            let texts = (0..<10).map { "event \($0)" }
            for text in texts { try journal.append(batch(text)) }
            #expect(try journal.readAll().texts == texts)
            #expect(try Journal(directory: directory).verify().isClean)
        }
    }

    @Test func endlessInterruptionsEnd() throws {
        let faulty = FaultyFileSystem(.init(interruptEvery: 1))
        let journal = Journal(
            directory: temporary.path.appending("endless"),
            fileSystem: faulty,
            options: options
        )
        #expect(throws: JournalError.self) { try journal.append(batch("a")) }
    }

    @Test func aFailedSyncLeavesNothingThatReadersSee() throws {
        let directory = temporary.path.appending("sync")
        let journal = Journal(directory: directory, options: options)
        try journal.append(batch("a"))
        let calls = FaultyFileSystem()
        let counted = Journal(directory: directory, fileSystem: calls, options: options)
        try counted.append(batch("b"))
        for number in 1...(calls.calls + 4) {
            let faulty = FaultyFileSystem(.init(failingCall: number))
            let failing = Journal(directory: directory, fileSystem: faulty, options: options)
            let before = try journal.head().position
            let didAppend = (try? failing.append(batch("c"))) != nil
            guard !didAppend, faulty.failedCall?.hasPrefix("synchronize") == true else { continue }
            try journal.recover()
            #expect(try journal.head().position == before)
            #expect(journal.takeNotices().isEmpty)
        }
    }
}
