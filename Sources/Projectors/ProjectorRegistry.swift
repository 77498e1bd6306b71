package import FileIO
package import Matching
package import Projection
package import SystemPackage
package import Threads

/// All projectors, each after those it depends on. A new one is one more line.
package enum ProjectorRegistry {
    package struct Settings: Sendable {
        package var matching: MatchingSettings
        package var export: ExportSettings
        /// Absolute.
        package var reportsDirectory: FilePath
        /// For what takes long at once.
        package var cancellation = Cancellation.never

        package init(
            matching: MatchingSettings,
            export: ExportSettings,
            reportsDirectory: FilePath
        ) {
            self.matching = matching
            self.export = export
            self.reportsDirectory = reportsDirectory
        }
    }

    package static func projectors(
        _ settings: Settings,
        fileSystem: any FileSystem = PosixFileSystem()
    ) -> [any Projector] {
        [
            LibraryFilesProjector(),
            CatalogProjector(),
            MatchesProjector(settings: settings.matching, cancellation: settings.cancellation),
            M3UProjector(settings: settings.export, fileSystem: fileSystem),
            ReportsProjector(
                directory: settings.reportsDirectory,
                matching: settings.matching,
                fileSystem: fileSystem
            ),
        ]
    }
}
