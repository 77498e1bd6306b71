import FileIO
import GRDB
import Journal
import Matching
import Projection
import SystemPackage

/// Writes the report pages if something they show has changed, or one of them is not as psm left it.
///
/// A page is too slow to make for its digest alone. So the rows hold the digests of the pages as they
/// were made last, and a mark for each change since.
struct ReportsPublisher {
    let directory: FilePath
    let scorer: Scorer
    let fileSystem: any FileSystem
    let request: PublishRequest

    private static let manifestName = ".psm-reports"
    private static let names = [
        "index.html", "matched.html", "matched.csv", "unmatched.html", "unmatched.csv",
    ]

    /// What the rows say, read at once.
    private struct Plan {
        let owner: FolderOwner?
        let lastMark: Int64?
        let digests: [String: UInt64]
    }

    func publish() throws -> PublishReport {
        try PublishedFolder.hold(
            directory,
            manifestName: Self.manifestName,
            fileSystem,
            request
        ) { folder in
            let (plan, contents) = try read(&folder)
            try folder.claim(for: plan.owner, request, adopts: isOlder)
            // Files of an empty journal would belong to nobody.
            guard let contents, plan.owner != nil else { return try folder.finish() }
            let pages = try contents.pages(request.cancellation)
            let wanted = pages.map { PublishedFolder.Wanted($0.name, $0.bytes) }
            try folder.announce(wanted, for: plan.owner)
            for page in pages { try folder.write(page.name, page.bytes) }
            let report = try folder.finish()
            try store(wanted, plan)
            return report
        }
    }

    /// - Returns: no contents if the pages are current.
    private func read(_ folder: inout PublishedFolder) throws -> (Plan, ReportContents?) {
        try request.readModel.read { db in
            let plan = try self.plan(db)
            if try isCurrent(plan, &folder) { return (plan, nil) }
            return (plan, try ReportContents(db, scorer: scorer, request.cancellation))
        }
    }

    private func plan(_ db: Database) throws -> Plan {
        let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM report_pages"))
        return Plan(
            owner: try Checkpoint.load(ReportsProjector.name, db).flatMap {
                FolderOwner(request.purpose, $0)
            },
            lastMark: try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT max(id) FROM report_marks")
            ),
            digests: Dictionary(
                uniqueKeysWithValues: rows.map {
                    ($0["name"], UInt64(bitPattern: $0["digest"] as Int64))
                }
            )
        )
    }

    private func isCurrent(_ plan: Plan, _ folder: inout PublishedFolder) throws -> Bool {
        guard plan.lastMark == nil else { return false }
        for name in Self.names {
            guard let digest = plan.digests[name],
                try folder.isCurrent(name, digest: digest)
            else { return false }
        }
        for _ in Self.names { folder.countUnchanged() }
        return true
    }

    /// Pages of the first version do not say whose they are: this journal's, if it is older.
    private func isOlder(than manifest: FolderManifest) throws -> Bool {
        guard let written = manifest.mtimeNanoseconds else { return true }
        var first: Int64?
        try request.journal.read(from: .zero, damage: { _ in }) { append in
            first = append.wallTimeNanoseconds
            return .stop
        }
        return first.map { $0 <= written } ?? false
    }

    private func store(_ pages: [PublishedFolder.Wanted], _ plan: Plan) throws {
        try request.readModel.write { db in
            for page in pages {
                try db.cachedStatement(sql: "INSERT OR REPLACE INTO report_pages VALUES (?, ?)")
                    .execute(arguments: [page.name, Int64(bitPattern: page.digest)])
            }
            try db.cachedStatement(sql: "DELETE FROM report_marks WHERE id <= ?")
                .execute(arguments: [plan.lastMark])
        }
    }
}
