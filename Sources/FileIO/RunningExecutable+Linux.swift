#if os(Linux) && !PSM_PORTABLE
import CGlibc
import Glibc
package import SystemPackage

extension FilePath {
    /// The file that this process runs. One that was replaced meanwhile has a name that leads nowhere.
    ///
    /// Source: proc_pid_exe(5), getauxval(3).
    package static func ofRunningExecutable() -> FilePath {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &bytes, Int(PATH_MAX))
        if count > 0 { return FilePath(platformString: bytes) }
        // Without /proc: as it was started.
        return psm_started_as().map { FilePath(platformString: $0) } ?? ""
    }
}
#endif
