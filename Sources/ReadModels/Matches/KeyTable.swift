package import GRDB
internal import Projection

/// Candidate keys and their owners, on disk.
package struct KeyTable {
    package enum Name: String {
        case files = "match_file_keys"
        case tracks = "match_track_keys"

        /// The column of the owner's number.
        var owner: String {
            switch self {
            case .files: "file_id"
            case .tracks: "track_seq"
            }
        }
    }

    private let db: Database
    private let name: String
    private let insert: SQLStatement
    private let select: SQLStatement
    private let delete: SQLStatement

    package init(_ db: Database, _ name: Name) throws {
        self.db = db
        self.name = name.rawValue
        insert = try SQLStatement(db, "INSERT OR IGNORE INTO \(self.name) VALUES (?, ?)")
        select = try SQLStatement(db, "SELECT * FROM \(self.name) WHERE key = ?")
        delete = try SQLStatement(
            db,
            "DELETE FROM \(self.name) WHERE key = ? AND \(name.owner) = ?"
        )
    }

    func add(_ keys: [UInt64], of owner: Int64) throws {
        for key in keys { try add(Int64(bitPattern: key), owner) }
    }

    func remove(_ keys: [UInt64], of owner: Int64) throws {
        for key in keys {
            delete.bind(1, Int64(bitPattern: key))
            delete.bind(2, owner)
            try delete.run()
        }
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
