package import SystemPackage

/// Walks a tree of directories, one stat a file and no allocation an entry.
///
/// Every call is relative to an open directory, so a rename above cannot lead astray and a path
/// may be longer than PATH_MAX. What vanishes during the walk is simply not there. Symbolic links
/// are not part of the tree unless they are followed; then loops are cut where a directory is its
/// own ancestor, by device and inode.
///
/// Source: openat(2), fstatat(2), readdir(3).
package enum DirectoryWalk {
    /// - Parameters:
    ///   - root: absolute; may itself be a symbolic link.
    ///   - subdirectory: where to begin, relative to the root; empty is the root itself.
    /// - Throws: `FileError` where the root or the subdirectory cannot be opened. Whatever cannot
    ///   be read below is told to the visitor.
    package static func walk(
        root: FilePath,
        from subdirectory: [UInt8] = [],
        followSymlinks: Bool,
        visitor: inout some DirectoryVisitor
    ) throws(FileError) {
        var walker = DirectoryWalker(root: root, followSymlinks: followSymlinks)
        try walker.openStart(subdirectory, &visitor)
        while walker.depth > 0 { walker.step(&visitor) }
    }
}
