package import SystemPackage

/// Walks a directory tree, with one stat per file and no allocation per entry.
///
/// Every call is relative to an open directory, so a rename above cannot lead it astray and a path
/// may be longer than PATH_MAX. Entries that disappear during the walk are ignored. Symbolic links
/// are not part of the tree unless they are followed; a directory that is its own ancestor, by
/// device and inode, then ends the loop.
///
/// ```
/// var visitor = NameCollector()  // a DirectoryVisitor
/// try DirectoryWalk.walk("/music", followSymlinks: false, visitor: &visitor)
/// print(visitor.names)
/// ```
///
/// Source: openat(2), fstatat(2), readdir(3).
package enum DirectoryWalk {
    /// - Parameters:
    ///   - root: an absolute path; may itself be a symbolic link.
    ///   - subdirectory: where to start, relative to the root; empty for the root itself.
    /// - Throws: `FileError` if the root or the subdirectory cannot be opened. Anything unreadable
    ///   below is reported to the visitor.
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
