internal import GRDB

/// The tables of one read model.
package struct ReadModelSchema: Sendable {
    package struct Table: Sendable {
        package let name: String
        /// The text between the parentheses of `CREATE TABLE`.
        package let columns: String
        package let isWithoutRowID: Bool
        /// The columns that order the rows, for the digest. Empty for a side table (change logs,
        /// tombstones, lookup keys), which supports the work but is not part of the model.
        package let order: String
        /// Whether its rows record what changed at which `position`, for dependent projectors; they
        /// are deleted once all of those have seen them.
        package let isChangeLog: Bool
        /// The one projector that needs this change log; nil if any may.
        package let reader: String?
        /// Whether its rows survive a replay, such as pending publications.
        package let isKept: Bool

        package init(
            _ name: String,
            order: String,
            isWithoutRowID: Bool = false,
            isChangeLog: Bool = false,
            reader: String? = nil,
            isKept: Bool = false,
            columns: String
        ) {
            self.name = name
            self.columns = columns
            self.isWithoutRowID = isWithoutRowID
            self.order = order
            self.isChangeLog = isChangeLog
            self.reader = reader
            self.isKept = isKept
        }

        package var sql: String {
            "CREATE TABLE \(name) (\n\(columns)\n)" + (isWithoutRowID ? " WITHOUT ROWID" : "")
        }
    }

    package let tables: [Table]
    /// `CREATE INDEX` statements. They run after a replay has loaded the rows, which is ten times
    /// faster than updating an index of random paths row by row.
    package let indexes: [String]
    /// Tables of former versions, which are no longer there after the next replay.
    package let former: [String]

    package init(tables: [Table], indexes: [String], former: [String] = []) {
        self.tables = tables
        self.indexes = indexes
        self.former = former
    }

    /// Drops the tables and creates them again, without their indexes.
    func recreateTables(_ db: Database) throws {
        for name in former { try db.execute(sql: "DROP TABLE IF EXISTS \(name)") }
        for table in tables {
            if table.isKept, try db.tableExists(table.name) { continue }
            try db.execute(sql: "DROP TABLE IF EXISTS \(table.name)")
            try db.execute(sql: table.sql)
        }
    }

    func createIndexes(_ db: Database) throws {
        for index in indexes { try db.execute(sql: index) }
    }

    /// The whole schema as SQL, one statement a paragraph.
    package var sql: String {
        (tables.map(\.sql) + indexes).map { $0 + ";\n" }.joined(separator: "\n")
    }
}
