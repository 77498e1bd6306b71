package import GRDB
internal import Projection

/// A root in the database, for people: in a path that is not UTF-8, replacement characters show.
package struct KnownRootRow: Sendable {
    package let path: String
    package let state: String
    package let reason: String?
    package let files: Int

    package static func fetchAll(_ db: Database) throws -> [KnownRootRow] {
        guard try db.tableExists("library_roots") else { return [] }
        let rows = try SQLStatement(
            db,
            """
            SELECT r.path, r.mount, r.state, r.reason,
            CASE WHEN r.mount = '' THEN
                (SELECT count(*) FROM library_files f WHERE f.root_id = r.id) ELSE 0 END
            FROM library_roots r ORDER BY r.id
            """
        )
        var roots: [KnownRootRow] = []
        while try rows.step() {
            let mount = rows.text(1)
            roots.append(
                KnownRootRow(
                    path: mount.isEmpty ? rows.text(0) : rows.text(0) + "/" + mount,
                    state: rows.text(2),
                    reason: rows.isNull(3) ? nil : rows.text(3),
                    files: Int(rows.integer(4))
                )
            )
        }
        rows.reset()
        return roots
    }
}
