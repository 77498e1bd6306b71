internal import Digests
internal import Events
internal import Journal
package import Matching
package import Projection

/// One row of `tracks`: from an event to its columns, and from its columns to a recording.
package enum TrackRow {
    private static let columns = [
        "seq", "id", "provider", "name", "artist", "album", "album_artist", "isrc", "duration_ms",
        "year", "release_date", "track_number", "disc_number", "explicit", "local", "normalized",
        "digest",
    ]

    /// A track described anew keeps its number.
    static let upsertSQL = """
        INSERT INTO tracks (\(columns.joined(separator: ", ")))
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        ON CONFLICT (provider, id) DO UPDATE SET
        \(columns.dropFirst(3).map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
        """

    static func bind(_ track: TrackDescribed, at position: Position, to statement: SQLStatement) {
        statement.bind(1, Int64(position.rawValue))
        statement.bind(2, track.trackID)
        statement.bind(3, track.provider)
        statement.bind(4, track.name)
        statement.bindOptional(5, track.artists.joined(separator: JoinedTexts.separator))
        statement.bindOptional(6, track.album)
        statement.bindOptional(7, track.albumArtists.joined(separator: JoinedTexts.separator))
        statement.bindOptional(8, track.isrc)
        statement.bindOptional(9, track.durationMs)
        statement.bindOptional(10, year(of: track.releaseDate))
        statement.bindOptional(11, track.releaseDate)
        statement.bindOptional(12, track.trackNumber)
        statement.bindOptional(13, track.discNumber)
        statement.bind(14, track.explicit ? Int64(1) : 0)
        statement.bind(15, track.local ? Int64(1) : 0)
        statement.bind(
            16,
            NormalisedName.of(title: track.name, artists: track.artists)
        )
        statement.bind(17, Int64(bitPattern: track.digest))
    }

    /// The columns that `recording(_:)` reads, in its order, with the row's key before them.
    package static let recordingColumns = """
        t.seq, t.provider, t.id, t.name, t.artist, t.album, t.album_artist, t.duration_ms, t.year,
        t.isrc, t.track_number, t.disc_number
        """

    package static func recording(_ row: SQLStatement) -> Recording {
        Recording(
            title: row.text(3),
            artists: JoinedTexts.split(row.text(4)),
            album: row.text(5),
            albumArtists: JoinedTexts.split(row.text(6)),
            durationMilliseconds: row.isNull(7) ? nil : Int(row.integer(7)),
            year: row.isNull(8) ? nil : Int(row.integer(8)),
            isrc: row.text(9),
            trackNumber: row.isNull(10) ? nil : Int(row.integer(10)),
            discNumber: row.isNull(11) ? nil : Int(row.integer(11))
        )
    }

    private static func year(of date: String) -> UInt32 {
        UInt32(date.prefix { $0 != "-" }) ?? 0
    }
}
