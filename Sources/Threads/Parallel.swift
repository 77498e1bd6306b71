internal import Dispatch
internal import Synchronization

/// Work over a range on all cores, in chunks.
package enum Parallel {
    /// `body` for each index of `0..<count`, with the results in order.
    ///
    /// - Parameters:
    ///   - chunkCount: how many indexes one core takes at a time.
    ///   - makeScratch: makes what one chunk may reuse from index to index.
    package static func map<Scratch, Result: Sendable>(
        count: Int,
        chunkCount: Int = 512,
        makeScratch: @Sendable () -> Scratch,
        _ body: @Sendable (Int, inout Scratch) -> Result
    ) -> [Result] {
        let chunks = (count + chunkCount - 1) / chunkCount
        let results = Mutex([[Result]](repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
            let range = chunk * chunkCount..<min((chunk + 1) * chunkCount, count)
            var scratch = makeScratch()
            var part: [Result] = []
            part.reserveCapacity(range.count)
            for index in range { part.append(body(index, &scratch)) }
            results.withLock { $0[chunk] = part }
        }
        return results.withLock { Array($0.joined()) }
    }
}
