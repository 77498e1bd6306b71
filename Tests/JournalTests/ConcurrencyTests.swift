import FileIO
import SystemPackage
import TestSupport
import Testing

@testable import Journal

@Suite struct ConcurrencyTests {
    let temporary: TemporaryDirectory
    let directory: FilePath

    init() throws {
        temporary = try TemporaryDirectory()
        directory = temporary.path.appending("journal")
    }

    /// Two instances stand for two processes: their locks are of two open files either way.
    @Test func manyWritersMakeOneJournal() async throws {
        var options = quickOptions
        options.segmentLimitBytes = 2000
        let journals = (0..<2).map { _ in quickJournal(directory, options) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<40 {
                        try journals[writer % 2].append(batch("\(writer)-\(number)", "x"))
                    }
                }
            }
            try await group.waitForAll()
        }
        let outcome = try journals[0].readAll()
        #expect(outcome.damage.isEmpty)
        #expect(outcome.records.map(\.position) == Array(0..<320))
        for writer in 0..<4 {
            let own = outcome.texts.filter { $0.hasPrefix("\(writer)-") }
            #expect(own == (0..<40).map { "\(writer)-\($0)" })
        }
        #expect(try journals[1].verify().isClean)
        #expect(journals.allSatisfy { $0.takeNotices().isEmpty })
    }

    @Test func theDecisionLockKeepsOthersOut() throws {
        let first = quickJournal(directory)
        let second = quickJournal(directory)
        try first.withDecisionLock {
            for other in [first, second] {
                #expect {
                    try other.withDecisionLock(timeout: .milliseconds(20)) {}
                } throws: { error in
                    guard case JournalError.locked(let path, _) = error else { return false }
                    return path.lastComponent == "decision.lock"
                }
            }
            // Appending is still free: it is what a decision ends with.
            try first.append(batch("a"))
            try second.append(batch("b"))
        }
        #expect(try second.withDecisionLock(timeout: .milliseconds(20)) { 7 } == 7)
    }

    @Test func aHeldAppendLockIsToldAfterItsLimit() throws {
        var options = quickOptions
        options.appendLockTimeout = .milliseconds(30)
        let journal = quickJournal(directory, options)
        try journal.append(batch("a"))
        let fileSystem = PosixFileSystem()
        let lock = FileLock(path: directory.appending("append.lock"), fileSystem: fileSystem)
        try lock.wait(timeout: .zero)
        #expect(throws: JournalError.self) { try journal.append(batch("b")) }
        lock.release()
        #expect(try journal.append(batch("c")).lowerBound == Position(1))
    }

    /// Nobody repairs the end of the journal while another one writes it.
    @Test func aRecoveryNeedsTheAppendLock() throws {
        var options = quickOptions
        options.appendLockTimeout = .milliseconds(30)
        let journal = quickJournal(directory, options)
        try journal.append(batch("a"))
        let lock = FileLock(
            path: directory.appending("append.lock"),
            fileSystem: PosixFileSystem()
        )
        try lock.wait(timeout: .zero)
        #expect(throws: JournalError.self) { try journal.recover() }
        #expect(throws: JournalError.self) { try journal.leaveOut(upTo: Position(9)) }
        lock.release()
        try journal.recover()
    }

    /// Each append finds the follower asleep, the first from before the directory exists. It looks
    /// by itself too, after half a second at the earliest: one that the kernel does not wake takes
    /// longer for all of them than the test has patience.
    @Test func aFollowerWakes() throws {
        let follower = JournalFollower(journal: Journal(directory: directory))
        let journal = quickJournal(directory)
        let deadline = ContinuousClock.now + Patience.limit
        var last = Position.zero
        for number in 0..<150 {
            let waiting = BlockingCall { [last] in
                try follower.wait(untilBeyond: last, timeout: nil).position
            }
            try waiting.waitUntilAsleep()
            try journal.append(batch("event \(number)"))
            let head = try waiting.value()
            try #require(head == last.advanced(by: 1))
            try #require(ContinuousClock.now < deadline, "no wake-up, but a look by itself")
            last = head
        }
    }

    /// Nor does a look by itself, half a minute later, stand for an interrupt.
    @Test func aFollowerEndsByTimeoutAndByInterrupt() throws {
        let journal = quickJournal(directory)
        try journal.append(batch("a"))
        let follower = JournalFollower(journal: journal)
        let head = try follower.wait(untilBeyond: Position(1), timeout: .milliseconds(20))
        #expect(head.position == Position(1))
        let deadline = ContinuousClock.now + Patience.limit
        for _ in 0..<5 {
            let waiting = BlockingCall {
                try follower.wait(untilBeyond: Position(1), timeout: nil).position
            }
            try waiting.waitUntilAsleep()
            try #require(!waiting.isDone)
            follower.interrupt()
            #expect(try waiting.value() == Position(1))
            try #require(ContinuousClock.now < deadline, "no interrupt, but a look by itself")
        }
    }

    /// The writer has a thread of its own: the reader does not rest, and the pool may have no other.
    @Test func aReaderNeverSeesHalfOfAnAppend() throws {
        let directory = directory
        let writer = BlockingCall {
            let journal = quickJournal(directory)
            for number in 0..<300 { try journal.append(batch("\(number)", "\(number)")) }
        }
        let reader = Journal(directory: directory)
        var last = Position.zero
        while last < Position(600) {
            let outcome = try reader.readAll(from: last)
            #expect(outcome.damage.isEmpty)
            #expect(outcome.records.count % 2 == 0)
            last = last.advanced(by: outcome.records.count)
        }
        try writer.value()
    }
}
