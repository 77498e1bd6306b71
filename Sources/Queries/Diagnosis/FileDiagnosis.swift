package import GRDB
package import Matching
internal import Projection
internal import ReadModels

/// Which tracks a file is matched with, and which others come close.
package struct FileDiagnosis: Sendable {
    package let file: DescribedFile
    /// Whether it is in the library; if not, it was and has been removed.
    package let isHere: Bool
    package let matches: [ComparedPair]
    /// Other tracks, the closest first.
    package let others: [ComparedPair]

    /// - Parameters:
    ///   - path: absolute.
    ///   - limit: how many `others` at most.
    ///   - db: with the tables of `matches`, at the head and by the same settings.
    /// - Returns: nil if the library never had a file at the path.
    package init?(
        ofFileAt path: [UInt8],
        settings: MatchingSettings,
        limit: Int,
        _ db: Database
    ) throws {
        let rows = try DescribedRows(db)
        let present = try Self.id(at: path, in: "library_files", db)
        let removed = present == nil ? try Self.id(at: path, in: "removed_files", db) : nil
        let found =
            try present.flatMap { try rows.file($0) }
            ?? removed.flatMap { try rows.removedFile($0) }
        guard let found else { return nil }
        let isHere = present != nil
        let comparison = try PairComparison(db, scorer: Scorer(settings: settings), rows: rows)
        let pairs = try Self.tracks(near: found, db).compactMap { try rows.track($0) }
            .map { comparison.pair(try comparison.subject($0), found, isHere: isHere) }
            .sorted { $0.isNearer(than: $1) }
        file = found
        self.isHere = isHere
        matches = pairs.filter(\.isMatch)
        others = Array(pairs.filter { !$0.isMatch }.prefix(limit))
    }

    /// The latest file at a path, if several are known.
    private static func id(at path: [UInt8], in table: String, _ db: Database) throws -> Int64? {
        let select = try SQLStatement(
            db,
            "SELECT id FROM \(table) WHERE path = ? ORDER BY id DESC LIMIT 1"
        )
        select.bindPath(1, path)
        defer { select.reset() }
        return try select.step() ? select.integer(0) : nil
    }

    private static func tracks(near file: DescribedFile, _ db: Database) throws -> [Int64] {
        var tracks: Set<Int64> = []
        try KeyTable(db, .tracks).owners(of: file.signature.keys, into: &tracks)
        tracks.formUnion(try NearestNames.tracks(like: file.reading, db).ids)
        try ConcernedTracks(db).add(of: file.id, to: &tracks)
        return tracks.sorted()
    }
}
