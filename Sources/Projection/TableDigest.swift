internal import Digests
internal import GRDB

/// One number for the content of a read model: equal rows give equal digests, in whatever order
/// they were written.
enum TableDigest {
    static func digest(of schema: ReadModelSchema, _ db: Database) throws -> UInt64 {
        var hash = XXHash64()
        var row = RowBytes()
        for table in schema.tables where !table.order.isEmpty {
            hash.update(XXHash64.hash(table.name))
            let rows = try SQLStatement(
                db,
                "SELECT * FROM \(table.name) ORDER BY \(table.order)"
            )
            let columns = rows.columnCount
            while try rows.step() {
                row.removeAll()
                for column in 0..<columns { rows.encode(column, into: &row) }
                hash.update(row.digest)
            }
            rows.reset()
        }
        return hash.finalize()
    }
}
