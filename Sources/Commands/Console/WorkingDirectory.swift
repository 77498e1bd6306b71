internal import App
package import SystemPackage

package enum WorkingDirectory {
    /// A path from the command line, made absolute and without `.` and `..`.
    package static func absolute(_ path: String) -> FilePath {
        ProcessContext.current().workingDirectory.pushing(ArgumentText.path(path))
            .lexicallyNormalized()
    }
}
