import SystemPackage
import Testing

@testable import Watch

@Suite("The queue between sources and the consumer", .timeLimit(.minutes(1)))
struct HintQueueTests {
    @Test("Hints that were offered before anyone waits are given")
    func early() async {
        let queue = HintQueue(quiet: .zero, roots: ["/m"])
        queue.offer([.file("/m/a.mp3")])
        queue.offer(.queueOverflowed)
        let batch = await queue.next()
        #expect(batch?.hints == [.file("/m/a.mp3")])
        #expect(batch?.notices == [.queueOverflowed])
    }

    @Test("A waiting consumer wakes at once without a quiet period")
    func wakes() async {
        let queue = HintQueue(quiet: .zero, roots: ["/m"])
        async let batch = queue.next()
        try? await Task.sleep(for: .milliseconds(20))
        queue.offer([.file("/m/a.mp3")])
        #expect(await batch?.hints == [.file("/m/a.mp3")])
    }

    @Test("With a quiet period, hints come together after it")
    func debounces() async {
        let queue = HintQueue(quiet: .milliseconds(300), roots: ["/m"])
        let start = ContinuousClock.now
        async let batch = queue.next()
        try? await Task.sleep(for: .milliseconds(10))
        for number in 0..<5 { queue.offer([.file(FilePath("/m/\(number).mp3"))]) }
        #expect(await batch?.hints.count == 5)
        #expect(ContinuousClock.now - start >= .milliseconds(300))
    }

    @Test("A notice does not wait for the hints")
    func notices() async {
        let queue = HintQueue(quiet: .seconds(60), maximumDelay: .seconds(60), roots: ["/m"])
        queue.offer([.file("/m/a.mp3")])
        async let batch = queue.next()
        try? await Task.sleep(for: .milliseconds(20))
        for _ in 0..<3 { queue.offer(.rootVanished("/m")) }
        let told = await batch
        #expect(told?.notices.first == .rootVanished("/m"))
        #expect(told?.hints == [])
    }

    @Test("A cancelled consumer gets nil, and what is pending stays")
    func cancels() async {
        let queue = HintQueue(quiet: .zero, roots: ["/m"])
        let task = Task { await queue.next() }
        try? await Task.sleep(for: .milliseconds(20))
        task.cancel()
        #expect(await task.value == nil)
        queue.offer([.file("/m/a.mp3")])
        #expect(await queue.next()?.hints == [.file("/m/a.mp3")])
    }

    @Test("A finished queue gives the rest and ends")
    func finishes() async {
        let queue = HintQueue(quiet: .seconds(60), maximumDelay: .seconds(60), roots: ["/m"])
        queue.offer([.file("/m/a.mp3")])
        queue.finish()
        var batches: [HintBatch] = []
        for await batch in queue { batches.append(batch) }
        #expect(batches.map(\.hints) == [[.file("/m/a.mp3")]])
    }

    @Test("Many threads offer, one task takes, nothing is lost")
    func concurrent() async {
        var limits = Debouncer.Limits()
        limits.filesPerDirectory = 100_000
        limits.files = 100_000
        let queue = HintQueue(quiet: .zero, roots: ["/m"], limits: limits)
        let consumer = Task {
            var seen: Set<FileHint> = []
            for await batch in queue { seen.formUnion(batch.hints) }
            return seen
        }
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<500 {
                        queue.offer([.file(FilePath("/m/\(thread)-\(number).mp3"))])
                    }
                }
            }
        }
        queue.finish()
        #expect(await consumer.value.count == 2_000)
    }

    @Test("A storm that nobody takes stays small")
    func bounded() async {
        let queue = HintQueue(quiet: .zero, roots: ["/m"])
        for number in 0..<6_000 {
            queue.offer([.file(FilePath("/m/\(number % 1_500)/\(number).mp3"))])
        }
        for number in 0..<300 {
            queue.offer(.rootVanished(FilePath("/\(number)")))
        }
        let batch = await queue.next()
        #expect((batch?.hints.count ?? 0) <= 9_216)
        #expect(batch?.notices.count == 256)
    }
}
