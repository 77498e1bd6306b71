import Formats
import Matching
import Messages

/// The columns in which a table describes recordings. Only the title's is required.
struct RecordingColumns {
    private let table: CSVTable
    private let title: Int
    private let artist: Int?
    private let album: Int?
    private let albumArtist: Int?
    private let duration: Int?
    private let year: Int?
    private let isrc: Int?
    private let musicBrainz: Int?
    private let trackNumber: Int?
    private let discNumber: Int?
    private let compilation: Int?
    private let path: Int?
    private let bitrate: Int?

    /// - Parameter prefix: the prefix of each column's name, such as `a_`.
    init(_ table: CSVTable, prefix: String = "") throws {
        self.table = table
        title = try table.requiredColumn(prefix + "title")
        artist = try table.column(prefix + "artist")
        album = try table.column(prefix + "album")
        albumArtist = try table.column(prefix + "album_artist")
        duration = try table.column(prefix + "duration_ms")
        year = try table.column(prefix + "year")
        isrc = try table.column(prefix + "isrc")
        musicBrainz = try table.column(prefix + "musicbrainz_recording_id")
        trackNumber = try table.column(prefix + "track_number")
        discNumber = try table.column(prefix + "disc_number")
        compilation = try table.column(prefix + "compilation")
        path = try table.column(prefix + "path")
        bitrate = try table.column(prefix + "bitrate_kbps")
    }

    func recording(_ row: CSVReader.Row) throws -> Recording {
        Recording(
            title: row.fields[title],
            artists: names(row, artist),
            album: text(row, album),
            albumArtists: names(row, albumArtist),
            durationMilliseconds: try number(row, duration, "duration_ms"),
            year: try yearNumber(row),
            isrc: text(row, isrc),
            musicBrainzRecordingID: text(row, musicBrainz),
            trackNumber: try number(row, trackNumber, "track_number"),
            discNumber: try number(row, discNumber, "disc_number"),
            isCompilation: try number(row, compilation, "compilation") == 1,
            pathBelowRoot: text(row, path).split(separator: "/").map(String.init)
        )
    }

    /// Decides between two files that match equally well: the higher the better.
    func quality(_ row: CSVReader.Row) throws -> Int {
        try number(row, bitrate, "bitrate_kbps") ?? 0
    }

    private func text(_ row: CSVReader.Row, _ column: Int?) -> String {
        column.map { row.fields[$0] } ?? ""
    }

    /// One credit, however many names it contains: the matcher splits it.
    private func names(_ row: CSVReader.Row, _ column: Int?) -> [String] {
        let credit = text(row, column)
        return credit.isEmpty ? [] : [credit]
    }

    /// A whole number that is not negative. `214000.0` is one: tables with empty cells often have
    /// numbers in that form.
    private func number(_ row: CSVReader.Row, _ column: Int?, _ name: String) throws -> Int? {
        let text = text(row, column).filter { $0 != " " }
        if text.isEmpty { return nil }
        guard let value = Double(text), let number = Int(exactly: value.rounded()), number >= 0
        else {
            throw table.failure(
                line: row.line,
                "\(name) is “\(Text.printable(text))”, not a number"
            )
        }
        return number
    }

    /// The year of a date such as `2014-10-27`, or a plain number.
    private func yearNumber(_ row: CSVReader.Row) throws -> Int? {
        guard let year else { return nil }
        let digits = row.fields[year].prefix { $0 != "-" }
        if digits.count == 4, let number = Int(digits) { return number }
        return try number(row, year, "year")
    }
}
