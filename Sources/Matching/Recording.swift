/// The known details of one recording, from a provider's track or a file's tags.
///
/// Unknown details are empty or nil, and never count against a match.
package struct Recording: Sendable, Hashable {
    package var title: String
    /// As given: one name an element, or one element holding "A feat. B".
    package var artists: [String]
    package var album: String
    package var albumArtists: [String]
    package var durationMilliseconds: Int?
    package var year: Int?
    package var isrc: String
    package var musicBrainzRecordingID: String
    package var trackNumber: Int?
    package var discNumber: Int?
    package var isCompilation: Bool
    /// Display names of the path components below the library root, with the file's last. Used only
    /// if title or artist is missing; empty for a provider's track.
    package var pathBelowRoot: [String]

    package init(
        title: String,
        artists: [String] = [],
        album: String = "",
        albumArtists: [String] = [],
        durationMilliseconds: Int? = nil,
        year: Int? = nil,
        isrc: String = "",
        musicBrainzRecordingID: String = "",
        trackNumber: Int? = nil,
        discNumber: Int? = nil,
        isCompilation: Bool = false,
        pathBelowRoot: [String] = []
    ) {
        self.title = title
        self.artists = artists
        self.album = album
        self.albumArtists = albumArtists
        self.durationMilliseconds = durationMilliseconds
        self.year = year
        self.isrc = isrc
        self.musicBrainzRecordingID = musicBrainzRecordingID
        self.trackNumber = trackNumber
        self.discNumber = discNumber
        self.isCompilation = isCompilation
        self.pathBelowRoot = pathBelowRoot
    }
}
