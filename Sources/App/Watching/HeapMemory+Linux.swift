#if os(Linux) && !PSM_PORTABLE
import CGlibc

/// What is freed and still this process's. Serves `Upkeep`.
///
/// Source: mallopt(3), malloc_trim(3).
enum HeapMemory {
    /// Of each heap's end.
    static func keep(atMostBytes count: Int32) {
        // By default glibc raises this threshold with the largest block ever freed, and would keep
        // free memory at the end of a heap.
        mallopt(M_TRIM_THRESHOLD, count)
    }

    static func giveBack() {
        malloc_trim(0)
    }
}
#endif
