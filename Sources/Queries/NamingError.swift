package import Messages

/// Why a name that the user typed matches no track or file.
package enum NamingError: ReportableError {
    case unknownTrack(String)
    case ambiguousTrack(String, providers: [String])
    case unknownFile(String)

    package var exitStatus: ExitStatus { .noInput }

    package var description: String {
        switch self {
        case .unknownTrack(let track):
            "No playlist has a track “\(track)”. Use its id, for example the last part of its "
                + "link."
        case .ambiguousTrack(let track, let providers):
            "Several providers have a track “\(track)”: \(providers.joined(separator: ", ")). "
                + "Write PROVIDER:\(track)."
        case .unknownFile(let path):
            "\(path) is not in the library. If it is new, run psm scan first."
        }
    }
}
