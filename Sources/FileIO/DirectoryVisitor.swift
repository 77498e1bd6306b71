/// Receives what a `DirectoryWalk` finds. Names and paths are bytes, valid only during the call.
///
/// A directory is given by its path relative to the walk's root; the root itself is "".
package protocol DirectoryVisitor {
    /// Whether to stat a file.
    mutating func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool

    /// Whether to descend into a directory.
    mutating func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool

    /// Called for a symbolic link that is not followed.
    mutating func passOver(
        link name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    )

    /// Called for a symbolic link that is followed, before what it leads to; and for whatever may be
    /// one, where a directory does not say what its entries are.
    mutating func follow(
        link name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    )

    /// Called for a regular file.
    mutating func visit(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    )

    /// Called for a directory, once it is open and before its entries. `isMountPoint`: its device
    /// differs from its parent's (never for the directory where the walk starts).
    mutating func enter(
        directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    )

    /// Called for a file or directory that could not be read. Everything below it is unknown, which
    /// is not the same as removed; some entries of a directory may already have been visited.
    mutating func unreadable(
        _ path: UnsafeRawBufferPointer,
        isDirectory: Bool,
        _ error: FileError
    )
}

extension DirectoryVisitor {
    package mutating func passOver(
        link name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) {}

    package mutating func follow(
        link name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) {}
}
