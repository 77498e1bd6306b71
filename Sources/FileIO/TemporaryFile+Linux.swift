#if os(Linux) && !PSM_PORTABLE
import CGlibc
import Glibc
import SystemPackage

/// Serves ``TemporaryFile``, by what only Linux has.
extension TemporaryFile {
    /// Opens a file that never has a name; −1 where the file system cannot do that. Source: open(2).
    static func openUnnamed(in folder: FilePath) -> Int32 {
        folder.withPlatformString { path in
            uninterrupted { open(path, O_RDWR | psm_open_unnamed | O_CLOEXEC, mode_t(0o600)) }
        }
    }
}
#endif
