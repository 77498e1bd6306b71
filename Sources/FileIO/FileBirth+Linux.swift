#if os(Linux) && !PSM_PORTABLE
import CGlibc

extension FileMetadata {
    /// When the file at `path` came into being, in nanoseconds since 1970, by statx(2); 0 if unknown.
    /// An inode number that is used again belongs to a file that was born later.
    package static func birthNanoseconds(of path: [UInt8], followSymlinks: Bool) -> Int64 {
        path.withTerminatedBytes { psm_birth_nanoseconds($0, followSymlinks ? 1 : 0) }
    }
}
#endif
