internal import FileIO
internal import GRDB
internal import Matching
internal import Projection
internal import SystemPackage
internal import Threads

/// Writes the report pages if something they show has changed, or one of them does not exist.
struct ReportsPublisher {
    let directory: FilePath
    let scorer: Scorer
    let fileSystem: any FileSystem
    let readModel: ReadModel
    let cancellation: Cancellation

    private static let manifestName = ".psm-reports"
    private static let names = [
        "index.html", "matched.html", "matched.csv", "unmatched.html", "unmatched.csv",
    ]

    func publish() throws -> PublishReport {
        guard try isNeeded() else { return PublishReport() }
        return try PublishedFolder.hold(
            directory,
            manifestName: Self.manifestName,
            fileSystem,
            cancellation
        ) { folder in
            let (pending, contents) = try readModel.read { db in
                (
                    try Int64.fetchOne(
                        db.cachedStatement(sql: "SELECT max(position) FROM report_pending")
                    ),
                    try ReportContents(db, scorer: scorer, cancellation)
                )
            }
            try folder.write(contents.pages(cancellation))
            let report = try folder.finish()
            if let pending {
                try readModel.write { db in
                    try db.cachedStatement(sql: "DELETE FROM report_pending WHERE position <= ?")
                        .execute(arguments: [pending])
                }
            }
            return report
        }
    }

    private func isNeeded() throws -> Bool {
        let isPending = try readModel.read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM report_pending)")
            ) ?? false
        }
        if isPending { return true }
        for name in Self.names
        where try fileSystem.metadata(at: directory.appending(name), followSymlinks: true) == nil {
            return true
        }
        return false
    }
}
