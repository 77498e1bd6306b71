package import Events
package import FileIO
package import GRDB
internal import Journal
package import Matching
package import Projection
internal import ReadModels
package import SystemPackage

/// `reports`: pages and tables of the matched and the missing tracks, with the reasons.
///
/// ```swift
/// let reports = ReportsProjector(directory: directory, matching: matching, fileSystem: fileSystem)
/// let report = try reports.publish(PublishRequest(readModel: readModel, journal: journal))
/// print(report.written.count, report.unchangedCount)
/// ```
package struct ReportsProjector: PublishingProjector {
    package static let name = "reports"

    private let directory: FilePath
    private let matching: MatchingSettings
    private let fileSystem: any FileSystem

    /// - Parameters:
    ///   - directory: absolute.
    ///   - matching: the settings of the matches, to explain why tracks have no file.
    package init(
        directory: FilePath,
        matching: MatchingSettings,
        fileSystem: any FileSystem
    ) {
        self.directory = directory
        self.matching = matching
        self.fileSystem = fileSystem
    }

    package var name: String { Self.name }
    package var product: Product { Product(name: "reports", noun: "page", directory: directory) }
    package var isSlow: Bool { true }
    package var version: Int { 2 }
    package var fingerprint: String { "" }
    package var dependencies: [String] {
        [LibraryFilesProjector.name, CatalogProjector.name, MatchesProjector.name]
    }

    package var schema: ReadModelSchema {
        ReadModelSchema(
            tables: [
                // A new mark takes the place of an older one, with a number of its own, so that whoever
                // publishes takes off only what it read.
                .init(
                    "report_marks",
                    order: "",
                    isKept: true,
                    columns: "    id INTEGER PRIMARY KEY AUTOINCREMENT"
                ),
                .init(
                    "report_pages",
                    order: "",
                    isWithoutRowID: true,
                    isKept: true,
                    columns: """
                            name TEXT PRIMARY KEY,
                            digest INTEGER NOT NULL
                        """
                ),
            ],
            indexes: [],
            former: ["report_pending"]
        )
    }

    /// None: its rows come from the tables of other projectors.
    package var families: Set<EventFamily> { [] }

    package func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        ReportsSession(db)
    }

    package func markAll(_ db: Database) throws {
        try ReportsSession(db).mark()
    }

    package func publish(_ request: PublishRequest) throws -> PublishReport {
        try ReportsPublisher(
            directory: directory,
            scorer: Scorer(settings: matching),
            fileSystem: fileSystem,
            request: request
        ).publish()
    }
}

/// Every page shows totals, so any change in the underlying tables concerns all pages.
private final class ReportsSession: ProjectorSession {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func settle(since: Position?, head: Position) throws {
        guard let since, try hasChanges(since: Int64(since.rawValue)) else { return }
        try mark()
    }

    func mark() throws {
        try db.cachedStatement(sql: "DELETE FROM report_marks").execute()
        try db.cachedStatement(sql: "INSERT INTO report_marks VALUES (NULL)").execute()
    }

    private func hasChanges(since: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM library_files_changes WHERE position >= ?1)
                    OR EXISTS (SELECT 1 FROM track_changes WHERE position >= ?1)
                    OR EXISTS (SELECT 1 FROM playlist_changes WHERE position >= ?1)
                    OR EXISTS (SELECT 1 FROM match_changes WHERE position >= ?1)
                    """
            ),
            arguments: [since]
        ) ?? false
    }
}
