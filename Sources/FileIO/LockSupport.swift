package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Whether a file system has locks on parts of files, by asking for one. SQLite cannot tell a file
/// system without them from a lock that somebody holds.
///
/// - Parameter path: any file there but one of SQLite's: closing a descriptor of such a one would
///   release SQLite's own locks. Where it does not exist, the answer is yes.
///
/// Source: fcntl(2), F_GETLK.
package func hasRecordLocks(at path: FilePath) -> Bool {
    let descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    var lock = flock()
    lock.l_type = Int16(F_RDLCK)
    lock.l_whence = Int16(SEEK_SET)
    return fcntl(descriptor, F_GETLK, &lock) == 0
}
