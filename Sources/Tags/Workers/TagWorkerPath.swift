internal import CWorkers
package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where psm's helper lies: beside psm, or where packages keep such executables. Never by PATH.
package enum TagWorkerPath {
    static let folder = "/usr/libexec/psm"
    private static let name = "psm-tags"

    /// The one to run; that beside psm, should there be none.
    package static func find() -> FilePath {
        let own = executable().removingLastComponent().appending(name)
        let others = [own, FilePath(folder).appending(name)]
        return others.first { $0.withPlatformString { access($0, X_OK) } == 0 } ?? own
    }

    /// Source: proc_pid_exe(5), getauxval(3).
    private static func executable() -> FilePath {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &bytes, Int(PATH_MAX))
        if count > 0 { return FilePath(platformString: bytes) }
        // Without /proc: as it was started.
        if let name = psm_started_as() { return FilePath(platformString: name) }
        return ""
    }
}
