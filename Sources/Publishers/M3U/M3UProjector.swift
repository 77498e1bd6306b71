package import Events
package import FileIO
package import GRDB
package import Projection
internal import ReadModels

/// `m3u`: which playlist file holds which playlist, and the files themselves.
///
/// ```swift
/// let m3u = M3UProjector(settings: exportSettings, fileSystem: fileSystem)
/// let report = try m3u.publish(PublishRequest(readModel: readModel, journal: journal))
/// print(report.written.count, report.unchangedCount)
/// ```
package struct M3UProjector: PublishingProjector {
    package static let name = "m3u"

    let settings: ExportSettings
    let fileSystem: any FileSystem
    private let rendering: PlaylistRendering

    package init(settings: ExportSettings, fileSystem: any FileSystem) {
        self.settings = settings
        self.fileSystem = fileSystem
        rendering = PlaylistRendering(settings)
    }

    package var name: String { Self.name }
    package var product: Product {
        Product(name: "playlists", noun: "playlist", directory: settings.directory)
    }
    package var version: Int { 2 }
    package var fingerprint: String { settings.fingerprint(base: rendering.base) }
    package var dependencies: [String] {
        [LibraryFilesProjector.name, CatalogProjector.name, MatchesProjector.name]
    }

    /// None: its rows come from the tables of other projectors.
    package var families: Set<EventFamily> { [] }

    package func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        M3USession(db, settings: settings, rendering: rendering)
    }

    package func publish(_ request: PublishRequest) throws -> PublishReport {
        try M3UPublisher(
            directory: settings.directory,
            rendering: rendering,
            fileSystem: fileSystem,
            request: request
        ).publish()
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
                            digest INTEGER NOT NULL,
                            size_bytes INTEGER NOT NULL,
                            PRIMARY KEY (provider, playlist_id)
                        """
                )
            ],
            indexes: [],
            former: ["export_pending"]
        )
    }
}
