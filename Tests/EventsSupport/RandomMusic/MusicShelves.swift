import TestSupport

/// Fills a library, artist by artist.
struct MusicShelves {
    private(set) var songs: [Song] = []
    private(set) var files: [MusicFile] = []
    private(set) var artists: [(name: String, script: MusicScript)] = []
    var names = MusicNames()
    var random: SeededRandom
    /// The songs of an artist that may come again on another album.
    private var own: [Int] = []

    init(random: SeededRandom) { self.random = random }

    mutating func addArtist() {
        let script = MusicScript.pick(&random)
        let artist = names.artist(script, &random)
        artists.append((artist, script))
        own = []
        for _ in 0...random.below(3) { addStudioAlbum(artist, script) }
        if random.chance(25) { addLiveAlbum(artist, script) }
        if random.chance(25) { addCollection(of: own, by: artist) }
        if artists.count % 8 == 0 { addCompilation() }
    }

    // MARK: Albums

    private mutating func addStudioAlbum(_ artist: String, _ script: MusicScript) {
        let album = Album(
            title: names.album(script, &random),
            year: 1968 + random.below(56),
            &random
        )
        if random.chance(20) {
            let name = names.common(by: artist, &random)
            if let name { addSong(artist, script, name, .studio, on: album) }
        }
        for _ in 0..<5 + random.below(8) {
            // Some sing in English, too.
            let tongue = script.isLatin || random.chance(90) ? script : .latin
            let title = names.title(by: artist, tongue, &random)
            if random.chance(3) {
                addSong(artist, tongue, title, .part(1), on: album)
                addSong(artist, tongue, title, .part(2), on: album)
                continue
            }
            let guest = random.chance(10) ? artists.randomElement(using: &random)?.name : nil
            let isGuest = guest != artist
            own.append(
                addSong(artist, tongue, title, .studio, guest: isGuest ? guest : nil, on: album)
            )
            if random.chance(7) { addSong(artist, tongue, title, version(), on: album) }
        }
    }

    private mutating func version() -> Song.Version {
        random.pick(
            of: .remix(by: remixer()),
            .acoustic,
            .instrumental,
            .demo
        )
    }

    mutating func remixer() -> String {
        "\(random.pick(MusicWords.of(.latin).surnames) ?? "")"
    }

    private mutating func addLiveAlbum(_ artist: String, _ script: MusicScript) {
        let place = MusicNames.place(&random)
        let album = Album(
            title: "Live at \(place)",
            year: 1975 + random.below(49),
            livePlace: place,
            &random
        )
        for song in own.shuffled(using: &random).prefix(6) {
            let studio = songs[song]
            addSong(
                artist,
                studio.script,
                studio.title,
                .live(place: place),
                on: album
            )
        }
    }

    private mutating func addCollection(of songs: [Int], by artist: String) {
        let title = random.pick(of: "Greatest Hits", "The Best Of \(artist)", "Anthology")
        let album = Album(title: title, year: 2000 + random.below(24), &random)
        for (index, song) in songs.shuffled(using: &random).prefix(8).enumerated() {
            addFiles(of: song, on: album, number: index + 1)
        }
    }

    private mutating func addCompilation() {
        let album = Album(
            title: "Harvest Sampler \(artists.count)",
            year: 1990 + random.below(34),
            isCompilation: true,
            &random
        )
        let all = songs.indices.filter { songs[$0].version == .studio }
        for (index, song) in all.shuffled(using: &random).prefix(10).enumerated() {
            addFiles(of: song, on: album, number: index + 1)
        }
    }

    // MARK: Songs

    @discardableResult
    private mutating func addSong(
        _ artist: String,
        _ script: MusicScript,
        _ title: String,
        _ version: Song.Version,
        guest: String? = nil,
        on album: Album
    ) -> Int {
        let number = songs.count
        songs.append(
            Song(
                number: number,
                script: script,
                artist: artist,
                guest: guest,
                title: title,
                version: version,
                album: album.title,
                trackNumber: number % 14 + 1,
                year: album.year,
                durationMilliseconds: 110_000 + random.below(260_000),
                isrc: isrc()
            )
        )
        addFiles(of: number, on: album, number: number % 14 + 1)
        return number
    }

    mutating func isrc() -> String {
        "QZ\(random.pick(of: "ABC", "KLM", "XYZ"))\(random.below(9_000_000) + 1_000_000)"
    }

    private mutating func addFiles(of song: Int, on album: Album, number: Int) {
        for copy in 0...(random.chance(5) ? 1 : 0) {
            files.append(
                SongTagger.file(of: songs[song], on: album, number: number, copy: copy, &random)
            )
        }
    }
}
