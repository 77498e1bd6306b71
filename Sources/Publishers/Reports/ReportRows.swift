/// A track with a file.
package struct MatchedRow: Equatable, Sendable {
    package var trackID: String
    package var title: String
    package var artist: String
    package var album: String
    package var durationMs: Int
    /// Absolute, for people: bytes that are not UTF-8 show as replacement characters.
    package var filePath: String
    /// Absolute, as it is on disk.
    package var filePathBytes: [UInt8]
    /// `CERTAIN`, `HIGH`, `MEDIUM`, `LOW` or `MANUAL`.
    package var confidence: String
    package var method: String
    /// From 0 to 1.
    package var score: Double
    /// The names of the playlists that hold the track, each once.
    package var playlists: [String]

    package init(
        trackID: String,
        title: String,
        artist: String,
        album: String,
        durationMs: Int,
        filePath: String,
        filePathBytes: [UInt8],
        confidence: String,
        method: String,
        score: Double,
        playlists: [String]
    ) {
        self.trackID = trackID
        self.title = title
        self.artist = artist
        self.album = album
        self.durationMs = durationMs
        self.filePath = filePath
        self.filePathBytes = filePathBytes
        self.confidence = confidence
        self.method = method
        self.score = score
        self.playlists = playlists
    }
}

/// A track without a file.
package struct UnmatchedRow: Equatable, Sendable {
    package var trackID: String
    package var title: String
    package var artist: String
    package var album: String
    package var durationMs: Int
    /// The names of the playlists that hold the track, each once. The more, the more wanted.
    package var playlists: [String]
    /// Why it has no file, as a sentence for the user.
    package var reason: String

    package init(
        trackID: String,
        title: String,
        artist: String,
        album: String,
        durationMs: Int,
        playlists: [String],
        reason: String
    ) {
        self.trackID = trackID
        self.title = title
        self.artist = artist
        self.album = album
        self.durationMs = durationMs
        self.playlists = playlists
        self.reason = reason
    }
}

/// How much of a playlist the library has.
package struct PlaylistCoverage: Equatable, Sendable {
    package var name: String
    package var owner: String
    package var tracks: Int
    package var matched: Int

    package init(name: String, owner: String, tracks: Int, matched: Int) {
        self.name = name
        self.owner = owner
        self.tracks = tracks
        self.matched = matched
    }
}

/// The figures at the top of the overview.
package struct ReportTotals: Equatable, Sendable {
    package var files: Int
    package var tracks: Int
    package var matched: Int
    package var playlists: Int

    package init(files: Int, tracks: Int, matched: Int, playlists: Int) {
        self.files = files
        self.tracks = tracks
        self.matched = matched
        self.playlists = playlists
    }
}

/// The order of rows in a report. It depends on the rows only, never on the order they came in:
/// the same rows make the same bytes.
enum ReportOrder {
    /// By artist, album, title and id, without regard to case.
    static func sorted(_ rows: [MatchedRow]) -> [MatchedRow] {
        sorted(rows, by: { [$0.artist, $0.album, $0.title, $0.trackID, $0.filePath] })
    }

    /// Most wanted first, then by artist, title and id.
    static func sorted(_ rows: [UnmatchedRow]) -> [UnmatchedRow] {
        sorted(
            rows,
            rank: { -$0.playlists.count },
            by: { [$0.artist, $0.title, $0.album, $0.trackID, $0.reason] }
        )
    }

    /// By name and owner, without regard to case.
    static func sorted(_ rows: [PlaylistCoverage]) -> [PlaylistCoverage] {
        sorted(rows, by: { [$0.name, $0.owner] }, ties: { [$0.tracks, $0.matched] })
    }

    private struct Key {
        let rank: Int
        let text: [UInt8]
        let ties: [Int]
    }

    /// Keys are made once per row: making them in the comparison takes ten times as long.
    private static func sorted<Row>(
        _ rows: [Row],
        rank: (Row) -> Int = { _ in 0 },
        by texts: (Row) -> [String],
        ties: (Row) -> [Int] = { _ in [] }
    ) -> [Row] {
        let keys = rows.map { row in
            let texts = texts(row)
            // A zero byte, so that a shorter text sorts before all texts that begin with it.
            let folded = texts.map { $0.lowercased() }.joined(separator: "\0")
            let text = Array((folded + "\0" + texts.joined(separator: "\0")).utf8)
            return Key(rank: rank(row), text: text, ties: ties(row))
        }
        let order = rows.indices.sorted { left, right in
            let (left, right) = (keys[left], keys[right])
            if left.rank != right.rank { return left.rank < right.rank }
            let order = compare(left.text, right.text)
            return order == 0 ? left.ties.lexicographicallyPrecedes(right.ties) : order < 0
        }
        return order.map { rows[$0] }
    }

    /// Below 0 if `left` comes first, 0 if they are equal. Compares eight bytes at a time, because
    /// artists' names repeat and keys share long prefixes.
    private static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                let shorter = min(left.count, right.count)
                var index = 0
                while index + 8 <= shorter {
                    let a = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    let b = right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    if a != b { return a.bigEndian < b.bigEndian ? -1 : 1 }
                    index += 8
                }
                while index < shorter {
                    if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
                    index += 1
                }
                return left.count - right.count
            }
        }
    }
}
