package import Events
package import FileIO
package import GRDB
package import Projection
internal import ReadModels
package import Threads

/// `m3u`: which playlist file holds which playlist, and the files themselves.
///
/// ```swift
/// let m3u = M3UProjector(settings: exportSettings, fileSystem: fileSystem)
/// let report = try m3u.publish(readModel)
/// print(report.written.count, report.unchangedCount)
/// ```
package struct M3UProjector: PublishingProjector {
    package static let name = "m3u"

    let settings: ExportSettings
    let fileSystem: any FileSystem

    package init(settings: ExportSettings, fileSystem: any FileSystem) {
        self.settings = settings
        self.fileSystem = fileSystem
    }

    package var name: String { Self.name }
    package var product: Product {
        Product(name: "playlists", noun: "playlist", directory: settings.directory)
    }
    package var version: Int { 1 }
    package var fingerprint: String { settings.fingerprint }
    package var dependencies: [String] {
        [LibraryFilesProjector.name, CatalogProjector.name, MatchesProjector.name]
    }

    /// None: its rows come from the tables of other projectors.
    package var families: Set<EventFamily> { [] }

    package func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        try M3USession(db, settings: settings)
    }

    package func publish(
        _ readModel: ReadModel,
        cancellation: Cancellation
    ) throws -> PublishReport {
        try M3UPublisher(
            settings: settings,
            fileSystem: fileSystem,
            readModel: readModel,
            cancellation: cancellation
        ).publish()
    }

    package func markAll(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO export_pending
                SELECT provider, playlist_id, 0 FROM export_playlists
                """
        )
    }

    package var schema: ReadModelSchema {
        ReadModelSchema(
            tables: [
                .init(
                    "export_playlists",
                    order: "provider, playlist_id",
                    columns: """
                            provider TEXT NOT NULL,
                            playlist_id TEXT NOT NULL,
                            name TEXT NOT NULL,
                            file_name TEXT NOT NULL,
                            PRIMARY KEY (provider, playlist_id)
                        """
                ),
                .init(
                    "export_pending",
                    order: "",
                    isWithoutRowID: true,
                    isKept: true,
                    columns: """
                            provider TEXT NOT NULL,
                            playlist_id TEXT NOT NULL,
                            position INTEGER NOT NULL,
                            PRIMARY KEY (provider, playlist_id)
                        """
                ),
            ],
            indexes: []
        )
    }
}
