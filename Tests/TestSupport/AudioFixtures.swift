/// A small tagged audio file for tests, made of nothing: thousands a second, without tools.
///
/// The headers claim whatever duration a test asks for; there is next to no audio behind them.
/// Empty texts, empty lists and zeros are not written.
///
///     let bytes = AudioFixture(title: "Harbour", artists: ["Nora Vale"]).flac()
package struct AudioFixture: Sendable {
    package var title = ""
    package var artists: [String] = []
    package var album = ""
    package var albumArtist = ""
    package var date = ""
    package var trackNumber = 0
    package var discNumber = 0
    package var genre = ""
    package var isrc = ""
    package var musicbrainzRecordingID = ""
    package var durationMilliseconds = 180_000
    /// Of a picture, which comes before all texts.
    package var pictureByteCount = 0

    package init(
        title: String = "",
        artists: [String] = [],
        album: String = "",
        albumArtist: String = "",
        date: String = "",
        trackNumber: Int = 0,
        discNumber: Int = 0,
        genre: String = "",
        isrc: String = "",
        musicbrainzRecordingID: String = "",
        durationMilliseconds: Int = 180_000
    ) {
        self.title = title
        self.artists = artists
        self.album = album
        self.albumArtist = albumArtist
        self.date = date
        self.trackNumber = trackNumber
        self.discNumber = discNumber
        self.genre = genre
        self.isrc = isrc
        self.musicbrainzRecordingID = musicbrainzRecordingID
        self.durationMilliseconds = durationMilliseconds
    }

    /// The usual three, as FLAC.
    package static func flac(
        title: String,
        artist: String,
        album: String = "",
        isrc: String = "",
        durationMilliseconds: Int = 180_000
    ) -> [UInt8] {
        AudioFixture(
            title: title,
            artists: [artist],
            album: album,
            isrc: isrc,
            durationMilliseconds: durationMilliseconds
        ).flac()
    }

    /// The usual three, as MP3.
    package static func mp3(
        title: String,
        artist: String,
        album: String = "",
        isrc: String = "",
        durationMilliseconds: Int = 180_000
    ) -> [UInt8] {
        AudioFixture(
            title: title,
            artists: [artist],
            album: album,
            isrc: isrc,
            durationMilliseconds: durationMilliseconds
        ).mp3()
    }
}

// MARK: - FLAC

extension AudioFixture {
    /// The marker, STREAMINFO and a Vorbis comment; no frames. The duration is exact to a sample
    /// of 44,100 a second, stereo, 16 bits.
    ///
    /// Source: RFC 9639, sections 8.2 and 8.6.
    package func flac() -> [UInt8] {
        var bytes = Array("fLaC".utf8)
        bytes += Self.flacBlock(type: 0, isLast: false, streamInfo())
        if pictureByteCount > 0 { bytes += Self.flacBlock(type: 6, isLast: false, flacPicture()) }
        bytes += Self.flacBlock(type: 4, isLast: true, vorbisComment())
        return bytes
    }

    private static func flacBlock(type: UInt8, isLast: Bool, _ content: [UInt8]) -> [UInt8] {
        [type | (isLast ? 0x80 : 0)] + bigEndian(content.count, byteCount: 3) + content
    }

    private func streamInfo() -> [UInt8] {
        let samples = durationMilliseconds * 441 / 10
        var bytes = Self.bigEndian(4_096, byteCount: 2) + Self.bigEndian(4_096, byteCount: 2)
        bytes += [UInt8](repeating: 0, count: 6)
        // 20 bits sample rate, 3 bits channels − 1, 5 bits depth − 1, 36 bits samples.
        let word = 44_100 << 44 | 1 << 41 | 15 << 36 | samples
        bytes += Self.bigEndian(word, byteCount: 8)
        bytes += [UInt8](repeating: 0, count: 16)
        return bytes
    }

    private func flacPicture() -> [UInt8] {
        let type = Array("image/jpeg".utf8)
        var bytes = Self.bigEndian(3, byteCount: 4) + Self.bigEndian(type.count, byteCount: 4)
        bytes += type + [UInt8](repeating: 0, count: 20)
        return bytes + Self.bigEndian(pictureByteCount, byteCount: 4) + picture()
    }

    /// Without a byte that could begin anything.
    private func picture() -> [UInt8] { [UInt8](repeating: 0x5A, count: pictureByteCount) }

