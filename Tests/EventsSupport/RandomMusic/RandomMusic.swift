package import TestSupport

/// A library of music as people have it, and an account that wants some of it, with the truth about
/// which files are right: all of it made up, the same for the same seed.
///
/// In the library: albums, live albums, collections of an artist's songs and of many artists', the
/// same song in several formats, other versions of songs, names in many scripts, and tags that were
/// written in many ways. See ``SongTagger`` for what may be wrong with them, and ``WantedTracks``
/// for what is wanted.
package struct RandomMusic: Sendable {
    package private(set) var songs: [Song] = []
    package private(set) var files: [MusicFile] = []
    package private(set) var wanted: [WantedTrack] = []

    /// - Parameter fileCount: the library ends with the artist that reaches it.
    package init(seed: UInt64, fileCount: Int, wantedCount: Int) {
        var shelves = MusicShelves(random: SeededRandom(seed: seed))
        while shelves.files.count < fileCount { shelves.addArtist() }
        songs = shelves.songs
        files = shelves.files
        var tracks = WantedTracks(shelves, random: SeededRandom(seed: seed &+ 1 << 32))
        wanted = (0..<wantedCount).map { tracks.track($0) }
    }

    /// Another file of a song, tagged by somebody else.
    package func copy(of song: Int, _ random: inout SeededRandom) -> MusicFile {
        let song = songs[song]
        let album = Album(title: song.album, year: song.year, &random)
        return SongTagger.file(
            of: song,
            on: album,
            number: song.trackNumber,
            copy: 0,
            &random
        )
    }
}
