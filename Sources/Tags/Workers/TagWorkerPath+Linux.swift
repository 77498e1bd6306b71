#if os(Linux) && !PSM_PORTABLE
internal import CWorkers
internal import Glibc
internal import SystemPackage

extension TagWorkerPath {
    /// psm itself.
    ///
    /// Source: proc_pid_exe(5), getauxval(3).
    static func executable() -> FilePath {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &bytes, Int(PATH_MAX))
        if count > 0 { return FilePath(platformString: bytes) }
        // Without /proc: as it was started.
        return psm_started_as().map { FilePath(platformString: $0) } ?? ""
    }
}
#endif