    private func vorbisComment() -> [UInt8] {
        var comments: [[UInt8]] = []
        for (key, value) in fields where !value.isEmpty {
            comments.append(Array("\(key)=\(value)".utf8))
        }
        let vendor = Array("psm tests".utf8)
        var bytes = Self.littleEndian(vendor.count) + vendor
        bytes += Self.littleEndian(comments.count)
        for comment in comments { bytes += Self.littleEndian(comment.count) + comment }
        return bytes
    }

    private var fields: [(key: String, value: String)] {
        artists.map { ("ARTIST", $0) } + [
            ("TITLE", title),
            ("ALBUM", album),
            ("ALBUMARTIST", albumArtist),
            ("DATE", date),
            ("TRACKNUMBER", trackNumber > 0 ? String(trackNumber) : ""),
            ("DISCNUMBER", discNumber > 0 ? String(discNumber) : ""),
            ("GENRE", genre),
            ("ISRC", isrc),
            ("MUSICBRAINZ_TRACKID", musicbrainzRecordingID),
        ]
    }
}

// MARK: - MP3

extension AudioFixture {
    /// An ID3v2.4 tag, a frame with a Xing header that claims the duration (to the nearest 26 ms)
    /// and two silent frames: MPEG-1 layer III, 32 kbit/s, 44,100 a second, stereo.
    ///
    /// Source: id3.org, "ID3 tag version 2.4.0"; Gabriel Bouvigne, "MP3 Info Tag".
    package func mp3() -> [UInt8] {
        var frames: [UInt8] = []
        if pictureByteCount > 0 {
            frames += Self.id3Frame("APIC", Array("\0image/jpeg\0\u{3}\0".utf8) + picture())
        }
        if !title.isEmpty { frames += Self.textFrame("TIT2", [title]) }
        if !artists.isEmpty { frames += Self.textFrame("TPE1", artists) }
        if !album.isEmpty { frames += Self.textFrame("TALB", [album]) }
        if !albumArtist.isEmpty { frames += Self.textFrame("TPE2", [albumArtist]) }
        if !date.isEmpty { frames += Self.textFrame("TDRC", [date]) }
        if trackNumber > 0 { frames += Self.textFrame("TRCK", [String(trackNumber)]) }
        if discNumber > 0 { frames += Self.textFrame("TPOS", [String(discNumber)]) }
        if !genre.isEmpty { frames += Self.textFrame("TCON", [genre]) }
        if !isrc.isEmpty { frames += Self.textFrame("TSRC", [isrc]) }
        if !musicbrainzRecordingID.isEmpty {
            let content = Array("http://musicbrainz.org\0\(musicbrainzRecordingID)".utf8)
            frames += Self.id3Frame("UFID", content)
        }
        let header = Array("ID3".utf8) + [4, 0, 0] + Self.synchsafe(frames.count)
        return header + frames + silence()
    }

    private static func textFrame(_ id: String, _ values: [String]) -> [UInt8] {
        let utf8: UInt8 = 3
        return id3Frame(id, [utf8] + Array(values.joined(separator: "\0").utf8))
    }

    private static func id3Frame(_ id: String, _ content: [UInt8]) -> [UInt8] {
        Array(id.utf8) + synchsafe(content.count) + [0, 0] + content
    }

    private func silence() -> [UInt8] {
        let frameBytes = 104
        let header: [UInt8] = [0xFF, 0xFB, 0x10, 0x00]
        // A frame is 1,152 samples.
        let count = max(1, (durationMilliseconds * 441 + 5_760) / 11_520)
        var first = header + [UInt8](repeating: 0, count: 32)
        first += Array("Xing".utf8) + Self.bigEndian(3, byteCount: 4)
        first += Self.bigEndian(count, byteCount: 4)
        first += Self.bigEndian(count * frameBytes, byteCount: 4)
        first += [UInt8](repeating: 0, count: frameBytes - first.count)
        let silent = header + [UInt8](repeating: 0, count: frameBytes - header.count)
        return first + silent + silent
    }
}

// MARK: - Numbers

extension AudioFixture {
    private static func bigEndian(_ number: Int, byteCount: Int) -> [UInt8] {
        (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func littleEndian(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// Seven bits a byte, so that no tag looks like the start of a frame.
    private static func synchsafe(_ number: Int) -> [UInt8] {
        [21, 14, 7, 0].map { UInt8(number >> $0 & 0x7F) }
    }
}
