import Events
import TestSupport

/// Describes tracks as providers do: songs of the library, and things that are not in it.
struct WantedTracks {
    private let songs: [Song]
    let artists: [(name: String, script: MusicScript)]
    /// Which versions of a song are in the library.
    let versions: [Song.Name: Set<Song.Version>]
    let studio: [Song]
    var shelves: MusicShelves
    var random: SeededRandom

    init(_ shelves: MusicShelves, random: SeededRandom) {
        songs = shelves.songs
        artists = shelves.artists
        studio = songs.filter { $0.version == .studio }
        versions = songs.reduce(into: [:]) { $0[$1.name, default: []].insert($1.version) }
        self.shelves = shelves
        self.random = random
    }

    mutating func track(_ number: Int) -> WantedTrack {
        let id = "t\(number)"
        switch random.below(100) {
        case 0..<68:
            let song = songs[random.below(songs.count)]
            return WantedTrack(
                track: describe(song, id),
                truth: .song(song.number),
                script: song.script
            )
        case 68..<88: return trap(id)
        default: return absent(id)
        }
    }

    /// A song of the library as its provider knows it.
    mutating func describe(_ song: Song, _ id: String) -> TrackDescribed {
        var track = Self.plain(
            id,
            title: title(of: song),
            artists: [song.artist],
            album: song.album
        )
        if let guest = song.guest {
            track.artists.append(guest)
            if random.chance(10) { track.artists.reverse() }
            if random.chance(50) {
                track.name += random.pick(of: " (feat. \(guest))", " (with \(guest))")
            }
        }
        if case .live(let place) = song.version {
            track.album = "Live at \(place)"
        } else {
            track.album = album(of: song)
        }
        track.artists[0] = artist(track.artists[0], song.script)
        track.releaseDate = "\(song.year + (random.chance(15) ? random.below(20) : 0))-05-21"
        track.durationMs = UInt32(song.durationMilliseconds + shift())
        track.isrc = random.chance(85) ? song.isrc : shelves.isrc()
        return track
    }

    static func plain(
        _ id: String,
        title: String,
        artists: [String],
        album: String
    ) -> TrackDescribed {
        var track = TrackDescribed()
        track.provider = WantedTrack.provider
        track.trackID = id
        track.name = title
        track.artists = artists
        track.album = album
        return track
    }

    private mutating func title(of song: Song) -> String {
        let title = TextNoise.rewrite(song.title, song.script, percent: 4, &random)
        switch song.version {
        case .studio:
            guard random.chance(12) else { return title }
            let year = 2001 + random.below(22)
            return title
                + random.pick(
                    of: " - \(year) Remaster",
                    " - Remastered \(year)",
                    " - Remastered",
                    " - Album Version",
                    " - Mono"
                )
        case .live(let place): return title + random.pick(of: " - Live", " - Live at \(place)")
        case .remix(let name): return title + " - \(name) Remix"
        case .acoustic: return title + random.pick(of: " - Acoustic", " - Acoustic Version")
        case .instrumental: return title + " - Instrumental"
        case .demo: return title + " - Demo"
        case .part(let number): return title + SongTagger.part(number, &random)
        }
    }

    private mutating func artist(_ name: String, _ script: MusicScript) -> String {
        let written = TextNoise.rewrite(name, script, percent: 3, &random)
        return written.hasPrefix("The ") && random.chance(5)
            ? String(written.dropFirst(4)) : written
    }

    private mutating func album(of song: Song) -> String {
        switch random.below(100) {
        case 0..<10: song.album + random.pick(of: " (Deluxe Edition)", " (Remastered)", " (Deluxe)")
        case 10..<14: "Greatest Hits"
        case 14..<18: song.title
        default: song.album
        }
    }

    /// Another mastering, another encoder: mostly nothing, seldom some seconds.
    mutating func shift() -> Int {
        switch random.below(100) {
        case 0..<60: random.below(600) - 300
        case 60..<97: random.below(3_000) - 1_500
        default: random.below(8_000) - 4_000
        }
    }

    // MARK: Not there

    private mutating func absent(_ id: String) -> WantedTrack {
        let isKnown = random.chance(50)
        let script = MusicScript.pick(&random)
        let known = artists[random.below(artists.count)]
        let artist =
            isKnown ? known : (name: shelves.names.artist(script, &random), script: script)
        var track = Self.plain(
            id,
            title: shelves.names.title(by: artist.name, artist.script, &random),
            artists: [artist.name],
            album: shelves.names.album(artist.script, &random)
        )
        track.durationMs = UInt32(110_000 + random.below(260_000))
        track.isrc = shelves.isrc()
        return WantedTrack(track: track, truth: .absent, script: artist.script)
    }
}
