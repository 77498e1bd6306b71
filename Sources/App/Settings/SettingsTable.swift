import Watch

/// The settings that there are, and the names of other tools' settings that psm answers for.
///
/// Reading, checking, listing, the schema and the documentation go by this table; nothing else names
/// its members. Whoever uses a setting reads it by its key (`settings[key]`), or through a field of
/// `Settings`.
package struct SettingsTable: Sendable {
    package let definitions: [SettingDefinition]
    private let byName: [String: SettingDefinition]
    /// Every prefix of a key that is a section: `library`, `library.watch`, ….
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

    /// All of psm's own. A new one is a key and a line here.
    package static let standard = SettingsTable(
        library + watch + matching + versions + export + [
            SettingDefinition(
                .reportsDirectory,
                .path,
                default: .absent,
                "The folder for reports. Without it: reports, in psm's data folder."
            ),
            SettingDefinition(
                .logLevel,
                .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
                default: .text("info"),
                "The least serious message that is still shown."
            ),
        ]
    )

    /// These, and one more behind them.
    package func adding(_ definition: SettingDefinition) -> SettingsTable {
        SettingsTable(definitions + [definition])
    }

    /// - Parameter name: with dots between the sections.
    package func definition(named name: String) -> SettingDefinition? {
        byName[name]
    }

    private static let library: [SettingDefinition] = [
        SettingDefinition(
            .libraryPaths,
            .pathList,
            default: .list([[UInt8]]()),
            "The folders that hold the music. None may lie inside another."
        ),
        SettingDefinition(
            .libraryExtensions,
            .extensionList,
            default: .list(PathFilter.defaultExtensions),
            "The file name extensions of music files, in any case."
        ),
        SettingDefinition(
            .libraryFollowSymlinks,
            .bool,
            default: .bool(false),
            "Whether links below the library's folders are followed."
        ),
        SettingDefinition(
            .libraryIgnorePatterns,
            .patternList,
            default: .list(PathFilter.defaultIgnorePatterns),
            "Files and folders that match one of these patterns are not library."
        ),
        SettingDefinition(
            .libraryMinBitrateKbps,
            .integer(0...100_000),
            default: .integer(320),
            "Files below this bit rate, in kilobits a second, count as low quality."
        ),
    ]

    private static let watch: [SettingDefinition] = [
        SettingDefinition(
            .watchEnabled,
            .bool,
            default: .bool(false),
            "Whether psm build watches without being asked to."
        ),
        SettingDefinition(
            .watchDebounceSeconds,
            .number(0...3_600),
            default: .number(2.0),
            "How long, in seconds, changes must have been still before they are taken in."
        ),
        SettingDefinition(
            .watchMaxDelaySeconds,
            .number(0...86_400),
            default: .number(10.0),
            "How long, in seconds, changes that never are still may be put off."
        ),
        SettingDefinition(
            .watchIgnorePatterns,
            .patternList,
            default: .list(PathFilter.defaultTransientPatterns),
            "Changes to files that match one of these patterns do not wake the watch."
        ),
        SettingDefinition(
            .watchFallbackToPolling,
            .bool,
            default: .bool(true),
            "Whether folders that cannot be watched, such as network drives, are polled."
        ),
        SettingDefinition(
            .watchPollingInterval,
            .number(1...86_400),
            default: .number(60.0),
            "How often, in seconds, polled folders are looked at."
        ),
    ]

    private static let matching: [SettingDefinition] = [
        SettingDefinition(
            .matchingFuzzyThreshold,
            .number(0...1),
            default: .number(0.78),
            "The lowest score, from 0 to 1, at which a file is a track's match."
        ),
        SettingDefinition(
            .matchingDurationTolerance,
            .number(0...3_600),
            default: .number(2.0),
            "By how many seconds a file's length may differ from the track's and count as equal."
        ),
        SettingDefinition(
            .matchingShowUnmatchedTracks,
            .integer(0...1_000_000),
            default: .integer(20),
            "How many tracks without a file psm match lists, the most wanted first."
        ),
        SettingDefinition(
            .matchingShowUnmatchedAlbums,
            .integer(0...1_000_000),
            default: .integer(20),
            "How many albums psm match lists, those that lack most tracks first."
        ),
    ]

    /// A version that fits is always preferred to one that may stand for it.
    private static let versions: [SettingDefinition] = [
        SettingDefinition(
            .matchingVersionsRemaster,
            .bool,
            default: .bool(true),
            "Whether a remaster may stand for the original, and the original for a remaster."
        ),
        SettingDefinition(
            .matchingVersionsClean,
            .bool,
            default: .bool(true),
            "Whether a clean version may stand for the explicit one, and the other way round."
        ),
        SettingDefinition(
            .matchingVersionsLive,
            .bool,
            default: .bool(false),
            "Whether a live take may stand for the studio's, and the other way round."
        ),
        SettingDefinition(
            .matchingVersionsRemix,
            .bool,
            default: .bool(false),
            "Whether a remix may stand for the original, and the other way round."
        ),
        SettingDefinition(
            .matchingVersionsAcoustic,
            .bool,
            default: .bool(false),
            "Whether an acoustic version may stand for the usual one, and the other way round."
        ),
        SettingDefinition(
            .matchingVersionsInstrumental,
            .bool,
            default: .bool(false),
            "Whether an instrumental or karaoke may stand for what is sung, and the other way round."
        ),
        SettingDefinition(
            .matchingVersionsEdit,
            .bool,
            default: .bool(false),
            "Whether an edit may stand for the whole if the lengths differ, and the other way round."
        ),
    ]

    private static let export: [SettingDefinition] = [
        SettingDefinition(
            .exportDirectory,
            .path,
            default: .absent,
            "The folder for playlist files. Without it: playlists, in psm's data folder."
        ),
        SettingDefinition(
            .exportMode,
            .choice(["strict", "mirrored"], notYet: ["placeholders"]),
            default: .text("strict"),
            "strict: only matched tracks. mirrored: every track, with missing ones marked."
        ),
        SettingDefinition(
            .exportOrganizeByOwner,
            .bool,
            default: .bool(false),
            "Whether each owner's playlists get a folder of their own."
        ),
        SettingDefinition(
            .exportIncludeLikedSongs,
            .bool,
            default: .bool(true),
            "Whether the liked songs become a playlist."
        ),
        SettingDefinition(
            .exportPathFormat,
            .choice(["absolute", "relative"]),
            default: .text("absolute"),
            "How playlist files name music: by absolute path, or relative to the playlist file."
        ),
    ]

    /// Names that users bring from the Python tool, each with why psm lacks it. A name covers
    /// everything below it.
    static let unavailable: [(name: String, reason: String)] = [
        (
            "database",
            "psm keeps its journal and database together in one data folder: "
                + "choose it with --data-dir or PSM_DATA_DIR."
        ),
        ("export.placeholder_extension", "psm does not have the mode “placeholders” yet."),
        (
            "export.detect_obsolete",
            "psm always removes the playlist files that it wrote itself and nobody edited since."
        ),
        ("providers", "psm takes playlists from files so far: see psm import."),
    ]

    /// Why psm answers for `name` without having it, or nil.
    func reasonUnavailable(_ name: String) -> String? {
        Self.unavailable.first { name == $0.name || name.hasPrefix($0.name + ".") }?.reason
    }

    /// The known name most like `name`; of equals, the first in the table. A name that only breaks
    /// off too early, or goes on too long, is close, however much is missing.
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
