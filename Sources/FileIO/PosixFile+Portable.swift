#if !os(Linux) || PSM_PORTABLE
#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#error("fsync(2) leaves bytes in the drive's cache here: all three syncs must use F_FULLFSYNC.")
#endif

/// Serves ``OpenFile``, by POSIX alone.
extension PosixFile {
    /// All of the metadata too. Source: fsync(3p).
    static func synchronizeData(of descriptor: Int32) -> Int32 { fsync(descriptor) }
}
#endif
