import GRDB
import Matching
import Projection
import Queries
import ReadModels
import Threads

/// What the reports show, read in one transaction.
struct ReportContents: Sendable {
    private var totals: ReportTotals
    private var matched: [MatchedRow] = []
    private var unmatched: [UnmatchedRow] = []
    private var coverage: [PlaylistCoverage] = []

    /// - Throws: `CancellationError`.
    func pages(_ cancellation: Cancellation) throws -> [(name: String, bytes: [UInt8])] {
        let makers: [(name: String, make: @Sendable () -> [UInt8])] = [
            ("matched.html", { ReportPage.matchedHTML(matched) }),
            ("matched.csv", { ReportPage.matchedCSV(matched) }),
            ("unmatched.html", { ReportPage.unmatchedHTML(unmatched) }),
            ("unmatched.csv", { ReportPage.unmatchedCSV(unmatched) }),
            ("index.html", { ReportPage.index(totals: totals, coverage: coverage) }),
        ]
        let pages = Parallel.map(count: makers.count, chunkCount: 1, makeScratch: {}) { index, _ in
            let maker = makers[index]
            return (maker.name, cancellation.isRequested ? [] : maker.make())
        }
        try cancellation.check()
        return pages
    }

    /// - Throws: `CancellationError`.
    init(_ db: Database, scorer: Scorer, _ cancellation: Cancellation) throws {
        let counts = try LibraryCounts(db)
        totals = ReportTotals(
            files: counts.files,
            tracks: counts.matched + counts.unmatched,
            matched: counts.matched,
            playlists: counts.playlists
        )
        try loadTracks(db, scorer, playlists: Self.playlistNames(db), cancellation)
        try loadCoverage(db)
    }

    /// The playlists that hold each track, by the track's number.
    private static func playlistNames(_ db: Database) throws -> [Int64: [String]] {
        let rows = try SQLStatement(
            db,
            """
            SELECT DISTINCT t.seq, p.name FROM playlist_tracks i
            JOIN playlists p ON p.provider = i.provider AND p.id = i.playlist_id
            JOIN tracks t ON t.provider = i.provider AND t.id = i.track_id
            UNION ALL
            SELECT t.seq, '\(LikedSongs.name)' FROM liked_tracks l
            JOIN tracks t ON t.provider = l.provider AND t.id = l.track_id
            """
        )
        var names: [Int64: [String]] = [:]
        while try rows.step() { names[rows.integer(0), default: []].append(rows.text(1)) }
        rows.reset()
        return names.mapValues { $0.sorted() }
    }

    private mutating func loadTracks(
        _ db: Database,
        _ scorer: Scorer,
        playlists: [Int64: [String]],
        _ cancellation: Cancellation
    ) throws {
        let reasons = try MissingReason(db, scorer: scorer)
        let rows = try SQLStatement(
            db,
            """
            SELECT t.seq, t.id, t.name, t.artist, t.album, t.duration_ms,
            f.path, m.confidence, m.method, m.score
            FROM tracks t LEFT JOIN matches m ON m.provider = t.provider AND m.track_id = t.id
            LEFT JOIN library_files f ON f.id = m.file_id
            """
        )
        while try rows.step() {
            try cancellation.check()
            // Nobody wants a track that is in no playlist any more.
            guard let names = playlists[rows.integer(0)] else { continue }
            let artist = JoinedTexts.split(rows.text(3)).joined(separator: ", ")
            if rows.isNull(6) {
                unmatched.append(
                    UnmatchedRow(
                        trackID: rows.text(1),
                        title: rows.text(2),
                        artist: artist,
                        album: rows.text(4),
                        durationMs: Int(rows.integer(5)),
                        playlists: names,
                        reason: try reasons.reason(rows.integer(0), artists: rows.text(3))
                    )
                )
            } else {
                matched.append(
                    MatchedRow(
                        trackID: rows.text(1),
                        title: rows.text(2),
                        artist: artist,
                        album: rows.text(4),
                        durationMs: Int(rows.integer(5)),
                        filePath: rows.text(6),
                        filePathBytes: rows.array(6),
                        confidence: rows.text(7),
                        method: rows.text(8),
                        score: rows.double(9),
                        playlists: names
                    )
                )
            }
        }
        rows.reset()
    }

    private mutating func loadCoverage(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.name, p.owner_name AS owner, count(i.track_id) AS tracks,
                count(m.file_id) AS matched
                FROM playlists p
                LEFT JOIN playlist_tracks i ON i.provider = p.provider AND i.playlist_id = p.id
                LEFT JOIN matches m ON m.provider = i.provider AND m.track_id = i.track_id
                GROUP BY p.provider, p.id
                UNION ALL
                SELECT ?, NULL, count(*), count(m.file_id) FROM liked_tracks l
                LEFT JOIN matches m ON m.provider = l.provider AND m.track_id = l.track_id
                GROUP BY l.provider
                """,
            arguments: [LikedSongs.name]
        )
        coverage = rows.map { row in
            PlaylistCoverage(
                name: row["name"],
                owner: row["owner"] ?? "",
                tracks: row["tracks"],
                matched: row["matched"]
            )
        }
    }
}
