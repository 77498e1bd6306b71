package import GRDB
internal import Projection

/// Candidate keys and their owners, on disk.
package struct KeyTable {
    private let db: Database
    private let name: String
    private let insert: SQLStatement
    private let select: SQLStatement

    package init(_ db: Database, _ name: String) throws {
        self.db = db
        self.name = name
        insert = try SQLStatement(db, "INSERT OR IGNORE INTO \(name) VALUES (?, ?)")
        select = try SQLStatement(db, "SELECT * FROM \(name) WHERE key = ?")
    }

    func add(_ keys: [UInt64], of owner: Int64) throws {
        for key in keys { try add(Int64(bitPattern: key), owner) }
    }

    package func owners(of keys: [UInt64], into owners: inout Set<Int64>) throws {
        for key in keys {
            select.bind(1, Int64(bitPattern: key))
            while try select.step() { owners.insert(select.integer(1)) }
            select.reset()
        }
    }

    /// In key order, so that the table is written from its first page to its last.
    func replaceAll(owners: [Int64], keys: [[UInt64]]) throws {
        try db.execute(sql: "DELETE FROM \(name)")
        var pairs: [(key: Int64, owner: Int64)] = []
        pairs.reserveCapacity(keys.reduce(0) { $0 + $1.count })
        for (owner, keys) in zip(owners, keys) {
            for key in keys { pairs.append((Int64(bitPattern: key), owner)) }
        }
        pairs.sort { $0 < $1 }
        for pair in pairs { try add(pair.key, pair.owner) }
    }

    private func add(_ key: Int64, _ owner: Int64) throws {
        insert.bind(1, key)
        insert.bind(2, owner)
        try insert.run()
    }
}
