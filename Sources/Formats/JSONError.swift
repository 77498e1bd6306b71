package import SystemPackage

/// Why a document cannot be read: it is not JSON, or not the JSON that its reader expects.
///
/// Lines and columns count from 1, columns in Unicode scalars, as editors show them.
package enum JSONError: Error, Equatable, Sendable {
    case unreadable(Errno)
    /// `problem` is a clause: `expected a comma or ], found “x”`.
    case syntax(line: Int, column: Int, problem: String)
    case notUTF8(line: Int, column: Int)
    /// Well-formed, but not what the reader expects. `field` is a path: `playlists[3].id`.
    /// `problem` completes it: `is missing`.
    case shape(line: Int, column: Int, field: String, problem: String)
}
