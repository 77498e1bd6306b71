internal import GRDB
internal import Matching
internal import Projection

/// The rows of a table with the names most similar to a recording's: one pass over its `normalized`
/// column, for an explicit question about one track or file. Matching never does this.
struct NearestNames {
    /// How many rows are compared in full.
    private static let limit = 200
    /// Half of a title, or an artist and a bit more: below that they have nothing in common.
    private static let least = 0.6

    let ids: [Int64]

    static func files(like reading: Reading, _ db: Database) throws -> NearestNames {
        try NearestNames(reading, db, "SELECT id, normalized FROM library_files")
    }

    static func tracks(like reading: Reading, _ db: Database) throws -> NearestNames {
        try NearestNames(reading, db, "SELECT seq, normalized FROM tracks")
    }

    private init(_ reading: Reading, _ db: Database, _ sql: String) throws {
        let overlap = NameOverlap(title: reading.title, artists: reading.artists)
        let rows = try SQLStatement(db, sql)
        var found: [(id: Int64, value: Double)] = []
        while try rows.step() {
            let value = overlap.value(rows.bytes(1))
            if value >= Self.least { found.append((rows.integer(0), value)) }
        }
        rows.reset()
        found.sort { ($1.value, $0.id) < ($0.value, $1.id) }
        ids = found.prefix(Self.limit).map(\.id)
    }
}
