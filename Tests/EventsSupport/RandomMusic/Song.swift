import TestSupport

/// One recording, which some files hold.
package struct Song: Sendable {
    /// Which take of the song it is.
    package enum Version: Hashable, Sendable {
        case studio
        case live(place: String)
        case remix(by: String)
        case acoustic
        case instrumental
        case demo
        /// "Pt. 1" and "Pt. 2": two songs of one name.
        case part(Int)
    }

    /// Its place in `RandomMusic.songs`.
    package let number: Int
    package let script: MusicScript
    package let artist: String
    package let guest: String?
    /// Without guest and version.
    package let title: String
    package let version: Version
    package let album: String
    package let trackNumber: Int
    package let year: Int
    package let durationMilliseconds: Int
    package let isrc: String

    /// Who plays what: the same for all versions of a song.
    var name: Name { Name(artist: artist, title: title) }

    struct Name: Hashable {
        let artist: String
        let title: String
    }
}

/// An album, and how whoever ripped it writes files.
struct Album {
    let title: String
    let year: Int
    /// "mp3" and the like.
    let format: String
    let bitrate: Int
    /// By many artists.
    let isCompilation: Bool
    /// All of it was recorded there.
    var livePlace: String?

    init(
        title: String,
        year: Int,
        isCompilation: Bool = false,
        livePlace: String? = nil,
        _ random: inout SeededRandom
    ) {
        self.title = title
        self.year = year
        self.isCompilation = isCompilation
        self.livePlace = livePlace
        (format, bitrate) = Self.encoding(&random)
    }

    static func encoding(_ random: inout SeededRandom) -> (format: String, bitrate: Int) {
        random.pick(
            of: ("mp3", 128),
            ("mp3", 320),
            ("flac", 912),
            ("m4a", 256),
            ("ogg", 192),
            ("opus", 96)
        )
    }
}
