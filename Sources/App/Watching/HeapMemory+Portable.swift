#if !os(Linux) || PSM_PORTABLE
/// What is freed and still this process's: the C library's own affair. Serves `Upkeep`.
enum HeapMemory {
    static func keep(atMostBytes count: Int32) {}
    static func giveBack() {}
}
#endif
