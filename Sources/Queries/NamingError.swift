package import Messages

/// Why what the user typed names no track or file.
package enum NamingError: ReportableError {
    case unknownTrack(String)
    case ambiguousTrack(String, providers: [String])
    case unknownFile(String)

    package var exitStatus: ExitStatus { .noInput }

    package var description: String {
        switch self {
        case .unknownTrack(let track):
            "No playlist holds a track “\(track)”. Give its id, for example the last part of "
                + "its link."
        case .ambiguousTrack(let track, let providers):
            "Several providers have a track “\(track)”: \(providers.joined(separator: ", ")). "
                + "Write PROVIDER:\(track)."
        case .unknownFile(let path):
            "\(path) is not a file of the library. If it is new, run psm scan first."
        }
    }
}
