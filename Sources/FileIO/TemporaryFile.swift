internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Files without a name, which are gone with their last user, whatever happens.
package enum TemporaryFile {
    /// Creates one in the folder `TMPDIR`, or else where large temporary files belong: `/tmp` may be
    /// in memory. Its path, for messages, is that folder.
    ///
    /// Source: file-hierarchy(7).
    package static func create() throws(FileError) -> any OpenFile {
        if let chosen = getenv("TMPDIR"), chosen.pointee != 0 {
            return try create(in: FilePath(platformString: chosen))
        }
        do throws(FileError) {
            return try create(in: "/var/tmp")
        } catch {
            return try create(in: "/tmp")
        }
    }

    static func create(in folder: FilePath) throws(FileError) -> any OpenFile {
        let unnamed = openUnnamed(in: folder)
        if unnamed >= 0 { return PosixFile(descriptor: unnamed, path: folder) }
        // The file systems that cannot do that say so in different ways, so a name may always do.
        var template = Array(folder.appending("psm-XXXXXX").bytes.map(CChar.init(bitPattern:)))
        template.append(0)
        let named = uninterrupted { mkstemp(&template) }
        guard named >= 0 else { throw FileError(operation: .open, path: folder, errno: .current) }
        unlink(template)
        _ = fcntl(named, F_SETFD, FD_CLOEXEC)
        return PosixFile(descriptor: named, path: folder)
    }
}
