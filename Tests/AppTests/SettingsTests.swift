import FileIO
import Publishers
import SystemPackage
import Testing

@testable import App

/// Loads settings from text, without a real file, environment or disk.
func loadSettings(
    yaml: String? = nil,
    environment: [String: String] = [:],
    links: [FilePath: FilePath] = [:],
    home: FilePath? = "/home/ana"
) throws(SettingsError) -> Settings {
    var loader = SettingsLoader(
        environment: environment.mapValues { Array($0.utf8) },
        workingDirectory: "/here",
        home: home
    )
    loader.resolveLinks = { links[$0] }
    loader.file = yaml.map { SettingsFile(path: "/etc/psm/config.yaml", bytes: Array($0.utf8)) }
    return try loader.load()
}

func settingsFailure(
    yaml: String? = nil,
    environment: [String: String] = [:],
    links: [FilePath: FilePath] = [:],
    home: FilePath? = "/home/ana"
) -> SettingsError? {
    do throws(SettingsError) {
        _ = try loadSettings(yaml: yaml, environment: environment, links: links, home: home)
        return nil
    } catch {
        return error
    }
}

@Suite struct SettingsTests {
    @Test func defaultsAreThoseOfTheTable() throws {
        let settings = try loadSettings()
        #expect(settings.library.roots.isEmpty)
        #expect(settings.library.extensions.count == 19)
        #expect(settings.library.watch.debounceSeconds == 2.0)
        #expect(settings.library.watch.maxDelaySeconds == 10)
        #expect(settings.matching.fuzzyThreshold == 0.78)
        #expect(settings.export.mode == .strict)
        #expect(settings.export.includeLikedSongs)
        #expect(settings.export.directory == nil)
        #expect(settings.listing.count == SettingsTable.standard.definitions.count)
        #expect(settings.listing.allSatisfy { $0.origin == .builtIn })
    }

    @Test func everyKeyHasOneDefinition() {
        let keys = SettingsTable.standard.definitions.map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test func fileSetsEveryKindOfValue() throws {
        let settings = try loadSettings(
            yaml: """
                library:
                  paths: [/music, albums]   # the second beside this file
                  extensions: [.MP3, flac]
                  follow_symlinks: yes
                  watch:
                    debounce_seconds: 5
                    ignore_patterns: "*.crdownload"
                export:
                  mode: Mirrored
                  directory: ~/playlists/../lists
                  path_format: relative
                reports:
                log_level: debug
                """
        )
        #expect(settings.library.roots == ["/music", "/etc/psm/albums"])
        #expect(settings.library.extensions == ["mp3", "flac"])
        #expect(settings.library.followSymlinks)
        #expect(settings.library.watch.debounceSeconds == 5)
        #expect(settings.library.watch.ignorePatterns == ["*.crdownload"])
        #expect(settings.export.mode == .mirrored)
        #expect(settings.export.directory == "/home/ana/lists")
        #expect(settings.export.pathFormat == .relative)
        #expect(settings.logLevel == "debug")
    }

    @Test func environmentWinsSettingBySetting() throws {
        let settings = try loadSettings(
            yaml: "library:\n  paths: [/music]\nmatching:\n  fuzzy_threshold: 0.9\n",
            environment: [
                "PSM__LIBRARY__PATHS": #"["/a", "b/./c", "~/m"]"#,
                "PSM__LIBRARY__WATCH__DEBOUNCE_SECONDS": "0.5",
                "PSM__EXPORT__ORGANIZE_BY_OWNER": "1",
                "PSM__REPORTS__DIRECTORY": "",
                "PSM_DATA_DIR": "/data",
                "PATH": "/bin",
            ]
        )
        #expect(settings.library.roots == ["/a", "/here/b/c", "/home/ana/m"])
        #expect(settings.library.watch.debounceSeconds == 0.5)
        #expect(settings.export.organizeByOwner)
        #expect(settings.matching.fuzzyThreshold == 0.9)
        #expect(settings.reportsDirectory == nil)
        let origins = Dictionary(
            uniqueKeysWithValues: settings.listing.map { ($0.definition.key, $0.origin) }
        )
        #expect(origins[.libraryPaths] == .environment(name: "PSM__LIBRARY__PATHS"))
        #expect(
            origins[.matchingFuzzyThreshold] == .file(path: "/etc/psm/config.yaml", line: 4)
        )
        #expect(origins[.logLevel] == .builtIn)
    }

    @Test func plainValueIsAListOfOne() throws {
        let settings = try loadSettings(environment: [
            "PSM__LIBRARY__PATHS": "/music", "PSM__LIBRARY__EXTENSIONS": "opus",
            "PSM__LIBRARY__IGNORE_PATTERNS": "[._]*",
        ])
        #expect(settings.library.roots == ["/music"])
        #expect(settings.library.extensions == ["opus"])
        #expect(settings.library.ignorePatterns == ["[._]*"])
    }

    @Test(arguments: [true, false])
    func pathsThatAreNotUTF8PassUnharmed(asArray: Bool) throws {
        let path: [UInt8] = Array("/m/caf".utf8) + [0xE9]
        let quoted: [UInt8] = Array("[\"".utf8) + path + Array("\"]".utf8)
        let loader = SettingsLoader(
            environment: ["PSM__LIBRARY__PATHS": asArray ? quoted : path],
            workingDirectory: "/",
            resolveLinks: { _ in nil }
        )
        #expect(try loader.load().library.roots.map(\.bytes) == [path])
    }

