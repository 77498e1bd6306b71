package import GRDB
package import Matching
internal import Projection
internal import ReadModels

/// The answers of the matcher that a person should review, for tracks that are in a playlist.
package struct ReviewQueue: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Matched with LOW confidence.
        case low
        /// Matched with MEDIUM confidence, and a signal raises doubt.
        case medium
        /// Not matched, but the best file was refused only narrowly.
        case nearMiss = "near_miss"
    }

    package struct Item: Sendable {
        package let kind: Kind
        package let pair: ComparedPair
    }

    /// LOW, then MEDIUM, the lowest scores first; then near misses, the closest first.
    package private(set) var items: [Item] = []

    /// - Parameter db: with the tables of `matches`, at the head and by the same settings.
    package init(settings: MatchingSettings, _ db: Database) throws {
        let scorer = Scorer(settings: settings)
        let rows = try DescribedRows(db)
        let comparison = try PairComparison(db, scorer: scorer, rows: rows)
        let misses = try NearMisses(db, scorer: scorer)
        for (seq, matchedFile, confidence) in try Self.doubtful(db) {
            let kind: Kind =
                matchedFile == nil
                ? .nearMiss : confidence == Confidence.low.rawValue ? .low : .medium
            guard let fileID = try matchedFile ?? misses.nearest(seq),
                let track = try rows.track(seq), let file = try rows.file(fileID)
            else { continue }
            let pair = comparison.pair(try comparison.subject(track), file)
            if kind == .medium, pair.explanation.doubts.isEmpty { continue }
            items.append(Item(kind: kind, pair: pair))
        }
        items.sort { $0.comesBefore($1) }
    }

    /// Tracks in playlists without a pin: their numbers and matches.
    private static func doubtful(_ db: Database) throws -> [(Int64, Int64?, String)] {
        let select = try SQLStatement(
            db,
            """
            SELECT t.seq, m.file_id, m.confidence FROM tracks t
            LEFT JOIN matches m ON m.provider = t.provider AND m.track_id = t.id
            WHERE (m.file_id IS NULL OR m.confidence IN ('LOW', 'MEDIUM'))
            AND (EXISTS (SELECT 1 FROM playlist_tracks i
                    WHERE i.track_id = t.id AND i.provider = t.provider)
                OR EXISTS (SELECT 1 FROM liked_tracks l
                    WHERE l.track_id = t.id AND l.provider = t.provider))
            AND NOT EXISTS (SELECT 1 FROM match_decisions d WHERE d.provider = t.provider
                AND d.track_id = t.id AND d.kind = '\(MatchDecisions.pin)')
            ORDER BY t.seq
            """
        )
        defer { select.reset() }
        var found: [(Int64, Int64?, String)] = []
        while try select.step() {
            let file = select.isNull(1) ? nil : select.integer(1)
            found.append((select.integer(0), file, select.text(2)))
        }
        return found
    }
}

extension ReviewQueue.Item {
    private var rank: Int { ReviewQueue.Kind.allCases.firstIndex(of: kind) ?? 0 }

    fileprivate func comesBefore(_ other: Self) -> Bool {
        if rank != other.rank { return rank < other.rank }
        let (left, right) = (pair.explanation.penalty, other.pair.explanation.penalty)
        if left != right { return kind == .nearMiss ? left < right : left > right }
        return pair.track.seq < other.pair.track.seq
    }
}

/// Finds the files that were narrowly refused for unmatched tracks.
private struct NearMisses {
    private let scorer: Scorer
    private let lookup: CandidateLookup
    private let decisions: MatchDecisions

    init(_ db: Database, scorer: Scorer) throws {
        self.scorer = scorer
        lookup = try CandidateLookup(db)
        decisions = try MatchDecisions(db, scorer: scorer)
    }

    /// The near miss with the lowest penalty that is not rejected; among equals, the lowest id.
    func nearest(_ seq: Int64) throws -> Int64? {
        guard let track = try lookup.track(seq) else { return nil }
        var nearest: (fileID: Int64, penalty: Double)?
        var rejected: Set<Int64>?
        for candidate in try lookup.candidates(for: track.signature) {
            let told = scorer.explain(track: track.signature, file: candidate.signature)
            guard told.isNearMiss(scorer.settings) else { continue }
            if let nearest, nearest.penalty <= told.penalty { continue }
            let known = try rejected ?? decisions.resolve(track.key).rejectedFiles
            rejected = known
            if !known.contains(candidate.fileID) { nearest = (candidate.fileID, told.penalty) }
        }
        return nearest?.fileID
    }
}
