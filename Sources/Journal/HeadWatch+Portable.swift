#if !os(Linux) || PSM_PORTABLE
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Serves ``JournalFollower`` where no kernel tells of changes: the head is looked at again and
/// again.
struct HeadWatch: Sendable {
    private static let longestMilliseconds = 50

    init(directory: FilePath) {}

    func arm() -> Bool { false }

    /// Nothing: interrupts are looked for between two short sleeps.
    func interrupt() {}

    func wait(milliseconds: Int, isWatching: Bool) {
        usleep(UInt32(min(milliseconds, Self.longestMilliseconds)) * 1000)
    }
}
#endif
