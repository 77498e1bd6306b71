package import Events

/// The known state of the library, which the scanner compares the disk with.
///
/// All methods answer for the same moment, between two appends.
package protocol KnownFiles {
    /// The roots, and the mount points below them.
    func roots() throws -> [KnownRoot]

    /// Calls `body` for each present file under a directory of a root.
    ///
    /// - Parameters:
    ///   - directory: relative to the root, empty for the whole root.
    ///   - body: gets the path relative to the root, valid during the call.
    func forEachFile(
        root: [UInt8],
        below directory: [UInt8],
        _ body: (_ path: UnsafeRawBufferPointer, _ file: KnownFile) throws -> Void
    ) throws

    /// Calls `body` for each present file directly in a directory of a root, and for each directory
    /// in it that holds any, of whatever root.
    ///
    /// - Parameters:
    ///   - directory: relative to the root, empty for the root itself.
    ///   - body: gets the name, valid during the call, and the file; nil for a directory.
    func forEachEntry(
        root: [UInt8],
        in directory: [UInt8],
        _ body: (_ name: UnsafeRawBufferPointer, _ file: KnownFile?) throws -> Void
    ) throws

    /// How many present files are below a directory of a root.
    func fileCount(root: [UInt8], below directory: [UInt8]) throws -> Int

    /// Whether any present file is below a directory of a root.
    func hasFiles(root: [UInt8], below directory: [UInt8]) throws -> Bool

    /// The present file at an absolute path, whichever root it was recorded under.
    func file(atAbsolute path: [UInt8]) throws -> (path: LibraryPath, file: KnownFile)?

    /// The present files with this inode: a new name may be one of them, moved.
    func files(inode: UInt64) throws -> [(path: LibraryPath, file: KnownFile)]

    /// Whether any present file has the size and mtime of `stat`.
    ///
    /// - Parameters:
    ///   - root: where to look; nil for everywhere.
    ///   - id: a file that does not count.
    func hasFile(like stat: FileStat, in root: [UInt8]?, but id: UInt64?) throws -> Bool

    /// The present files of this size, mtime and tags, by id.
    func files(
        like stat: FileStat,
        tagsDigest: UInt64
    ) throws -> [(path: LibraryPath, file: KnownFile)]

    /// Whether a file is among the removed ones.
    func isRemoved(_ id: UInt64) throws -> Bool

    /// What is in a file, present or removed; nil if there is none with the id.
    func content(of id: UInt64) throws -> TaggedContent?

    /// Whether there are any removed files.
    func hasRemovedFiles() throws -> Bool

    /// The removed file that was last at this path.
    func removedFile(atAbsolute path: [UInt8]) throws -> KnownFile?

    /// The removed files with this inode.
    func removedFiles(inode: UInt64) throws -> [(path: LibraryPath, file: KnownFile)]

    /// Whether any removed file has the size and mtime of `stat`.
    func hasRemovedFile(like stat: FileStat) throws -> Bool

    /// The removed files of this size, mtime and tags, by id.
    func removedFiles(like stat: FileStat, tagsDigest: UInt64) throws -> [KnownFile]
}

/// A file as the journal last recorded it. A class, because a scan refers to it from several
/// places.
package final class KnownFile: Sendable {
    package let id: UInt64
    package let sizeBytes: UInt64
    package let mtimeNanoseconds: Int64
    package let ctimeNanoseconds: Int64
    package let inode: UInt64
    package let tagsDigest: UInt64
    /// What is wrong with its content; empty if nothing is.
    package let error: String

    package init(
        id: UInt64,
        sizeBytes: UInt64,
        mtimeNanoseconds: Int64,
        ctimeNanoseconds: Int64,
        inode: UInt64,
        tagsDigest: UInt64,
        error: String = ""
    ) {
        self.id = id
        self.sizeBytes = sizeBytes
        self.mtimeNanoseconds = mtimeNanoseconds
        self.ctimeNanoseconds = ctimeNanoseconds
        self.inode = inode
        self.tagsDigest = tagsDigest
        self.error = error
    }

    /// Whether the journal has recorded nothing new about it since.
    func isStill(_ other: KnownFile) -> Bool {
        id == other.id && sizeBytes == other.sizeBytes && inode == other.inode
            && mtimeNanoseconds == other.mtimeNanoseconds
            && ctimeNanoseconds == other.ctimeNanoseconds && tagsDigest == other.tagsDigest
    }

    /// Whether a quick scan finds nothing new about a file with this stat.
    func isUnchanged(_ stat: FileStat) -> Bool {
        hasSameContent(stat) && ctimeNanoseconds == stat.ctimeNs
    }

    /// Whether it is known with these tags, or with the same error.
    func hasSameTags(_ tags: AudioTags) -> Bool {
        tagsDigest == tags.digest && error == tags.error
    }

    /// Whether this is the same file, by everything that a rename preserves. An inode alone proves
    /// nothing: file systems reuse it at once.
    func hasSameContent(_ stat: FileStat) -> Bool {
        inode == stat.inode && hasSameSizeAndTime(stat)
    }

    func hasSameSizeAndTime(_ stat: FileStat) -> Bool {
        sizeBytes == stat.sizeBytes && mtimeNanoseconds == stat.mtimeNs
    }

    /// As it is known, for a file of which more is to be told later.
    func stat(device: UInt64) -> FileStat {
        var stat = FileStat()
        stat.sizeBytes = sizeBytes
        stat.mtimeNs = mtimeNanoseconds
        stat.ctimeNs = ctimeNanoseconds
        stat.inode = inode
        stat.device = device
        return stat
    }
}

/// A root, or a mount point below one, as the journal last recorded it.
package struct KnownRoot: Sendable {
    package var root: [UInt8]
    /// Relative to the root, empty for the root itself.
    package var mount: [UInt8]
    package var identity: DirectoryIdentity
    package var isUnavailable: Bool

    package init(root: [UInt8], mount: [UInt8], identity: DirectoryIdentity, isUnavailable: Bool) {
        self.root = root
        self.mount = mount
        self.identity = identity
        self.isUnavailable = isUnavailable
    }
}
