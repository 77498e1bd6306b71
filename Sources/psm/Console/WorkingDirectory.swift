import SystemPackage

enum WorkingDirectory {
    /// A path of the command line, absolute and without `.` and `..`.
    static func absolute(_ path: String) -> FilePath {
        ProcessContext.current().workingDirectory.pushing(ArgumentText.path(path))
            .lexicallyNormalized()
    }
}
