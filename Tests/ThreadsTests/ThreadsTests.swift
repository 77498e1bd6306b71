import Synchronization
import Testing
import Threads

@Suite("Threads", .timeLimit(.minutes(1)))
struct ThreadsTests {
    @Test("Work on all cores gives the results in order", arguments: [0, 1, 7, 512, 513, 10_000])
    func mapsInOrder(count: Int) {
        let doubled = Parallel.map(count: count, chunkCount: 16, makeScratch: { 2 }) { $0 * $1 }
        #expect(doubled == (0..<count).map { $0 * 2 })
    }

    @Test("Each index is worked on once")
    func eachOnce() {
        let counts = Mutex([Int](repeating: 0, count: 1_000))
        Parallel.forEach(count: 1_000) { index in counts.withLock { $0[index] += 1 } }
        #expect(counts.withLock { $0.allSatisfy { $0 == 1 } })
    }

    @Test("Parallel work may hold parallel work")
    func nests() {
        let sums = Parallel.map(count: 8, chunkCount: 1, makeScratch: {}) { outer, _ in
            Parallel.map(count: 100, chunkCount: 10, makeScratch: {}) { inner, _ in inner + outer }
                .reduce(0, +)
        }
        #expect(sums == (0..<8).map { 4_950 + 100 * $0 })
    }

    @Test("A background value is waited for, and so is its failure")
    func background() throws {
        struct Failure: Error {}
        #expect(try Background { 42 }.value() == 42)
        let failing = Background { throw Failure() }
        #expect(throws: Failure.self) { try failing.value() }
    }

    @Test("Whoever joins a thread finds its work done, twice too")
    func joins() throws {
        let done = Mutex(false)
        let thread = try WorkerThread { done.withLock { $0 = true } }
        thread.join()
        #expect(done.withLock { $0 })
        thread.join()
    }

    @Test("A ring before the wait is kept, and rings are one")
    func ringsBefore() {
        let bell = Doorbell()
        bell.ring()
        bell.ring()
        bell.wait(until: nil)
        let deadline = ContinuousClock.now + .milliseconds(5)
        bell.wait(until: deadline)
        #expect(ContinuousClock.now >= deadline)
    }

    @Test("A ring from another thread ends the wait")
    func ringsMeanwhile() throws {
        let bell = Doorbell()
        let thread = try WorkerThread { bell.ring() }
        bell.wait(until: nil)
        thread.join()
    }
}
