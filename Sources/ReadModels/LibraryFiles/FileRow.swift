internal import Events
internal import FileIO
internal import GRDB
package import Matching
package import Projection
internal import SystemPackage

/// One row of `library_files`: from an event to its columns, and from its columns to a recording.
package struct FileRow {
    let id: Int64
    let path: LibraryPath
    let rootID: Int64

    /// In the order of `LibraryFilesProjector.fileColumns`.
    package static let columns = [
        "id", "path", "root_id", "size", "mtime_ns", "ctime_ns", "inode", "device", "title",
        "artist", "album", "album_artist", "date", "year", "track_number", "disc_number", "genre",
        "duration", "bitrate_kbps", "sample_rate_hz", "channels", "isrc",
        "musicbrainz_recording_id", "compilation", "error", "tags_digest", "normalized",
    ]
    static let columnNames = columns.joined(separator: ", ")
    static let slots = columns.map { _ in "?" }.joined(separator: ", ")

    func bind(
        _ stat: FileStat,
        _ tags: AudioTags,
        tagsDigest: UInt64,
        to statement: SQLStatement
    ) {
        let artist = tags.artists.joined(separator: JoinedTexts.separator)
        let albumArtist = tags.albumArtists.joined(separator: JoinedTexts.separator)
        statement.bind(1, id)
        statement.bindPath(2, path.absolute)
        statement.bind(3, rootID)
        statement.bind(4, Int64(bitPattern: stat.sizeBytes))
        statement.bind(5, stat.mtimeNs)
        statement.bind(6, stat.ctimeNs)
        statement.bind(7, Int64(bitPattern: stat.inode))
        statement.bind(8, Int64(bitPattern: stat.device))
        statement.bindOptional(9, tags.title)
        statement.bindOptional(10, artist)
        statement.bindOptional(11, tags.album)
        statement.bindOptional(12, albumArtist)
        statement.bindOptional(13, tags.date)
        statement.bindOptional(14, tags.year)
        statement.bindOptional(15, tags.trackNumber)
        statement.bindOptional(16, tags.discNumber)
        statement.bindOptional(17, tags.genres.joined(separator: JoinedTexts.separator))
        if tags.durationMs == 0 {
            statement.bindNull(18)
        } else {
            statement.bind(18, Double(tags.durationMs) / 1_000)
        }
        statement.bindOptional(19, tags.bitrateKbps)
        statement.bindOptional(20, tags.sampleRateHz)
        statement.bindOptional(21, tags.channels)
        statement.bindOptional(22, tags.isrc)
        statement.bindOptional(23, tags.musicbrainzRecordingID)
        statement.bind(24, tags.compilation ? Int64(1) : 0)
        statement.bindOptional(25, tags.error)
        statement.bind(26, Int64(bitPattern: tagsDigest))
        statement.bind(27, Self.normalized(title: tags.title, artist: artist, path: path.path))
    }

    // MARK: As a recording

    /// The columns that `recording(_:)` reads, in its order, with the file's id before them.
    package static let recordingColumns = """
        f.id, f.path, length(CAST(r.path AS BLOB)), f.title, f.artist, f.album, f.album_artist,
        f.duration, f.year, f.isrc, f.musicbrainz_recording_id, f.track_number, f.disc_number,
        f.compilation
        """
    package static let recordingTables =
        "library_files f LEFT JOIN library_roots r ON r.id = f.root_id"

    package static func recording(_ row: SQLStatement) -> Recording {
        Recording(
            title: row.text(3),
            artists: JoinedTexts.split(row.text(4)),
            album: row.text(5),
            albumArtists: JoinedTexts.split(row.text(6)),
            durationMilliseconds: row.isNull(7) ? nil : Int((row.double(7) * 1_000).rounded()),
            year: row.isNull(8) ? nil : Int(row.integer(8)),
            isrc: row.text(9),
            musicBrainzRecordingID: row.text(10),
            trackNumber: row.isNull(11) ? nil : Int(row.integer(11)),
            discNumber: row.isNull(12) ? nil : Int(row.integer(12)),
            isCompilation: row.integer(13) != 0,
            pathBelowRoot: components(row.bytes(1).dropFirst(Int(row.integer(2))))
        )
    }

    /// The quality that decides between equal recordings; `f.bitrate_kbps` follows the columns of
    /// the recording.
    package static func quality(_ row: SQLStatement) -> Int {
        Int(row.integer(14))
    }

    /// The `normalized` column; a file without a title has its name.
    static func normalized(title: String, artist: String, path: [UInt8]) -> String {
        NormalisedName.of(
            title: title.isEmpty ? FilePath(bytes: path).stem ?? "" : title,
            artists: JoinedTexts.split(artist)
        )
    }

    private static func components(_ path: some Collection<UInt8>) -> [String] {
        path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }
}