    @Test func unknownKeyNamesTheNearestAndTheLine() {
        let expected = SettingsError.unknownKey(
            key: "library.watch.debounce",
            nearest: "library.watch.debounce_seconds",
            origin: .file(path: "/etc/psm/config.yaml", line: 4)
        )
        let error = settingsFailure(
            yaml: "library:\n  paths: [/m]\n  watch:\n    debounce: 3\n"
        )
        #expect(error == expected)
        #expect(error?.description.contains("/etc/psm/config.yaml, line 4") == true)
        #expect(
            settingsFailure(environment: ["PSM__LIBARY__PATH": "/m"])
                == .unknownKey(
                    key: "PSM__LIBARY__PATH",
                    nearest: "PSM__LIBRARY__PATHS",
                    origin: .environment(name: "PSM__LIBARY__PATH")
                )
        )
    }

    @Test func namesOfThePythonToolAreAnswered() {
        let error = settingsFailure(yaml: "database:\n  path: x.db\n")
        #expect(error?.description.contains("--data-dir") == true)
        #expect(settingsFailure(environment: ["PSM__DATABASE__PATH": "x.db"]) != nil)
        let placeholders = settingsFailure(yaml: "export: {mode: placeholders}")
        #expect(placeholders?.description.contains("yet") == true)
        guard case .unavailable = settingsFailure(yaml: "providers: {spotify: {client_id: a}}")
        else {
            Issue.record("providers must be answered for")
            return
        }
    }

    @Test(arguments: [
        ("matching: {fuzzy_threshold: 1.5}", "a number from 0.0 to 1.0"),
        ("matching: {fuzzy_threshold: high}", "a number from 0.0 to 1.0"),
        ("matching: {fuzzy_threshold: .nan}", "a number from 0.0 to 1.0"),
        ("library: {min_bitrate_kbps: 1.5}", "a whole number from 0 to 100000"),
        ("library: {follow_symlinks: maybe}", "true or false"),
        ("library: {watch: {polling_interval: 0}}", "a number from 1.0 to 86400.0"),
        ("library: {paths: [[/a]]}", "a list of folders"),
        ("library: {paths: ['']}", "a list of folders"),
        ("library: {paths: {a: /b}}", "a list of folders"),
        ("library: {extensions: [a/b]}", "a list of file name extensions such as \"mp3\""),
        ("library: {extensions: [muchtoolong]}", "a list of file name extensions"),
        ("library: {paths: [~bob/music]}", "begins with ~/"),
        ("export: {path_format: short}", "one of: absolute, relative"),
        ("export: {directory: [/a]}", "the path of a folder"),
        ("export: {directory: \"a\\0b\"}", "the path of a folder"),
    ])
    func wrongValuesSayWhatIsAllowed(yaml: String, allowed: String) {
        let error = settingsFailure(yaml: yaml)
        guard case .wrongValue = error else {
            Issue.record("\(yaml): \(String(describing: error))")
            return
        }
        #expect(error?.description.contains(allowed) == true)
        #expect(error?.description.contains("line 1") == true)
    }

    @Test(arguments: [
        ("PSM__LIBRARY__PATHS", "[\"/a\""), ("PSM__LIBRARY__PATHS", "[1]"),
        ("PSM__LIBRARY__PATHS", "[\"\\ud800\"]"), ("PSM__MATCHING__DURATION_TOLERANCE", "-1"),
        ("PSM__LIBRARY__WATCH__ENABLED", "2"),
    ])
    func wrongValuesInTheEnvironmentNameTheVariable(name: String, value: String) {
        let error = settingsFailure(environment: [name: value])
        #expect(error?.description.contains(name) == true)
    }

    @Test(arguments: [
        ("library: [", 1), ("a: 1\na: 2\n", 2), ("library:\n\tpaths: x\n", 2), ("- a\n", 1),
        ("library: 3\n", 1), ("just text\n", 1),
    ])
    func malformedFilesNameTheLine(yaml: String, line: Int) {
        let error = settingsFailure(yaml: yaml)
        guard case .malformedFile(let path, let found, _, _) = error else {
            Issue.record("\(yaml): \(String(describing: error))")
            return
        }
        #expect(path == "/etc/psm/config.yaml")
        #expect(abs(found - line) <= 1)
    }

    @Test func filesWithoutMeasureAreRefused() {
        #expect(settingsFailure(yaml: String(repeating: "[", count: 100_000)) != nil)
        #expect(settingsFailure(yaml: String(repeating: "{a: ", count: 100_000)) != nil)
        let long = String(repeating: "#", count: SettingsFile.maximumBytes + 1)
        #expect(settingsFailure(yaml: long)?.description.contains("longer than") == true)
    }

    @Test func fileThatIsNotUTF8IsRefused() {
        let loader = SettingsLoader(
            file: SettingsFile(path: "/c.yaml", bytes: Array("a: 1\nb: ".utf8) + [0xFF]),
            workingDirectory: "/"
        )
        #expect {
            try loader.load()
        } throws: { error in
            "\(error)".contains("line 2") && "\(error)".contains("UTF-8")
        }
    }

    @Test(arguments: [
        "", "\n# nothing\n", "library:\n", "library: {}\n", "export: {mode: }\n", "~",
    ])
    func filesThatSayNothingAreFine(yaml: String) throws {
        #expect(try loadSettings(yaml: yaml).library == loadSettings().library)
    }
}
