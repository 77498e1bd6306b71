/// What a walk asks and tells. Names and paths are bytes, valid only during the call.
///
/// A directory is named by its path relative to the walk's root; the root itself is "".
package protocol DirectoryVisitor {
    /// Whether a file (of unknown interest so far) is worth a stat. Asked before it.
    mutating func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool

    /// Whether to descend into a directory.
    mutating func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool

    /// A regular file.
    mutating func visit(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    )

    /// A directory, once it is open and before anything in it. `isMountPoint`: its device is
    /// another than its parent's (never for the directory where the walk begins).
    mutating func enter(
        directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    )

    /// A file or directory that could not be read. Everything under it is unknown, which is not
    /// the same as gone; of a directory, some entries may have been visited already.
    mutating func unreadable(
        _ path: UnsafeRawBufferPointer,
        isDirectory: Bool,
        _ error: FileError
    )
}
