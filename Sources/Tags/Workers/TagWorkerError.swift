package import Messages
package import SystemPackage

/// Why no tags can be read at all. It says nothing of any file.
package enum TagWorkerError: ReportableError, Equatable {
    case cannotStart(FilePath, Errno)
    /// It ended, or said nothing, before it was asked anything. A clause: `it does not answer`.
    case useless(FilePath, reason: String)
    case otherVersion(FilePath)

    package var exitStatus: ExitStatus { .inputOutput }

    package var description: String {
        switch self {
        case .cannotStart(let path, let code):
            "Cannot run \(path.string), which reads tags for psm: \(code). \(Self.advice(code)) "
                + Self.consequence
        case .useless(let path, let reason):
            "\(path.string), which reads tags for psm, does not begin to work: \(reason). Is it the "
                + "one of this psm, and are its libraries there? \(Self.consequence)"
        case .otherVersion(let path):
            "\(path.string) does not belong to this psm, \(PsmVersion.text). Install both of one "
                + "version. \(Self.consequence)"
        }
    }

    private static let consequence =
        "No tags were read, and nothing was recorded of the files that need it."

    private static func advice(_ code: Errno) -> String {
        switch code {
        case .resourceTemporarilyUnavailable: "Raise the limit on processes (ulimit -u)."
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
            "Raise the limit on open files (ulimit -n)."
        case .noMemory: "The limit on memory (ulimit -v) may be reached."
        default: "It belongs beside psm, or into \(TagWorkerPath.folder): install both."
        }
    }
}
