internal import FileIO
package import Matching
package import Publishers
package import SystemPackage

/// Everything the user can set, checked and typed.
///
/// Fields are variables so that a command can override them with its options.
package struct Settings: Equatable, Sendable {
    package struct Library: Equatable, Sendable {
        /// Absolute, lexically normalised, none inside another.
        package var roots: [FilePath]
        /// Lower case, without the dot.
        package var extensions: [String]
        package var followSymlinks: Bool
        /// Globs.
        var ignorePatterns: [String]
        var minBitrateKbps: Int
        package var watch: Watch
    }

    package struct Watch: Equatable, Sendable {
        package var enabled: Bool
        package var debounceSeconds: Double
        var maxDelaySeconds: Double
        var ignorePatterns: [String]
        var fallbackToPolling: Bool
        package var pollingIntervalSeconds: Double
    }

    package struct Matching: Equatable, Sendable {
        /// From 0 to 1.
        package var fuzzyThreshold: Double
        package var durationToleranceSeconds: Double
        package var versions: VersionSettings
        package var showUnmatchedTracks: Int
        package var showUnmatchedAlbums: Int

        /// The part that the matcher needs.
        package var matcher: MatchingSettings {
            MatchingSettings(
                fuzzyThreshold: fuzzyThreshold,
                durationToleranceSeconds: durationToleranceSeconds,
                versions: versions
            )
        }
    }

    package struct Export: Equatable, Sendable {
        /// nil: `playlists` in the data folder.
        package var directory: FilePath?
        package var mode: ExportSettings.Mode
        package var organizeByOwner: Bool
        var includeLikedSongs: Bool
        package var pathFormat: ExportSettings.PathFormat
    }

    package var library: Library
    package var matching: Matching
    package var export: Export
    /// nil: `reports` in the data folder.
    package var reportsDirectory: FilePath?
    /// A level of swift-log, by its name.
    package var logLevel: String
    /// Every setting in the table's order, with where its value came from.
    package var listing: [ListedSetting]

    /// The value of a setting, by its key in the table that these settings were loaded with.
    package subscript(_ key: SettingKey) -> SettingValue? {
        listing.first { $0.definition.key == key }?.value
    }
}

extension Settings {
    /// Every setting at its default.
    package static let standard: Settings = {
        do {
            return try SettingsLoader(workingDirectory: "/").load()
        } catch {
            preconditionFailure("the defaults do not fit their own table: \(error)")
        }
    }()

    /// The settings of the playlist export.
    package var exportSettings: ExportSettings {
        ExportSettings(
            directory: playlistsFolder,
            mode: export.mode,
            pathFormat: export.pathFormat,
            organizesByOwner: export.organizeByOwner,
            includesLikedSongs: export.includeLikedSongs
        )
    }

    /// Absolute.
    ///
    /// - Precondition: `resolved(inDataDirectory:)` filled it in.
    package var playlistsFolder: FilePath { Self.filledIn(export.directory) }

    /// Absolute.
    ///
    /// - Precondition: `resolved(inDataDirectory:)` filled it in.
    package var reportsFolder: FilePath { Self.filledIn(reportsDirectory) }

    private static func filledIn(_ folder: FilePath?) -> FilePath {
        guard let folder else { preconditionFailure("a folder that depends on the data folder") }
        return folder
    }

    /// The same settings with the folders that depend on the data folder filled in.
    package func resolved(inDataDirectory dataDirectory: FilePath) -> Settings {
        var copy = self
        copy.export.directory = export.directory ?? dataDirectory.appending("playlists")
        copy.reportsDirectory = reportsDirectory ?? dataDirectory.appending("reports")
        let folders: [SettingKey: FilePath?] = [
            .exportDirectory: copy.export.directory, .reportsDirectory: copy.reportsDirectory,
        ]
        copy.listing = listing.map { setting in
            guard case let path?? = folders[setting.definition.key] else { return setting }
            return ListedSetting(
                definition: setting.definition,
                value: .text(path.bytes),
                origin: setting.origin
            )
        }
        return copy
    }
}
