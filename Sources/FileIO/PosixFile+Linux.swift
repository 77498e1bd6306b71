#if os(Linux) && !PSM_PORTABLE
import Glibc

/// Serves ``OpenFile``, by what only some kernels have.
extension PosixFile {
    /// The bytes, and of the metadata what it takes to read them. Source: fdatasync(2).
    @inline(__always)
    static func synchronizeData(of descriptor: Int32) -> Int32 { fdatasync(descriptor) }
}
#endif
