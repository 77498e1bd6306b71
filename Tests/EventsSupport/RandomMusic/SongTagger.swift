import Events
import TestSupport

/// Writes the tags of a song's file as many people have done it: each in another way.
///
/// What is left out or altered leaves the song the one it is, and of the things that tell it from
/// others at most one is spoilt: who looks at title, artist, album and length can still say which
/// song it is.
enum SongTagger {
    /// How often text is written in another way, of a hundred times.
    static let rewritten = 9

    static func file(
        of song: Song,
        on album: Album,
        number: Int,
        copy: Int,
        _ random: inout SeededRandom
    ) -> MusicFile {
        var tags = AudioTags()
        let encoding =
            copy == 0 ? (format: album.format, bitrate: album.bitrate) : Album.encoding(&random)
        let spoiling = Spoiling.pick(for: song, on: album, &random)
        tags.title = title(of: song, on: album, isMistyped: spoiling == .title, &random)
        tags.artists = artists(of: song, title: &tags.title, &random)
        tags.album = albumTitle(album, song.script, &random)
        tags.albumArtists = albumArtists(of: song, on: album, &random)
        tags.compilation = album.isCompilation && random.chance(70)
        tags.year = UInt32(album.year)
        tags.date = "\(album.year)"
        tags.trackNumber = UInt32(number)
        tags.durationMs = UInt32(song.durationMilliseconds + random.below(500) - 250)
        tags.bitrateKbps = UInt32(encoding.bitrate)
        if random.chance(15) { tags.isrc = isrc(of: song, &random) }
        let path = FilePathStyle.path(
            of: song,
            on: album,
            number: number,
            copy: copy,
            format: encoding.format,
            &random
        )
        repeatNames(&tags, of: song, on: album, &random)
        if random.chance(8) {
            tags.year = 0
            tags.date = ""
        }
        spoiling.apply(to: &tags, &random)
        return MusicFile(song: song.number, path: path, tags: tags)
    }

    /// Some write into the title what has a tag of its own.
    private static func repeatNames(
        _ tags: inout AudioTags,
        of song: Song,
        on album: Album,
        _ random: inout SeededRandom
    ) {
        switch random.below(100) {
        case 0: tags.title = "0\(tags.trackNumber % 10) - \(tags.title)"
        case 1: tags.title = "\(song.artist) - \(tags.title)"
        case 2...9 where album.isCompilation && song.guest == nil:
            tags.title = "\(song.artist) - \(tags.title)"
            tags.artists = ["Various Artists"]
        case 10: tags.title = " \(tags.title)  "
        default: break
        }
    }

    private static func isrc(of song: Song, _ random: inout SeededRandom) -> String {
        guard random.chance(20) else { return song.isrc }
        let code = song.isrc
        return "\(code.prefix(2))-\(code.dropFirst(2).prefix(3))-\(code.dropFirst(5).prefix(2))-"
            + code.dropFirst(7)
    }

    // MARK: Title

    private static func title(
        of song: Song,
        on album: Album,
        isMistyped: Bool,
        _ random: inout SeededRandom
    ) -> String {
        let title =
            isMistyped
            ? TextNoise.mistyped(song.title, &random)
            : TextNoise.rewrite(song.title, song.script, percent: rewritten, &random)
        switch song.version {
        case .studio: return title + edition(&random)
        case .live(let place):
            // A live album's titles often leave it to the album to say so.
            if album.livePlace == place, random.chance(40) { return title }
            return title + random.pick(of: " (Live at \(place))", " - Live", " [Live]")
        case .remix(let name):
            return title
                + random.pick(of: " (\(name) Remix)", " - \(name) Remix", " [\(name) Remix]")
        case .acoustic:
            return title + random.pick(of: " (Acoustic)", " - Acoustic Version", " [Acoustic]")
        case .instrumental: return title + random.pick(of: " (Instrumental)", " - Instrumental")
        case .demo: return title + random.pick(of: " (Demo)", " - Demo Version")
        case .part(let number): return title + part(number, &random)
        }
    }

