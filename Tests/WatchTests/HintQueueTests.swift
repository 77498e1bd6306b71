import SystemPackage
import Testing
import Threads

@testable import Watch

@Suite("The queue between sources and the consumer", .timeLimit(.minutes(1)))
struct HintQueueTests {
    private let bell = Doorbell()

    /// Waits as the consumer does.
    private func next(_ queue: HintQueue) -> [FileHint] {
        while true {
            let hints = queue.takeHints()
            if !hints.isEmpty { return hints }
            bell.wait(until: queue.nextDeadline)
        }
    }

    @Test("Hints that were offered before anyone waits are given")
    func early() {
        let queue = HintQueue(quiet: .zero, roots: ["/m"], bell: bell)
        queue.offer([.file("/m/a.mp3")])
        queue.offer(.queueOverflowed)
        #expect(queue.takeNotices() == [.queueOverflowed])
        #expect(queue.takeHints() == [.file("/m/a.mp3")])
        #expect(queue.takeHints().isEmpty && queue.takeNotices().isEmpty)
    }

    @Test("A waiting consumer wakes at once without a quiet period")
    func wakes() throws {
        let queue = HintQueue(quiet: .zero, roots: ["/m"], bell: bell)
        #expect(queue.takeHints().isEmpty)
        let thread = try WorkerThread { queue.offer([.file("/m/a.mp3")]) }
        #expect(next(queue) == [.file("/m/a.mp3")])
        thread.join()
    }

    @Test("With a quiet period, hints come together after it")
    func debounces() {
        let queue = HintQueue(quiet: .milliseconds(300), roots: ["/m"], bell: bell)
        let start = ContinuousClock.now
        for number in 0..<5 { queue.offer([.file(FilePath("/m/\(number).mp3"))]) }
        #expect(next(queue).count == 5)
        #expect(ContinuousClock.now - start >= .milliseconds(300))
    }

    @Test("Hints that only put off what is waited for do not ring")
    func sleeps() {
        let queue = HintQueue(
            quiet: .seconds(60),
            maximumDelay: .seconds(60),
            roots: ["/m"],
            bell: bell
        )
        queue.offer([.file("/m/a.mp3")])
        bell.wait(until: nil)
        queue.offer([.file("/m/b.mp3")])
        let deadline = ContinuousClock.now + .milliseconds(5)
        bell.wait(until: deadline)
        #expect(ContinuousClock.now >= deadline)
    }

    @Test("A notice does not wait for the hints, and equal ones are one")
    func notices() {
        let queue = HintQueue(
            quiet: .seconds(60),
            maximumDelay: .seconds(60),
            roots: ["/m"],
            bell: bell
        )
        queue.offer([.file("/m/a.mp3")])
        for _ in 0..<3 { queue.offer(.rootUnavailable("/m")) }
        bell.wait(until: nil)
        #expect(queue.takeNotices() == [.rootUnavailable("/m")])
        #expect(queue.takeHints().isEmpty)
    }

    @Test("Many threads offer, one takes, nothing is lost")
    func concurrent() throws {
        var limits = Debouncer.Limits()
        limits.filesPerDirectory = 100_000
        limits.files = 100_000
        let queue = HintQueue(quiet: .zero, roots: ["/m"], limits: limits, bell: bell)
        let threads = try (0..<4).map { thread in
            try WorkerThread {
                for number in 0..<500 {
                    queue.offer([.file(FilePath("/m/\(thread)-\(number).mp3"))])
                }
            }
        }
        var seen: Set<FileHint> = []
        while seen.count < 2_000 { seen.formUnion(next(queue)) }
        for thread in threads { thread.join() }
        #expect(queue.takeHints().isEmpty)
    }

    @Test("A storm that nobody takes stays small")
    func bounded() {
        let queue = HintQueue(quiet: .zero, roots: ["/m"], bell: bell)
        for number in 0..<6_000 {
            queue.offer([.file(FilePath("/m/\(number % 1_500)/\(number).mp3"))])
        }
        for number in 0..<300 {
            queue.offer(.rootUnavailable(FilePath("/\(number)")))
        }
        #expect(queue.takeHints().count <= 9_216)
        #expect(queue.takeNotices().count == 256)
    }
}
