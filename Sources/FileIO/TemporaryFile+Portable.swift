#if !os(Linux) || PSM_PORTABLE
import SystemPackage

/// Serves ``TemporaryFile``, by what every system has.
extension TemporaryFile {
    /// −1: every file has a name at first.
    static func openUnnamed(in folder: FilePath) -> Int32 { -1 }
}
#endif
