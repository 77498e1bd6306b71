package import GRDB
package import Matching
internal import Projection
internal import ReadModels

/// Why a track has its file, or none, and which files come close.
package struct TrackDiagnosis: Sendable {
    package let track: DescribedTrack
    /// nil if the track has no file.
    package let match: ComparedPair?
    /// The user's pin; its file may be removed.
    package let pin: ToldDecision?
    /// Other files, the closest first.
    package let others: [ComparedPair]

    /// - Parameters:
    ///   - track: from `TrackSearch`.
    ///   - limit: how many `others` at most.
    ///   - db: with the tables of `matches`, at the head and by the same settings.
    package init(
        of track: FoundTrack,
        settings: MatchingSettings,
        limit: Int,
        _ db: Database
    ) throws {
        let rows = try DescribedRows(db)
        guard let described = try rows.track(track.seq) else {
            throw NamingError.unknownTrack(track.id)
        }
        let comparison = try PairComparison(db, scorer: Scorer(settings: settings), rows: rows)
        let subject = try comparison.subject(described)
        var ids: Set<Int64> = []
        try KeyTable(db, .files).owners(of: described.signature.keys, into: &ids)
        ids.formUnion(try NearestNames.files(like: described.reading, db).ids)
        ids.formUnion(subject.decided.all.compactMap(\.fileID))
        if let matched = subject.matchedFile { ids.insert(matched) }
        let pairs = try ids.sorted().compactMap { try rows.file($0) }
            .map { comparison.pair(subject, $0) }
            .sorted { $0.isNearer(than: $1) }
        self.track = described
        match = pairs.first { $0.isMatch }
        pin = subject.decided.pin.map(ToldDecision.init)
        others = Array(pairs.filter { !$0.isMatch }.prefix(limit))
    }
}
