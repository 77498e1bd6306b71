#if !os(Linux) || PSM_PORTABLE
package import SystemPackage

/// ``FileSystemType`` where POSIX has no word for it: nothing is known, and nothing is silent.
/// Everything is polled there anyway.
package struct FileSystemType: Hashable, Sendable {
    /// - Throws: `FileError` where the path is not there.
    package init(of path: FilePath) throws(FileError) {
        _ = try FileMetadata.of(path: path.bytes)
    }

    package var isSilent: Bool { false }

    /// For people.
    package var name: String { "unknown" }
}
#endif
