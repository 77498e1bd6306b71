import Synchronization
import SystemPackage
import Testing
import Threads

@testable import Watch

@Suite("Noticing that the machine was asleep", .timeLimit(.minutes(1)))
struct SuspensionSourceTests {
    /// A machine that is put to sleep by hand.
    private final class SleepyMachine: SuspensionSource.Sleeper {
        private let bell = Doorbell()
        private let asleep = Mutex(Duration.seconds(100))

        var timeAsleep: Duration { asleep.withLock(\.self) }

        func waitForClockChange() { bell.wait(until: nil) }
        func interrupt() { bell.ring() }

        /// The clock is set when it wakes up, and at other times too.
        func setClock(after sleep: Duration) {
            asleep.withLock { $0 += sleep }
            bell.ring()
        }
    }

    @Test("Everything is looked at after a sleep, and not after a mere change of the clock")
    func sleeps() throws {
        let machine = SleepyMachine()
        let bell = Doorbell()
        let queue = HintQueue(quiet: .zero, roots: ["/m", "/n"], bell: bell)
        let source = SuspensionSource(roots: ["/m", "/n"], sleeper: machine)
        try source.start(into: queue)
        machine.setClock(after: .zero)
        machine.setClock(after: .seconds(3_600))
        var hints: [FileHint] = []
        while hints.isEmpty {
            bell.wait(until: queue.nextDeadline)
            hints += queue.takeHints()
        }
        #expect(Set(hints) == [.directory("/m"), .directory("/n")])
        #expect(queue.takeNotices() == [.resumed(after: .seconds(3_600))])
        source.stop()
        #expect(queue.takeHints().isEmpty)
    }

    @Test("The kernel's own timer waits until it is stopped")
    func real() throws {
        let source = try SuspensionSource(roots: ["/m"])
        let queue = HintQueue(quiet: .zero, roots: ["/m"], bell: Doorbell())
        try source.start(into: queue)
        #expect(throws: WatchError.alreadyStarted) { try source.start(into: queue) }
        source.stop()
        #expect(queue.takeHints().isEmpty && queue.takeNotices().isEmpty)
    }
}
