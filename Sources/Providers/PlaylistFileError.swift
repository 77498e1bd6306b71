package import FileIO
internal import Formats
package import Messages
internal import SystemPackage

/// Why a file could not be imported; nothing of it was.
package struct PlaylistFileError: Equatable {
    package let path: String
    package let problem: PlaylistFileProblem
}

/// What is wrong with a playlist file. Lines and columns count from 1, columns in Unicode
/// scalars, as editors show them.
package enum PlaylistFileProblem: Error, Equatable, Sendable {
    /// The file cannot be read; `reason` is the system's error message.
    case unreadable(reason: String)
    case directory
    case empty
    /// Its playlists cannot be put aside while the rest is read.
    case noRoom(FileError)
    /// Not in a format that psm reads.
    case unrecognised(known: [String])
    /// Well-formed, but not a playlist file.
    case noPlaylists
    /// `problem` is a clause: `expected a comma or ], found “x”`.
    case syntax(line: Int, column: Int, problem: String)
    case notUTF8(line: Int, column: Int)
    /// Well-formed, but not as the format requires. `field` is a path: `playlists[3].id`.
    /// `problem` completes it: `is missing`.
    case shape(line: Int, column: Int, field: String, problem: String)
}

extension PlaylistFileProblem {
    init(_ error: Errno) {
        self = error == .isDirectory ? .directory : .unreadable(reason: "\(error)")
    }

    init(_ error: JSONError) {
        switch error {
        case .unreadable(let error): self.init(error)
        case .syntax(let line, let column, let problem):
            self = .syntax(line: line, column: column, problem: problem)
        case .notUTF8(let line, let column): self = .notUTF8(line: line, column: column)
        case .shape(let line, let column, let field, let problem):
            self = .shape(line: line, column: column, field: field, problem: problem)
        }
    }
}

extension PlaylistFileError: ReportableError {
    package var exitStatus: ExitStatus {
        switch problem {
        case .unreadable, .directory: .noInput
        case .noRoom: .inputOutput
        default: .damagedData
        }
    }

    package var description: String {
        let nothing = "Nothing was imported."
        switch problem {
        case .unreadable(let reason):
            return "\(path) cannot be read: \(reason). \(nothing)"
        case .directory:
            return "\(path) is a folder. Name a playlist file in it. \(nothing)"
        case .noRoom(let reason):
            return "The playlists of \(path) cannot be kept in a temporary file. \(reason) For "
                + "another folder, set TMPDIR. \(nothing)"
        case .empty:
            return "\(path) is empty. \(nothing)"
        case .unrecognised(let known):
            let formats = known.joined(separator: ", ")
            return "\(path) is not a playlist file psm knows (\(formats)). \(nothing)"
        case .noPlaylists:
            return "\(path) is not a playlist file psm knows: it has neither “playlists” nor "
                + "“saved_tracks”. If it is one page of the Web API (GET /me/tracks), put all pages "
                + "into one file: see docs/import.md. \(nothing)"
        case .syntax(let line, let column, let problem):
            return "\(path) is malformed at line \(line), column \(column): \(problem). \(nothing)"
        case .notUTF8(let line, let column):
            return "\(path) is not UTF-8 at line \(line), column \(column). Save it as "
                + "UTF-8. \(nothing)"
        case .shape(let line, let column, let field, let problem):
            return "\(path), line \(line), column \(column): \(field) \(problem). \(nothing)"
        }
    }
}
