/// What comparing a track with a file found, signal by signal; the score and the explanation are
/// both read from it, so that they cannot disagree.
struct Judgement: Hashable, Sendable {
    enum TitleFit: Hashable, Sendable {
        case exact
        /// One has words in brackets that the other lacks.
        case subtitle
        case typo(Similarity.Typo)
        case different
    }

    enum ArtistFit: Hashable, Sendable {
        /// All names of the shorter credit are in the longer one.
        case same
        /// Some are.
        case shared
        /// The same words in another order: "Utada Hikaru".
        case reordered
        /// Only the album's artist is the same.
        case album
        /// All words of one are in the other: "Mozart", "Wolfgang Amadeus Mozart".
        case contained
        case typo
        case unknown
        case different

        /// A whole name is the same, so that the two are found by it.
        var isShared: Bool { self == .same || self == .shared }
    }

    enum AlbumFit: Hashable, Sendable {
        case same
        /// The same album, but only one is the deluxe or another special edition.
        case edition
        case unknown
        case different

        /// It has the song once, whichever edition.
        var isSame: Bool { self == .same || self == .edition }
    }

    enum IdentifierFit: Hashable, Sendable {
        case none
        case isrc
        case musicBrainz
        case different
    }

    enum Refusal: Hashable, Sendable {
        case title
        case artist
        case version
        case duration
        /// A weak signal that only an agreeing duration could carry, and there is none.
        case unproven
        /// The identifier is the same, title and duration are not.
        case identifier
        case threshold
    }

    var title: TitleFit = .different
    var artist: ArtistFit = .unknown
    var album: AlbumFit = .unknown
    var identifier: IdentifierFit = .none
    /// Between the durations; nil where one is unknown.
    var gapMilliseconds: Int?
    var version: VersionFit?
    var isGuessed = false
    var refusal: Refusal?
    var penalties = Penalties()

    /// What each signal takes from the score.
    struct Penalties: Hashable, Sendable {
        var title = 0.0
        var artist = 0.0
        var version = 0.0
        var duration = 0.0
        var album = 0.0
        var identifier = 0.0
        var year = 0.0
        /// Another place on the same album.
        var place = 0.0
        var guess = 0.0

        var sum: Double {
            title + artist + version + duration + album + identifier + year + place + guess
        }
    }

    var hasIdentifier: Bool { identifier == .isrc || identifier == .musicBrainz }
    var score: Double { max(0, 1 - penalties.sum) }
}
