#if os(Linux) && !PSM_PORTABLE
import CGlibc

/// What is freed and still this process's. Serves `Upkeep`.
///
/// Source: mallopt(3), malloc_trim(3).
enum HeapMemory {
    /// Of each heap's end.
    static func keep(atMostBytes count: Int32) {
        // glibc would raise this with the largest block that was ever freed, and what a thread left
        // at the end of its heap would stay.
        mallopt(M_TRIM_THRESHOLD, count)
    }

    static func giveBack() {
        malloc_trim(0)
    }
}
#endif
