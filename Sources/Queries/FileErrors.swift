package import GRDB
internal import Projection

/// The files whose content is wrong.
package struct FileErrors: Sendable {
    package struct File: Sendable, Equatable {
        /// Absolute; in one that is not UTF-8, replacement characters show.
        package let path: String
        /// A clause: `not audio: its format is not known`.
        package let error: String
    }

    package let count: Int
    /// The first ones, by path.
    package let first: [File]

    package init(_ db: Database, limit: Int) throws {
        guard try db.tableExists("library_files") else {
            (count, first) = (0, [])
            return
        }
        let wrong = "FROM library_files WHERE error IS NOT NULL"
        count = try Int.fetchOne(db, sql: "SELECT count(*) \(wrong)") ?? 0
        let rows = try SQLStatement(db, "SELECT path, error \(wrong) ORDER BY path LIMIT \(limit)")
        var first: [File] = []
        while try rows.step() { first.append(File(path: rows.text(0), error: rows.text(1))) }
        rows.reset()
        self.first = first
    }
}
