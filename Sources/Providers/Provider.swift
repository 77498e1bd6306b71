package import Formats

/// Where playlists come from.
///
/// A provider reads: it never touches the journal. What is new in its snapshot is found by
/// `SnapshotDiff`, alike for every provider.
package protocol Provider: Sendable {
    /// The account as it is now. Slow: a file is parsed, a service is asked page by page.
    ///
    /// - Throws: the provider's own error, whose description is a sentence for the user.
    func snapshot() async throws -> AccountSnapshot
}

/// A file format that `psm import` reads.
///
/// Every format in `ImportFormatList.standard` runs the same contract tests.
package protocol ImportFormat: Sendable {
    /// For messages: `Spotify Web API JSON`.
    var title: String { get }
    /// The provider that such a file's playlists belong to: `spotify`.
    var provider: String { get }

    /// Whether a file that begins with `head` is worth reading in this format.
    ///
    /// - Parameter head: at most `PlaylistFile.headBytes`, fewer only where the file ends.
    func recognises(head: [UInt8]) -> Bool

    /// Reads all of `source`, or nothing: there is no snapshot of half a file.
    func read(_ source: ByteSource) throws(PlaylistFileProblem) -> AccountSnapshot
}
