import SystemPackage
import Testing

@testable import App

@Suite struct SettingsLocationTests {
    private func locations(
        _ environment: [String: String] = [:],
        home: FilePath? = "/home/ana"
    ) -> SettingsLocations {
        SettingsLocations(
            environment: environment.mapValues { Array($0.utf8) },
            workingDirectory: "/here",
            home: home
        )
    }

    @Test func optionWinsAndMustExist() throws {
        let file = try #require(locations().configFile(option: "my/psm.yaml"))
        #expect(file.path == "/here/my/psm.yaml")
        #expect(file.mustExist)
    }

    @Test func usualPlacesFollowXDG() throws {
        #expect(locations().configFile(option: nil)?.path == "/home/ana/.config/psm/config.yaml")
        #expect(locations().configFile(option: nil)?.mustExist == false)
        let moved = locations(["XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"])
        #expect(moved.configFile(option: nil)?.path == "/c/psm/config.yaml")
        #expect(try moved.dataDirectory(option: nil) == "/d/psm")
        #expect(try locations().dataDirectory(option: nil) == "/home/ana/.local/share/psm")
    }

    @Test func relativeXDGPathsAreIgnored() throws {
        let relative = locations(["XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": ""])
        #expect(try relative.dataDirectory(option: nil) == "/home/ana/.local/share/psm")
        #expect(relative.configFile(option: nil)?.path == "/home/ana/.config/psm/config.yaml")
    }

    @Test func dataFolderByOptionThenVariable() throws {
        let both = locations(["PSM_DATA_DIR": "here", "XDG_DATA_HOME": "/d"])
        #expect(try both.dataDirectory(option: "x") == "/here/x")
        #expect(try both.dataDirectory(option: nil) == "/here/here")
    }

    @Test func withoutHomeTheDataFolderMustBeNamed() {
        #expect(locations(home: nil).configFile(option: nil) == nil)
        #expect(throws: SettingsError.self) {
            try locations(home: nil).dataDirectory(option: nil)
        }
    }

    @Test func aFileThatWasAskedForMustExist() throws {
        let context = ProcessContext(environment: [:], workingDirectory: "/", home: nil)
        #expect {
            try SettingsLoader.load(
                configFile: "/no/such/file.yaml",
                dataDirectory: "/d",
                context: context
            )
        } throws: { error in
            "\(error)".contains("/no/such/file.yaml")
        }
        // A folder cannot be read either; the usual place may be missing.
        #expect(throws: SettingsError.self) {
            try SettingsLoader.load(configFile: "/", dataDirectory: "/d", context: context)
        }
        let home = ProcessContext(environment: [:], workingDirectory: "/", home: "/no/home")
        let loaded = try SettingsLoader.load(configFile: nil, dataDirectory: nil, context: home)
        #expect(loaded.dataDirectory == "/no/home/.local/share/psm")
        #expect(loaded.settings.export.directory == "/no/home/.local/share/psm/playlists")
    }

    @Test func theProcessHasAnEnvironment() {
        let context = ProcessContext.current()
        #expect(context.environment["PATH"] != nil)
        #expect(context.workingDirectory.isAbsolute)
    }
}

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1),
        ("libary", "library", 1), ("same", "same", 0),
    ])
    func countsChanges(first: String, second: String, distance: Int) {
        #expect(EditDistance.between(first, second) == distance)
        #expect(EditDistance.between(second, first) == distance)
    }
}
