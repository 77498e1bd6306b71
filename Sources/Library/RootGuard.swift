internal import Events
internal import FileIO
internal import SystemPackage

/// Tells an unavailable root from one that was emptied: absence is not deletion.
///
/// The same holds for each mount point below a root.
enum RootGuard {
    enum Finding {
        /// The directory that is known.
        case same
        case new(DirectoryIdentity)
        /// Another directory stands there.
        case replaced(DirectoryIdentity)
        case unavailable(RootLoss)
    }

    /// Looks at the directory at `path`, absolute.
    ///
    /// - Throws: an error that says nothing of the directory, such as too many open files.
    static func look(at path: [UInt8], known: KnownRoot?) throws(FileError) -> Finding {
        do throws(FileError) {
            let found = try identity(of: path)
            guard let known else { return .new(found) }
            return isSame(found, known.identity) ? .same : .replaced(found)
        } catch {
            if error.isShortage { throw error }
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

    /// Times of birth are compared if both are known.
    static func isSame(_ left: DirectoryIdentity, _ right: DirectoryIdentity) -> Bool {
        left.inode == right.inode && left.fileSystem == right.fileSystem
            && (left.birthNs == 0 || right.birthNs == 0 || left.birthNs == right.birthNs)
    }

    /// Whether another directory may be the known root, moved or restored: it holds at least half
    /// as many files.
    static func isPlausible(found: Int, known: Int) -> Bool {
        found * 2 >= known
    }
}
