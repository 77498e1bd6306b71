import TestSupport

/// Where people put a song's file, and how they name it.
enum FilePathStyle {
    static func path(
        of song: Song,
        on album: Album,
        number: Int,
        copy: Int,
        format: String,
        _ random: inout SeededRandom
    ) -> String {
        let title = safe(title(of: song))
        let artist = safe(song.artist)
        let name = safe(album.title)
        let two = number < 10 ? "0\(number)" : "\(number)"
        // Copies, and albums of one name, lie beside one another.
        let shelf = copy == 0 ? "" : "copies \(copy)/"
        if album.isCompilation {
            return "\(shelf)Various Artists/\(name)/\(two) - \(artist) - \(title).\(format)"
        }
        switch random.below(10) {
        case 0: return "\(shelf)\(artist)/\(album.year) - \(name)/\(two). \(title).\(format)"
        case 1: return "\(shelf)\(artist) - \(name)/\(two) \(title).\(format)"
        case 2: return "\(shelf)\(artist)/\(name)/CD 1/1-\(two) \(title).\(format)"
        case 3: return "\(shelf)\(artist)/\(name)/\(artist) - \(name) - \(two) - \(title).\(format)"
        case 4: return "\(shelf)\(artist)/\(name)/\(artist) - \(title).\(format)"
        case 5:
            let spaced = "\(artist)/\(name)/\(two) \(title)"
            return shelf + String(spaced.map { $0 == " " ? "_" : $0 }) + ".\(format)"
        default: return "\(shelf)\(artist)/\(name)/\(two) - \(title).\(format)"
        }
    }

    private static func title(of song: Song) -> String {
        switch song.version {
        case .studio: song.title
        case .live(let place): "\(song.title) (Live at \(place))"
        case .remix(let name): "\(song.title) (\(name) Remix)"
        case .acoustic: "\(song.title) (Acoustic)"
        case .instrumental: "\(song.title) (Instrumental)"
        case .demo: "\(song.title) (Demo)"
        case .part(let number): "\(song.title), Pt. \(number)"
        }
    }

    /// What a file system or a shared folder does not take becomes an underscore.
    private static func safe(_ text: String) -> String {
        String(text.map { "/\\:*?\"<>|".contains($0) ? "_" : $0 })
    }
}
