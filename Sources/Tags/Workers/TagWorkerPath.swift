internal import FileIO
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
        let own = FilePath.ofRunningExecutable().removingLastComponent().appending(name)
        let others = [own, FilePath(folder).appending(name)]
        return others.first { $0.withPlatformString { access($0, X_OK) } == 0 } ?? own
    }
}
