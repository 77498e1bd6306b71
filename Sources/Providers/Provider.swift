package import Formats

/// A source of playlists.
///
/// A provider only reads and never touches the journal. `SnapshotDiff` finds what is new in a
/// snapshot, in the same way for every provider.
///
/// ```
/// let snapshot = try await provider.snapshot()
/// try SnapshotDiff.changes(from: catalog, to: snapshot, partial: false) { bodies in … }
/// ```
package protocol Provider: Sendable {
    /// Reads the account's current state. Slow: it parses a file, or requests page after page from
    /// a service.
    ///
    /// - Throws: the provider's own error, whose description is a sentence for the user.
    func snapshot() async throws -> AccountSnapshot
}

/// A file format that `psm import` reads.
///
/// Every format in `ImportFormatList.standard` must pass the same contract tests.
///
/// ```
/// if format.recognises(head: head) {
///     let snapshot = try format.read(ByteSource(head: head, file: descriptor))
///     print(snapshot.provider, snapshot.tracks.count)
/// }
/// ```
package protocol ImportFormat: Sendable {
    /// The name for messages: `Spotify Web API JSON`.
    var title: String { get }
    /// The provider that the playlists of such a file belong to: `spotify`.
    var provider: String { get }

    /// Whether a file that begins with `head` seems to be in this format.
    ///
    /// - Parameter head: at most `PlaylistFile.headBytes`, fewer only if the file is shorter.
    func recognises(head: [UInt8]) -> Bool

    /// Reads all of `source`, or fails: there is no snapshot of half a file.
    func read(_ source: ByteSource) throws(PlaylistFileProblem) -> AccountSnapshot
}
