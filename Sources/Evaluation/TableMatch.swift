package import Formats
package import Matching
internal import Messages
internal import Threads

/// The recordings in a table, by id.
package struct RecordingTable: Sendable {
    let ids: [String]
    let recordings: [Recording]
    let qualities: [Int]
    private let positions: [String: Int]

    /// Without an `id` column, a recording's id is the number of its row, counted from 1.
    package init(_ table: CSVTable) throws {
        let columns = try RecordingColumns(table)
        let id = try table.column("id")
        var ids: [String] = []
        var positions: [String: Int] = [:]
        for (number, row) in table.rows.enumerated() {
            let name = id.map { row.fields[$0] } ?? String(number + 1)
            guard !name.isEmpty else { throw table.failure(line: row.line, "the id is empty") }
            guard positions.updateValue(number, forKey: name) == nil else {
                throw table.failure(
                    line: row.line,
                    "the id \(Text.printable(name)) occurs twice"
                )
            }
            ids.append(name)
        }
        self.ids = ids
        self.positions = positions
        recordings = try table.rows.map(columns.recording)
        qualities = try table.rows.map(columns.quality)
    }

    func position(of id: String) -> Int? { positions[id] }

    func signatures() -> [TrackSignature] {
        Parallel.map(count: recordings.count, makeScratch: {}) { [recordings] number, _ in
            TrackSignature(recordings[number])
        }
    }
}

/// Matches a table of tracks with a table of files as psm matches playlists with a library: with
/// the same candidate keys and the same ranking.
package struct TableMatch {
    package let tracks: RecordingTable
    package let files: RecordingTable
    let scorer: Scorer
    /// For each track, the position of its file and the score.
    let matches: [RankedCandidate?]

    package init(tracks: RecordingTable, files: RecordingTable, scorer: Scorer) {
        self.tracks = tracks
        self.files = files
        self.scorer = scorer
        let signatures = tracks.signatures()
        let candidates = zip(files.signatures(), files.qualities).enumerated().map {
            Candidate(fileID: Int64($0.offset), signature: $0.element.0, quality: $0.element.1)
        }
        let index = CandidateIndex(candidates.map(\.signature))
        matches = Parallel.map(count: signatures.count, makeScratch: { [Int]() }) { number, found in
            index.candidates(for: signatures[number], into: &found)
            return scorer.best(
                for: signatures[number],
                among: found.lazy.map { candidates[$0] }
            )
        }
    }

    func explain(track: Int, file: Int) -> Explanation {
        scorer.explain(
            track: TrackSignature(tracks.recordings[track]),
            file: TrackSignature(files.recordings[file])
        )
    }
}

/// What `psm match evaluate --files F --tracks T` prints.
package struct TableMatchReport: Encodable {
    struct Match: Encodable {
        let trackId: String
        let fileId: String
        let score: Double
        let confidence: String
        let method: String
    }

    let tracks: Int
    let files: Int
    let matched: Int
    let unmatched: Int
    let matches: [Match]

    package init(_ match: TableMatch) {
        tracks = match.tracks.ids.count
        files = match.files.ids.count
        matches = match.matches.enumerated().compactMap { number, found in
            found.map {
                Match(
                    trackId: match.tracks.ids[number],
                    fileId: match.files.ids[Int($0.fileID)],
                    score: $0.score.score,
                    confidence: $0.score.confidence.rawValue,
                    method: $0.score.method
                )
            }
        }
        matched = matches.count
        unmatched = tracks - matches.count
    }

    package var text: String {
        var text =
            "\(Text.count(tracks, "track")), \(Text.count(files, "file")): "
            + "\(Text.count(matched)) matched, \(Text.count(unmatched)) unmatched\n"
        for match in matches {
            text +=
                "\(Text.printable(match.trackId))  \(Text.printable(match.fileId))  "
                + "\(ExplanationJSON.hundredths(match.score))  \(match.confidence)\n"
        }
        return text
    }
}