    /// What shops and labels add to the very same recording.
    private static func edition(_ random: inout SeededRandom) -> String {
        guard random.chance(9) else { return "" }
        let year = 1998 + random.below(25)
        return random.pick(
            of: " (Remastered)",
            " - \(year) Remaster",
            " (Remastered \(year))",
            " (\(year) Digital Remaster)",
            " (Album Version)",
            " (Single Version)",
            " (Original Mix)",
            " (Stereo)",
            " [Bonus Track]",
            " (Radio Edit)",
            " [Explicit]"
        )
    }

    static func part(_ number: Int, _ random: inout SeededRandom) -> String {
        let roman = number == 1 ? "I" : "II"
        return random.pick(
            of: ", Pt. \(number)",
            " (Part \(roman))",
            " Part \(number)",
            ", Pt. \(roman)",
            " - Pt. \(number)"
        )
    }

    // MARK: Artists

    private static func artists(
        of song: Song,
        title: inout String,
        _ random: inout SeededRandom
    ) -> [String] {
        let artist = artist(song.artist, song.script, &random)
        guard let guest = song.guest else { return [artist] }
        switch random.below(12) {
        case 0...2: title += " (feat. \(guest))"
        case 3: title += " [ft. \(guest)]"
        case 4: title += " (with \(guest))"
        case 5: return ["\(artist) feat. \(guest)"]
        case 6: return ["\(artist) ft. \(guest)"]
        case 7: return [artist, guest]
        case 8: return [random.pick(of: "\(artist) & \(guest)", "\(artist) / \(guest)")]
        case 9: return ["\(artist), \(guest)"]
        case 10: return random.chance(50) ? [guest, artist] : ["\(guest) x \(artist)"]
        default: break
        }
        return [artist]
    }

    private static func artist(
        _ name: String,
        _ script: MusicScript,
        _ random: inout SeededRandom
    ) -> String {
        let written = TextNoise.rewrite(name, script, percent: rewritten, &random)
        guard written.hasPrefix("The "), random.chance(20) else { return written }
        let rest = String(written.dropFirst(4))
        return random.chance(50) ? rest : "\(rest), The"
    }

    // MARK: Album

    private static func albumTitle(
        _ album: Album,
        _ script: MusicScript,
        _ random: inout SeededRandom
    ) -> String {
        let title = TextNoise.rewrite(album.title, script, percent: rewritten, &random)
        guard random.chance(6) else { return title }
        return title
            + random.pick(
                of: " (Deluxe Edition)",
                " [Remastered]",
                " (Expanded)",
                " (Disc 1)",
                " [CD2]"
            )
    }

    private static func albumArtists(
        of song: Song,
        on album: Album,
        _ random: inout SeededRandom
    ) -> [String] {
        if album.isCompilation { return [random.pick(of: "Various Artists", "VA", "Various")] }
        return random.chance(70) ? [song.artist] : []
    }
}

/// What is missing or wrong in a file's tags; seldom anything.
private enum Spoiling {
    case nothing, title, artist, noArtist, noAlbum, noDuration, noTags

    static func pick(
        for song: Song,
        on album: Album,
        _ random: inout SeededRandom
    ) -> Spoiling {
        // A title that leaves its version to the album needs the album.
        let needsAlbum = album.livePlace != nil
        switch random.below(100) {
        case 0...2 where !needsAlbum: return .noAlbum
        case 3: return .noDuration
        case 4...5 where song.script.isAlphabetic: return .title
        case 6 where song.script.isAlphabetic: return .artist
        case 7 where !needsAlbum: return .noArtist
        case 8...10: return .noTags
        default: return .nothing
        }
    }

    func apply(to tags: inout AudioTags, _ random: inout SeededRandom) {
        switch self {
        case .nothing, .title: break
        case .artist: tags.artists = tags.artists.map { TextNoise.mistyped($0, &random) }
        case .noArtist:
            tags.artists = []
            tags.albumArtists = []
        case .noAlbum: tags.album = ""
        case .noDuration: tags.durationMs = 0
        case .noTags:
            // Only what the audio itself tells is left.
            let (duration, bitrate) = (tags.durationMs, tags.bitrateKbps)
            tags = AudioTags()
            tags.durationMs = duration
            tags.bitrateKbps = bitrate
        }
    }
}
