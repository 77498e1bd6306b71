#if !os(Linux) || PSM_PORTABLE
internal import SystemPackage

extension TagWorkerPath {
    /// psm itself, as it was started.
    static func executable() -> FilePath { FilePath(CommandLine.arguments.first ?? "") }
}
#endif
