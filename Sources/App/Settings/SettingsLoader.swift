internal import FileIO
internal import Matching
package import SystemPackage

/// Loads settings from their sources. Pure: all its input is passed in.
///
/// Each setting comes from the environment, else from the file, else from the defaults.
package struct SettingsLoader {
    var table = SettingsTable.standard
    var file: SettingsFile?
    /// Values are bytes: a path in the environment need not be UTF-8.
    var environment: [String: [UInt8]] = [:]
    /// The base of relative paths in the environment. Those in the file are relative to the file's
    /// folder.
    var workingDirectory: FilePath
    var home: FilePath?
    /// The path with all links resolved; nil if it does not exist.
    var resolveLinks: (FilePath) -> FilePath? = { $0.withoutLinks() }

    package init(
        table: SettingsTable = SettingsTable.standard,
        file: SettingsFile? = nil,
        environment: [String: [UInt8]] = [:],
        workingDirectory: FilePath,
        home: FilePath? = nil,
        resolveLinks: @escaping (FilePath) -> FilePath? = { $0.withoutLinks() }
    ) {
        self.table = table
        self.file = file
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.home = home
        self.resolveLinks = resolveLinks
    }

    package func load() throws(SettingsError) -> Settings {
        var sourced: [SettingKey: SourcedSetting] = try file?.read(table) ?? [:]
        for (key, setting) in try SettingsEnvironment.read(environment, table) {
            sourced[key] = setting
        }
        var values = SettingValues()
        for definition in table.definitions {
            var value = definition.builtIn
            var origin = SettingOrigin.builtIn
            if let setting = sourced[definition.key], setting.raw != .absent {
                value = try parse(setting, of: definition)
                origin = setting.origin
            }
            values.listing.append(
                ListedSetting(definition: definition, value: value, origin: origin)
            )
        }
        let settings = Settings(values)
        if let (outer, inner) = SettingsPaths.overlap(
            of: settings.library.roots,
            resolve: resolveLinks
        ) {
            throw .overlappingRoots(outer: outer.string, inner: inner.string)
        }
        return settings
    }

    private func parse(
        _ setting: SourcedSetting,
        of definition: SettingDefinition
    ) throws(SettingsError) -> SettingValue {
        let key = definition.key.rawValue
        let parsed: SettingValue
        do throws(SettingDefinition.Refusal) {
            parsed = try definition.parse(setting.raw)
        } catch {
            switch error {
            case .mustBe(let allowed):
                throw .wrongValue(
                    key: key,
                    value: setting.raw.display,
                    allowed: allowed,
                    origin: setting.origin
                )
            case .notYet(let reason):
                throw .unavailable(key: key, reason: reason, origin: setting.origin)
            }
        }
        switch (definition.type, parsed) {
        case (.path, .text(let written)):
            return .text(try absolute(written, key, setting.origin))
        case (.pathList, .list(let items)):
            var paths: [[UInt8]] = []
            for item in items {
                paths.append(try absolute(item, key, setting.origin))
            }
            return .list(paths)
        default:
            return parsed
        }
    }

    private func absolute(
        _ written: [UInt8],
        _ key: String,
        _ origin: SettingOrigin
    ) throws(SettingsError) -> [UInt8] {
        var base = workingDirectory
        if case .file = origin, let file {
            base = workingDirectory.pushing(file.path).removingLastComponent()
        }
        guard let path = SettingsPaths.absolute(written, base: base, home: home) else {
            throw .wrongValue(
                key: key,
                value: String(decoding: written, as: UTF8.self),
                allowed: "a path without ~, because HOME is not set",
                origin: origin
            )
        }
        return path.bytes
    }
}

/// Checked values by key, each of the type in its definition.
struct SettingValues {
    var listing: [ListedSetting] = []

    private func value(_ key: SettingKey) -> SettingValue {
        listing.first { $0.definition.key == key }?.value ?? .absent
    }

    func bool(_ key: SettingKey) -> Bool {
        guard case .bool(let value) = value(key) else {
            preconditionFailure("\(key) is not a bool")
        }
        return value
    }

    func integer(_ key: SettingKey) -> Int {
        guard case .integer(let value) = value(key) else {
            preconditionFailure("\(key) is not an integer")
        }
        return value
    }

    func number(_ key: SettingKey) -> Double {
        guard case .number(let value) = value(key) else {
            preconditionFailure("\(key) is not a number")
        }
        return value
    }

    func list(_ key: SettingKey) -> [[UInt8]] {
        guard case .list(let items) = value(key) else {
            preconditionFailure("\(key) is not a list")
        }
        return items
    }

    func strings(_ key: SettingKey) -> [String] {
        list(key).map { String(decoding: $0, as: UTF8.self) }
    }

    func string(_ key: SettingKey) -> String {
        guard case .text(let bytes) = value(key) else { preconditionFailure("\(key) is not text") }
        return String(decoding: bytes, as: UTF8.self)
    }

    func path(_ key: SettingKey) -> FilePath? {
        guard case .text(let bytes) = value(key) else { return nil }
        return FilePath(bytes: bytes)
    }

    func choice<Choice: RawRepresentable<String>>(_ key: SettingKey) -> Choice {
        guard let choice = Choice(rawValue: string(key)) else {
            preconditionFailure("\(key) allows a value that \(Choice.self) lacks")
        }
        return choice
    }
}

extension Settings {
    init(_ values: SettingValues) {
        library = Library(
            roots: values.list(.libraryPaths).map { FilePath(bytes: $0) },
            extensions: values.strings(.libraryExtensions),
            followSymlinks: values.bool(.libraryFollowSymlinks),
            ignorePatterns: values.strings(.libraryIgnorePatterns),
            minBitrateKbps: values.integer(.libraryMinBitrateKbps),
            watch: Watch(
                enabled: values.bool(.watchEnabled),
                debounceSeconds: values.number(.watchDebounceSeconds),
                maxDelaySeconds: values.number(.watchMaxDelaySeconds),
                ignorePatterns: values.strings(.watchIgnorePatterns),
                fallbackToPolling: values.bool(.watchFallbackToPolling),
                pollingIntervalSeconds: values.number(.watchPollingInterval)
            )
        )
        matching = Matching(
            fuzzyThreshold: values.number(.matchingFuzzyThreshold),
            durationToleranceSeconds: values.number(.matchingDurationTolerance),
            versions: VersionSettings(values),
            showUnmatchedTracks: values.integer(.matchingShowUnmatchedTracks),
            showUnmatchedAlbums: values.integer(.matchingShowUnmatchedAlbums)
        )
        export = Export(
            directory: values.path(.exportDirectory),
            mode: values.choice(.exportMode),
            organizeByOwner: values.bool(.exportOrganizeByOwner),
            includeLikedSongs: values.bool(.exportIncludeLikedSongs),
            pathFormat: values.choice(.exportPathFormat)
        )
        reportsDirectory = values.path(.reportsDirectory)
        logLevel = values.string(.logLevel)
        listing = values.listing
    }
}

extension VersionSettings {
    init(_ values: SettingValues) {
        self.init()
        remaster = values.bool(.matchingVersionsRemaster)
        clean = values.bool(.matchingVersionsClean)
        live = values.bool(.matchingVersionsLive)
        remix = values.bool(.matchingVersionsRemix)
        acoustic = values.bool(.matchingVersionsAcoustic)
        instrumental = values.bool(.matchingVersionsInstrumental)
        edit = values.bool(.matchingVersionsEdit)
    }
}
