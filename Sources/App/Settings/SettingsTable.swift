import Matching
import Watch

/// All settings, and the names of other tools' settings that psm explains.
///
/// Reading, checking, listing and the schema are driven by this table; nothing else names its
/// members. Code reads a setting by its key (`settings[key]`), or through a field of `Settings`.
///
/// ```swift
/// let table = SettingsTable.standard.adding(
///     SettingDefinition(.tagCloudEnabled, .bool, default: .bool(false), "Whether to …"))
/// let loader = SettingsLoader(table: table, workingDirectory: folder)
/// let value = try loader.load()[.tagCloudEnabled]
/// ```
package struct SettingsTable: Sendable {
    package let definitions: [SettingDefinition]
    private let byName: [String: SettingDefinition]
    /// Every section that a key is in: `library`, `library.watch`, ….
    let sections: Set<String>

    package init(_ definitions: [SettingDefinition]) {
        self.definitions = definitions
        byName = Dictionary(definitions.map { ($0.key.rawValue, $0) }) { first, _ in first }
        sections = Set(
            definitions.flatMap { definition -> [String] in
                let parts = definition.key.rawValue.split(separator: ".")
                return (1..<parts.count).map { parts.prefix($0).joined(separator: ".") }
            }
        )
    }

    /// The settings of psm. To add one, add a key and a line here.
    package static let standard = SettingsTable(
        library + watch + matching + versions + export + [
            SettingDefinition(
                .reportsDirectory,
                .path,
                default: .absent,
                isShared: true,
                "The folder for reports. The default is reports in the data folder."
            ),
            SettingDefinition(
                .logLevel,
                .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
                default: .text("info"),
                "The least severe messages that are logged."
            ),
        ]
    )

    /// This table with one more setting at its end.
    package func adding(_ definition: SettingDefinition) -> SettingsTable {
        SettingsTable(definitions + [definition])
    }

    /// - Parameter name: the key, such as `library.watch.enabled`.
    package func definition(named name: String) -> SettingDefinition? {
        byName[name]
    }

    private static let library: [SettingDefinition] = [
        SettingDefinition(
            .libraryPaths,
            .pathList,
            default: .list([[UInt8]]()),
            isShared: true,
            "The music folders (roots). None may lie inside another."
        ),
        SettingDefinition(
            .libraryExtensions,
            .extensionList,
            default: .list(PathFilter.defaultExtensions),
            isShared: true,
            "The file name extensions of music files, in any case."
        ),
        SettingDefinition(
            .libraryFollowSymlinks,
            .bool,
            default: .bool(false),
            isShared: true,
            "Whether to follow symbolic links below the roots."
        ),
        SettingDefinition(
            .libraryIgnorePatterns,
            .patternList,
            default: .list(PathFilter.defaultIgnorePatterns),
            isShared: true,
            "Files and folders that match one of these patterns do not belong to the library."
        ),
        SettingDefinition(
            .libraryMinBitrateKbps,
            .integer(0...100_000),
            default: .integer(320),
            "The bit rate in kbit/s below which a file counts as low quality."
        ),
    ]

    private static let watch: [SettingDefinition] = [
        SettingDefinition(
            .watchEnabled,
            .bool,
            default: .bool(false),
            "Whether psm build watches without --watch."
        ),
        SettingDefinition(
            .watchDebounceSeconds,
            .number(0...3_600),
            default: .number(2.0),
            "How many seconds a folder must be quiet before its changes are processed."
        ),
        SettingDefinition(
            .watchMaxDelaySeconds,
            .number(0...86_400),
            default: .number(10.0),
            "The longest, in seconds, that changes in a busy folder are deferred."
        ),
        SettingDefinition(
            .watchIgnorePatterns,
            .patternList,
            default: .list(PathFilter.defaultTransientPatterns),
            "Changes to files that match one of these patterns do not wake the watcher."
        ),
        SettingDefinition(
            .watchFallbackToPolling,
            .bool,
            default: .bool(true),
            "Whether to poll folders that inotify cannot watch, such as network drives."
        ),
        SettingDefinition(
            .watchPollingInterval,
            .number(1...86_400),
            default: .number(60.0),
            "The seconds between two polls of a folder that is polled."
        ),
    ]

    private static let matching: [SettingDefinition] = [
        SettingDefinition(
            .matchingFuzzyThreshold,
            .number(0...1),
            default: .number(MatchingSettings().fuzzyThreshold),
            isShared: true,
            "The lowest score, from 0 to 1, at which a file matches a track."
        ),
        SettingDefinition(
            .matchingDurationTolerance,
            .number(0...3_600),
            default: .number(MatchingSettings().durationToleranceSeconds),
            isShared: true,
            "By how many seconds the lengths of a file and a track may differ and still agree."
        ),
        SettingDefinition(
            .matchingShowUnmatchedTracks,
            .integer(0...1_000_000),
            default: .integer(20),
            "How many missing tracks psm match lists, most wanted first."
        ),
        SettingDefinition(
            .matchingShowUnmatchedAlbums,
            .integer(0...1_000_000),
            default: .integer(20),
            "How many albums with missing tracks psm match lists, those with the most first."
        ),
    ]

    /// A file of the same version is always preferred to one that may stand for it.
    private static let versions: [SettingDefinition] = [
        SettingDefinition(
            .matchingVersionsRemaster,
            .bool,
            default: .bool(VersionSettings().remaster),
            isShared: true,
            "Whether a remaster and the original may stand for each other."
        ),
        SettingDefinition(
            .matchingVersionsClean,
            .bool,
            default: .bool(VersionSettings().clean),
            isShared: true,
            "Whether a clean and an explicit version may stand for each other."
        ),
        SettingDefinition(
            .matchingVersionsLive,
            .bool,
            default: .bool(VersionSettings().live),
            isShared: true,
            "Whether a live and a studio recording may stand for each other."
        ),
        SettingDefinition(
            .matchingVersionsRemix,
            .bool,
            default: .bool(VersionSettings().remix),
            isShared: true,
            "Whether a remix and the original may stand for each other."
        ),
        SettingDefinition(
            .matchingVersionsAcoustic,
            .bool,
            default: .bool(VersionSettings().acoustic),
            isShared: true,
            "Whether an acoustic and the usual version may stand for each other."
        ),
        SettingDefinition(
            .matchingVersionsInstrumental,
            .bool,
            default: .bool(VersionSettings().instrumental),
            isShared: true,
            "Whether an instrumental or karaoke and the sung version may stand for each other."
        ),
        SettingDefinition(
            .matchingVersionsEdit,
            .bool,
            default: .bool(VersionSettings().edit),
            isShared: true,
            "Whether an edit and the full version may stand for each other if their lengths differ."
        ),
    ]

    private static let export: [SettingDefinition] = [
        SettingDefinition(
            .exportDirectory,
            .path,
            default: .absent,
            isShared: true,
            "The folder for playlist files. The default is playlists in the data folder."
        ),
        SettingDefinition(
            .exportMode,
            .choice(["strict", "mirrored"], notYet: ["placeholders"]),
            default: .text("strict"),
            isShared: true,
            "strict: only tracks that have a file. mirrored: all tracks, with missing ones marked."
        ),
        SettingDefinition(
            .exportOrganizeByOwner,
            .bool,
            default: .bool(false),
            isShared: true,
            "Whether each owner's playlists get a folder of their own."
        ),
        SettingDefinition(
            .exportIncludeLikedSongs,
            .bool,
            default: .bool(true),
            isShared: true,
            "Whether to export the liked songs as a playlist."
        ),
        SettingDefinition(
            .exportPathFormat,
            .choice(["absolute", "relative"]),
            default: .text("absolute"),
            isShared: true,
            "Whether playlist files name music by absolute path or relative to themselves."
        ),
    ]

    /// Names that users know from the Python tool, each with the reason why psm lacks it. A name
    /// covers everything below it.
    static let unavailable: [(name: String, reason: String)] = [
        (
            "database",
            "psm keeps its journal and its database in one data folder: "
                + "choose it with --data-dir or PSM_DATA_DIR."
        ),
        ("export.placeholder_extension", "psm does not have the mode “placeholders” yet."),
        (
            "export.detect_obsolete",
            "psm always removes obsolete playlist files that it wrote and nobody has edited."
        ),
        ("providers", "so far, psm imports playlists from files: see psm import."),
    ]

    /// Why psm lacks a setting that users know from elsewhere; nil for any other name.
    func reasonUnavailable(_ name: String) -> String? {
        Self.unavailable.first { name == $0.name || name.hasPrefix($0.name + ".") }?.reason
    }

    /// The known name most similar to `name`; among equals, the first in the table. A prefix or an
    /// extension of a name counts as close, whatever the difference in length.
    func nearest(to name: String) -> SettingKey {
        var best = SettingKey.libraryPaths
        var bestDistance = Int.max
        for definition in definitions {
            let known = definition.key.rawValue
            let isBeginning = known.hasPrefix(name) || name.hasPrefix(known)
            let edits = EditDistance.between(name, known)
            let distance = isBeginning ? min(edits, 2) : edits
            if distance < bestDistance {
                (best, bestDistance) = (definition.key, distance)
            }
        }
        return best
    }
}
