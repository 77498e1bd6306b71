/// What kind of recording a title, an album or an artist's name says it is.
struct VersionFlags: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    static let live = VersionFlags(rawValue: 1 << 0)
    static let remix = VersionFlags(rawValue: 1 << 1)
    static let acoustic = VersionFlags(rawValue: 1 << 2)
    static let demo = VersionFlags(rawValue: 1 << 3)
    static let instrumental = VersionFlags(rawValue: 1 << 4)
    static let karaoke = VersionFlags(rawValue: 1 << 5)
    static let acapella = VersionFlags(rawValue: 1 << 6)
    static let extended = VersionFlags(rawValue: 1 << 7)
    static let reprise = VersionFlags(rawValue: 1 << 8)
    static let rerecorded = VersionFlags(rawValue: 1 << 9)
    /// Another take, a session, an early version, talk about the song.
    static let alternate = VersionFlags(rawValue: 1 << 10)
    /// Sped up, slowed, nightcore.
    static let speed = VersionFlags(rawValue: 1 << 11)
    static let cover = VersionFlags(rawValue: 1 << 12)
    /// "Bo's Version", "2020 Version": the words are in the details.
    static let other = VersionFlags(rawValue: 1 << 13)
    /// "Spanish Version", "En Español": which one is in the details.
    static let language = VersionFlags(rawValue: 1 << 14)
    /// "Piano Version", "Orchestral": which one is in the details.
    static let arrangement = VersionFlags(rawValue: 1 << 15)
    static let edit = VersionFlags(rawValue: 1 << 16)
    static let remaster = VersionFlags(rawValue: 1 << 17)
    static let mono = VersionFlags(rawValue: 1 << 18)
    static let stereo = VersionFlags(rawValue: 1 << 19)
    static let explicit = VersionFlags(rawValue: 1 << 20)
    static let clean = VersionFlags(rawValue: 1 << 21)

    /// Versions that are other recordings: a difference refuses the match.
    static let hard: VersionFlags = [
        .live, .remix, .acoustic, .demo, .instrumental, .karaoke, .acapella, .extended, .reprise,
        .rerecorded, .alternate, .speed, .cover, .other, .language, .arrangement,
    ]
    /// Versions of which there are many, told apart by the details.
    static let detailed: VersionFlags = [.remix, .other, .alternate, .language, .arrangement]
    /// Versions that an album's name may state for all its tracks.
    static let ofAlbums: VersionFlags = [.live, .acoustic, .instrumental, .karaoke, .demo]
}

/// A recording's version, kept beside its title.
struct VersionTraits: Hashable, Sendable {
    /// Stated by the title itself.
    var flags: VersionFlags = []
    /// Stated only by the album or an artist's name, so perhaps not true of this track.
    var context: VersionFlags = []
    /// By whom a remix is, in which language or arrangement a version is, which take: word hashes.
    var details: [UInt64] = []
    /// Where and when a live take was recorded: word hashes.
    var places: [UInt64] = []
    var remasterYear: Int16 = 0

    /// Stated by the title or by the album.
    var isLive: Bool { flags.contains(.live) || context.contains(.live) }

    /// How many words each of `details` and `places` keeps.
    static let maximumWords = 12
}
