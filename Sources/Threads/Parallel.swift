internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Work over a range on all cores, in chunks.
///
/// Threads are started for the work and end with it. That takes a tenth of a millisecond, and
/// leaves no thread that wakes up while psm is idle.
///
/// ```
/// let sizes = Parallel.map(count: paths.count, chunkCount: 32, makeScratch: {}) { index, _ in
///     size(of: paths[index])
/// }
/// ```
package enum Parallel {
    /// Calls `body` for each index of `0..<count` and returns the results in order.
    ///
    /// - Parameters:
    ///   - chunkCount: the number of indexes that one thread takes at a time.
    ///   - threadCount: more than there are cores for work that mostly waits.
    ///   - makeScratch: makes scratch space that a chunk reuses from index to index.
    package static func map<Scratch, Result: Sendable>(
        count: Int,
        chunkCount: Int = 512,
        threadCount: Int = Self.coreCount,
        makeScratch: @Sendable () -> Scratch,
        _ body: @Sendable (Int, inout Scratch) -> Result
    ) -> [Result] {
        let chunks = (count + chunkCount - 1) / chunkCount
        let results = Mutex([[Result]](repeating: [], count: chunks))
        forEach(count: chunks, threadCount: threadCount) { chunk in
            let range = chunk * chunkCount..<min((chunk + 1) * chunkCount, count)
            var scratch = makeScratch()
            var part: [Result] = []
            part.reserveCapacity(range.count)
            for index in range { part.append(body(index, &scratch)) }
            results.withLock { $0[chunk] = part }
        }
        return results.withLock { Array($0.joined()) }
    }

    /// Calls `body` for each index of `0..<count`, on as many threads as there are cores or as are
    /// asked for, and returns when all are done. The caller's thread is one of them.
    package static func forEach(
        count: Int,
        threadCount: Int = Self.coreCount,
        _ body: @Sendable (Int) -> Void
    ) {
        let next = Atomic(0)
        func work() {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(index)
            }
        }
        withoutActuallyEscaping(work) { work in
            // The helpers are joined before this returns.
            let shared = SharedWork(work: work)
            let helpers = (1..<max(1, min(count, threadCount))).map { _ in
                Background { shared.work() }
            }
            work()
            for helper in helpers { _ = try? helper.value() }
        }
    }

    package static let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// `work` may run on several threads at once: it touches only the counter, which is atomic, and a
/// `@Sendable` body.
private struct SharedWork: @unchecked Sendable {
    let work: () -> Void
}
