import Matching
import Projectors
import SystemPackage

/// Everything the user can choose, checked and typed.
///
/// Fields are variables so that a command can lay its own options over them.
struct Settings: Equatable, Sendable {
    struct Library: Equatable, Sendable {
        /// Absolute, lexically normalised, none inside another.
        var roots: [FilePath]
        /// Lower case, without the dot.
        var extensions: [String]
        var followSymlinks: Bool
        /// Globs.
        var ignorePatterns: [String]
        var minBitrateKbps: Int
        var watch: Watch
    }

    struct Watch: Equatable, Sendable {
        var enabled: Bool
        var debounceSeconds: Double
        var maxDelaySeconds: Double
        var ignorePatterns: [String]
        var fallbackToPolling: Bool
        var pollingIntervalSeconds: Double
    }

    struct Matching: Equatable, Sendable {
        /// From 0 to 1.
        var fuzzyThreshold: Double
        var durationToleranceSeconds: Double
        var versions: VersionSettings
        var showUnmatchedTracks: Int
        var showUnmatchedAlbums: Int

        /// What of this concerns the matcher.
        var matcher: MatchingSettings {
            MatchingSettings(
                fuzzyThreshold: fuzzyThreshold,
                durationToleranceSeconds: durationToleranceSeconds,
                versions: versions
            )
        }
    }

    struct Export: Equatable, Sendable {
        /// nil: `playlists` in the data folder.
        var directory: FilePath?
        var mode: ExportSettings.Mode
        var organizeByOwner: Bool
        var includeLikedSongs: Bool
        var pathFormat: ExportSettings.PathFormat
    }

    var library: Library
    var matching: Matching
    var export: Export
    /// nil: `reports` in the data folder.
    var reportsDirectory: FilePath?
    /// A level of swift-log, by its name.
    var logLevel: String
    /// Every setting in the table's order, with where its value came from.
    var listing: [ListedSetting]
}

extension Settings {
    /// The same settings with the folders that depend on the data folder filled in.
    func resolved(inDataDirectory dataDirectory: FilePath) -> Settings {
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
