internal import Events
internal import FileIO
internal import SystemPackage

/// Tells a root that is gone from one that was emptied: absence is not deletion.
///
/// The same holds for each mount point below a root.
enum RootGuard {
    enum Finding {
        /// The directory that was always there.
        case same
        case new(DirectoryIdentity)
        /// Another directory stands there.
        case replaced(DirectoryIdentity)
        case unavailable(RootLoss)
    }

    /// Looks at the directory at `path`, absolute.
    static func look(at path: [UInt8], known: KnownRoot?) -> Finding {
        do throws(FileError) {
            let found = try identity(of: path)
            guard let known else { return .new(found) }
            return isSame(found, known.identity) ? .same : .replaced(found)
        } catch {
            return .unavailable(error.isNotFound ? .missing : .unreadable(error.description))
        }
    }

    static func identity(of path: [UInt8]) throws(FileError) -> DirectoryIdentity {
        let metadata = try FileMetadata.of(path: path, followSymlinks: true)
        guard metadata.kind == .directory else {
            throw FileError(
                operation: .list,
                path: FilePath(bytes: path),
                errno: .notDirectory
            )
        }
        var identity = DirectoryIdentity()
        identity.inode = metadata.inode
        identity.fileSystem = try fileSystemID(of: FilePath(bytes: path))
        identity.birthNs = metadata.birthNanoseconds
        return identity
    }

    /// Births are compared where both are known.
    static func isSame(_ left: DirectoryIdentity, _ right: DirectoryIdentity) -> Bool {
        left.inode == right.inode && left.fileSystem == right.fileSystem
            && (left.birthNs == 0 || right.birthNs == 0 || left.birthNs == right.birthNs)
    }

    /// Whether another directory can be taken for the one that was known: it holds at least half of
    /// as many files.
    static func isPlausible(found: Int, known: Int) -> Bool {
        found * 2 >= known
    }
}
