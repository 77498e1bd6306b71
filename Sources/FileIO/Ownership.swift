package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Who may be the reason that a file cannot be written.
package enum Ownership {
    /// The names of this process's user and of the file's owner, if they are different ones.
    ///
    /// Source: getpwuid_r(3); a user without a name has its number.
    package static func mismatch(at path: FilePath) -> (user: String, owner: String)? {
        var status = stat()
        guard path.withPlatformString({ stat($0, &status) }) == 0, status.st_uid != geteuid() else {
            return nil
        }
        return (name(of: geteuid()), name(of: status.st_uid))
    }

    private static func name(of user: uid_t) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4_096)
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let name = entry.pw_name
        else { return "user \(user)" }
        return String(cString: name)
    }
}
