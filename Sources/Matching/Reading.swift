/// How the matcher reads a recording, in the words the user reads.
package struct Reading: Sendable, Hashable {
    package enum Field: String, Sendable, Hashable, CaseIterable {
        case title, artist, album
    }

    /// As tagged, or as guessed; empty where neither tells.
    package let title: String
    package let artists: [String]
    package let album: String
    /// What is compared of them: folded, without version and brackets' punctuation.
    package let comparedTitle: String
    package let comparedArtists: String
    /// What the title says of the version: "live", "a remix".
    package let versions: [String]
    /// What only the album or an artist's name says of it.
    package let albumVersions: [String]
    /// What stands in no tag of its own: guessed from the path, or the artist from "Artist - Title".
    package let guessed: [Field]

    package init(_ recording: Recording) {
        let signature = Signature(recording)
        let path = PathName(recording.pathBelowRoot)
        // The album of the path is read only where something else is guessed from it.
        let hasGuessedAlbum =
            !signature.guesses.isEmpty && recording.album.isEmpty && !path.album.isEmpty
        let hasArtist = !recording.artists.allSatisfy(\.isEmpty)
        let comparedArtists = Signature.display(signature.artistText)
        title = signature.guesses.contains(.title) ? path.title : recording.title
        if hasArtist {
            artists = recording.artists
        } else if !recording.albumArtists.allSatisfy(\.isEmpty) {
            artists = recording.albumArtists
        } else {
            artists = [path.artist.isEmpty ? comparedArtists : path.artist].filter { !$0.isEmpty }
        }
        album = hasGuessedAlbum ? path.album : recording.album
        comparedTitle = Signature.display(signature.titleText)
        self.comparedArtists = comparedArtists
        versions = signature.version.flags.wordList
        albumVersions = signature.version.context.subtracting(signature.version.flags).wordList
        var guessed: [Field] = []
        if signature.guesses.contains(.title) { guessed.append(.title) }
        if signature.guesses.contains(.artist) { guessed.append(.artist) }
        if hasGuessedAlbum { guessed.append(.album) }
        self.guessed = guessed
    }
}
