/// The name of a setting, with dots between the sections of the settings file.
package struct SettingKey: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

extension SettingKey {
    static let libraryPaths = SettingKey("library.paths")
    static let libraryExtensions = SettingKey("library.extensions")
    static let libraryFollowSymlinks = SettingKey("library.follow_symlinks")
    static let libraryIgnorePatterns = SettingKey("library.ignore_patterns")
    static let libraryMinBitrateKbps = SettingKey("library.min_bitrate_kbps")
    static let watchEnabled = SettingKey("library.watch.enabled")
    static let watchDebounceSeconds = SettingKey("library.watch.debounce_seconds")
    static let watchMaxDelaySeconds = SettingKey("library.watch.max_delay_seconds")
    static let watchIgnorePatterns = SettingKey("library.watch.ignore_patterns")
    static let watchFallbackToPolling = SettingKey("library.watch.fallback_to_polling")
    static let watchPollingInterval = SettingKey("library.watch.polling_interval")
    static let matchingFuzzyThreshold = SettingKey("matching.fuzzy_threshold")
    static let matchingDurationTolerance = SettingKey("matching.duration_tolerance")
    static let matchingVersionsRemaster = SettingKey("matching.versions.remaster")
    static let matchingVersionsClean = SettingKey("matching.versions.clean")
    static let matchingVersionsLive = SettingKey("matching.versions.live")
    static let matchingVersionsRemix = SettingKey("matching.versions.remix")
    static let matchingVersionsAcoustic = SettingKey("matching.versions.acoustic")
    static let matchingVersionsInstrumental = SettingKey("matching.versions.instrumental")
    static let matchingVersionsEdit = SettingKey("matching.versions.edit")
    static let matchingShowUnmatchedTracks = SettingKey("matching.show_unmatched_tracks")
    static let matchingShowUnmatchedAlbums = SettingKey("matching.show_unmatched_albums")
    static let exportDirectory = SettingKey("export.directory")
    static let exportMode = SettingKey("export.mode")
    static let exportOrganizeByOwner = SettingKey("export.organize_by_owner")
    static let exportIncludeLikedSongs = SettingKey("export.include_liked_songs")
    static let exportPathFormat = SettingKey("export.path_format")
    static let reportsDirectory = SettingKey("reports.directory")
    static let logLevel = SettingKey("log_level")
}

extension SettingKey {
    /// `PSM__LIBRARY__PATHS`.
    var environmentName: String {
        SettingsEnvironment.prefix
            + rawValue.uppercased().split(separator: ".").joined(separator: "__")
    }
}
