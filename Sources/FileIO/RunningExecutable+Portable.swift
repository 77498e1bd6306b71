#if !os(Linux) || PSM_PORTABLE
package import SystemPackage

extension FilePath {
    /// The file that this process runs, as it was started.
    package static func ofRunningExecutable() -> FilePath {
        FilePath(CommandLine.arguments.first ?? "")
    }
}
#endif
