import TestSupport

/// One made-up recording: a file in the library, a line in a playlist, or both.
struct SampleTrack {
    let number: Int
    let title: String
    let artist: String
    let album: String
    let trackNumber: Int
    let year: Int
    /// Every second track has one, in the file and in the playlist.
    let isrc: String
    let durationMilliseconds: Int

    static let perAlbum = 12
    private static let albumsPerArtist = 3

    /// The same number is the same track on every machine. No artist has two tracks of one title.
    init(number: Int) {
        self.number = number
        let album = number / Self.perAlbum
        let artist = album / Self.albumsPerArtist
        let place = number % (Self.perAlbum * Self.albumsPerArtist)
        title = SampleWords.title(artist: artist, place: place)
        self.artist = SampleWords.artist(artist)
        self.album = SampleWords.album(artist: artist, place: album % Self.albumsPerArtist)
        trackNumber = number % Self.perAlbum + 1
        year = 1_960 + album * 7 % 64
        isrc = number.isMultiple(of: 2) ? "QZPSM" + String(1_000_000 + number) : ""
        durationMilliseconds = 120_000 + number * 7_919 % 240_000
    }

    /// `Artist/Album/03 Title.flac`; every other one is an MP3.
    var path: String {
        let padding = trackNumber < 10 ? "0" : ""
        return "\(folder)/\(padding)\(trackNumber) \(title).\(suffix)"
    }

    var folder: String { "\(artist)/\(album)" }

    /// The file, without art.
    var bytes: [UInt8] { bytes(pictureByteCount: 0) }

    /// - Parameter pictureByteCount: of its art.
    func bytes(pictureByteCount: Int) -> [UInt8] {
        var fixture = AudioFixture(
            title: title,
            artists: [artist],
            album: album,
            albumArtist: artist,
            date: String(year),
            trackNumber: trackNumber,
            genre: "Folk",
            isrc: isrc,
            durationMilliseconds: durationMilliseconds
        )
        fixture.pictureByteCount = pictureByteCount
        return isFLAC ? fixture.flac() : fixture.mp3()
    }

    var suffix: String { isFLAC ? "flac" : "mp3" }

    private var isFLAC: Bool { number % 3 != 0 }
}

/// Names out of small lists: as many different ones as are asked for.
private enum SampleWords {
    static func artist(_ index: Int) -> String {
        let first = firstNames[index % firstNames.count]
        let last = lastNames[index / firstNames.count % lastNames.count]
        let round = index / (firstNames.count * lastNames.count)
        return round == 0 ? "\(first) \(last)" : "\(first) \(last) \(round + 1)"
    }

    static func album(artist: Int, place: Int) -> String {
        "\(adjectives[(artist * 5 + place * 11) % adjectives.count]) "
            + nouns[(artist * 3 + place * 7) % nouns.count]
    }

    /// An artist's adjectives are all different as long as there are more of them than places.
    static func title(artist: Int, place: Int) -> String {
        "\(adjectives[(artist * 7 + place) % adjectives.count]) "
            + nouns[(artist * 13 + place * 5) % nouns.count]
    }

    private static let firstNames = words(
        """
        Nora Ágústa Milo Tamsin Ravi Zoë Ingrid Paulo Mei Oskar Leïla Jonah Saskia Emre Bríd Kofi \
        Anouk Dario Yuki Petra Silas Amara Luc Freya Tomás Ines Halvar Noor Ewa Cillian Maja Bruno
        """
    )
    private static let lastNames = words(
        """
        Vale Lind Okafor Brandt Castellanos Moreau Tanaka Whitlock Sørensen Petrov Achterberg Quill \
        Marín Holloway Nakamura Oduya Fairweather Szabó Lindqvist Duarte Kessler Ravenscroft Ito \
        Bellweather Novák Thorne Abara Hartigan Eklund Varga Pemberton Yilmaz Roux Ashdown Molnár \
        Greaves Solberg Drummond Farrow Castaño
        """
    )
    private static let adjectives = words(
        """
        Amber Broken Crimson Distant Early Faded Gentle Hollow Idle Jagged Kindled Lonely Midnight \
        Northern Open Paper Quiet Restless Silver Tangled Uneven Velvet Winter Yellow Borrowed \
        Copper Drifting Electric Foreign Golden Hidden Iron Liquid Marble Narrow Old Painted Rising \
        Scarlet Tidal Unwritten Violet Wandering Woven
        """
    )
    private static let nouns = words(
        """
        Harbour Lantern Orchard Signal Staircase Meridian Window River Parade Compass Ladder Feather \
        Station Garden Mirror Horizon Letter Engine Thunder Anchor Sparrow Carousel Island Ember \
        Canyon Festival Glacier Hammer Ivory Junction Kingdom Lagoon Monsoon Needle Outpost Pavement \
        Quarry Riddle Satellite Tundra Umbrella
        """
    )

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}
