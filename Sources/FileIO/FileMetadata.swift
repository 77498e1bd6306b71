package import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the kernel knows of a file without opening it.
///
/// Times are nanoseconds since 1970-01-01 UTC. A device number may change at a reboot; an inode is
/// unique within its device and may be reused right after a delete.
package struct FileMetadata: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case regular
        case directory
        case symlink
        case other
    }

    package var kind: Kind
    package var sizeBytes: Int64
    package var mtimeNanoseconds: Int64
    package var ctimeNanoseconds: Int64
    package var inode: UInt64
    package var device: UInt64
    /// 0 if unknown. (Swift's Glibc module has no `statx`.)
    package var birthNanoseconds: Int64

    package init(
        kind: Kind,
        sizeBytes: Int64,
        mtimeNanoseconds: Int64,
        ctimeNanoseconds: Int64,
        inode: UInt64,
        device: UInt64,
        birthNanoseconds: Int64 = 0
    ) {
        self.kind = kind
        self.sizeBytes = sizeBytes
        self.mtimeNanoseconds = mtimeNanoseconds
        self.ctimeNanoseconds = ctimeNanoseconds
        self.inode = inode
        self.device = device
        self.birthNanoseconds = birthNanoseconds
    }
}

extension FileMetadata {
    /// Reads the metadata of `path`, by fstatat(2).
    ///
    /// - Throws: `FileError`; `isNotFound` if nothing exists there.
    package static func of(
        path: [UInt8],
        followSymlinks: Bool = true
    ) throws(FileError) -> FileMetadata {
        var status = stat()
        let flags = followSymlinks ? 0 : AT_SYMLINK_NOFOLLOW
        let result = uninterrupted {
            path.withTerminatedBytes { fstatat(AT_FDCWD, $0, &status, flags) }
        }
        guard result == 0 else {
            throw FileError(operation: .metadata, path: FilePath(bytes: path), errno: .current)
        }
        return FileMetadata(status)
    }

    /// Reads the metadata of an open file, by fstat(2).
    ///
    /// - Parameter path: for the error.
    package static func of(
        descriptor: Int32,
        _ path: FilePath
    ) throws(FileError) -> FileMetadata {
        var status = stat()
        guard uninterrupted({ fstat(descriptor, &status) }) == 0 else {
            throw FileError(operation: .metadata, path: path, errno: .current)
        }
        return FileMetadata(status)
    }

    init(_ status: stat) {
        self.init(
            kind: Kind(mode: status.st_mode),
            sizeBytes: Int64(status.st_size),
            mtimeNanoseconds: Self.nanoseconds(status.st_mtim),
            ctimeNanoseconds: Self.nanoseconds(status.st_ctim),
            inode: UInt64(status.st_ino),
            device: UInt64(status.st_dev)
        )
    }

    /// Wraps on overflow rather than traps: a corrupt inode may hold any number.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

extension FileMetadata.Kind {
    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .regular
        case S_IFDIR: self = .directory
        case S_IFLNK: self = .symlink
        default: self = .other
        }
    }
}

/// The identity of the file system that holds `path`: `f_fsid`, which common file systems derive
/// from their UUID, so that it survives a reboot, unlike a device number.
///
/// - Throws: `FileError`. Source: statvfs(3), statfs(2).
package func fileSystemID(of path: FilePath) throws(FileError) -> UInt64 {
    var status = statvfs()
    guard path.withPlatformString({ statvfs($0, &status) }) == 0 else {
        throw FileError(operation: .metadata, path: path, errno: .current)
    }
    return UInt64(status.f_fsid)
}
