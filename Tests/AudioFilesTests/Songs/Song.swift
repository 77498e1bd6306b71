import AudioFiles
import Tags
import TestSupport

/// What a made file says of itself.
struct Song: Equatable {
    var title = "Ljós 光 Свет"
    var artists = ["Nora Vale", "Ágústa Lind"]
    var album = "Samples"
    var albumArtist = "Nora Vale"
    var year = 2019
    var track = 3
    var disc = 1
    var genre = "Folk"
    var isrc = "QZPSM1900003"
    var recording = "0f0e0d0c-0b0a-4908-8706-050403020100"
    var isCompilation = true

    static func random(_ random: inout SeededRandom) -> Song {
        func text() -> String {
            let letters = Array("abcXYZ 0189'&/-áøß日本語Жя𝄞")
            let count = 1 + random.below(random.chance(10) ? 900 : 40)
            return "a" + String((0..<count).map { _ in letters[random.below(letters.count)] }) + "z"
        }
        let artists = (0...random.below(3)).map { "\($0) " + text() }
        return Song(
            title: text(),
            artists: artists,
            album: text(),
            albumArtist: text(),
            year: 1_900 + random.below(200),
            track: 1 + random.below(99),
            disc: 1 + random.below(9),
            genre: "Genre " + text(),
            isrc: "QZPSM19000\(10 + random.below(90))",
            recording: "id-\(random.next())",
            isCompilation: random.chance(50)
        )
    }

    /// All but the properties of the audio.
    var tags: FileTags {
        var tags = FileTags()
        tags.title = title
        tags.artists = artists
        tags.album = album
        tags.albumArtists = [albumArtist]
        tags.date = String(year)
        tags.year = UInt32(year)
        tags.trackNumber = UInt32(track)
        tags.discNumber = UInt32(disc)
        tags.genres = [genre]
        tags.isrc = isrc
        tags.musicbrainzRecordingID = recording
        tags.isCompilation = isCompilation
        return tags
    }

    /// What is written for it, in the order of files that nobody touched.
    var items: [SongItem] {
        [
            .text(.title, [title]), .text(.artist, artists), .text(.album, [album]),
            .text(.albumArtist, [albumArtist]), .text(.date, [String(year)]),
            .text(.track, [String(track)]), .text(.disc, [String(disc)]), .text(.genre, [genre]),
            .text(.isrc, [isrc]), .text(.recording, [recording]),
        ] + (isCompilation ? [.text(.compilation, ["1"])] : [])
    }
}

enum SongField: String, CaseIterable {
    case title, artist, album, albumArtist, date, track, disc, genre, isrc, recording, compilation
}

/// One thing in a tag.
enum SongItem {
    case text(SongField, [String])
    case picture(Int)
    case lyrics(Int)

    var isText: Bool {
        if case .text = self { true } else { false }
    }
}

/// Bytes of a picture: no container's marks are among them but by chance.
func pictureBytes(_ count: Int) -> [UInt8] {
    var random = SeededRandom(seed: UInt64(count))
    let noise = (0..<4_096).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    var bytes = [UInt8]()
    bytes.reserveCapacity(count + noise.count)
    while bytes.count < count { bytes += noise }
    bytes.removeLast(bytes.count - count)
    return bytes
}

func lyricsBytes(_ count: Int) -> [UInt8] {
    [UInt8](repeating: UInt8(ascii: "l"), count: count)
}

extension [UInt8] {
    static func bigEndian(_ number: Int, _ byteCount: Int) -> [UInt8] {
        (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    static func littleEndian(_ number: Int, _ byteCount: Int) -> [UInt8] {
        (0..<byteCount).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    static func ascii(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    static func utf16(_ text: String, isBigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap {
            isBigEndian ? bigEndian(Int($0), 2) : littleEndian(Int($0), 2)
        }
    }

    static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
