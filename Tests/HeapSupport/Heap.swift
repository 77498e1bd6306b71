internal import CAllocations

/// The heap of this thread.
package enum Heap {
    /// The most that `body` had allocated at once, in this thread; 0 under another sanitizer.
    package static func peakBytes(_ body: () throws -> Void) rethrows -> Int64 {
        psm_allocations_begin()
        do {
            try body()
        } catch {
            _ = psm_allocations_end()
            throw error
        }
        return psm_allocations_end()
    }
}
