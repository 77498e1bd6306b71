import FileIO
import SystemPackage
import Testing

@testable import App

@Suite struct SettingsRootsTests {
    @Test(arguments: [
        ("/m", "/m/a", "/m", "/m/a"), ("/m/a", "/m", "/m", "/m/a"), ("/m", "/m/.", "/m", "/m"),
        ("/m/x/..", "/m/", "/m", "/m"),
    ])
    func overlapsAreRefused(first: String, second: String, outer: String, inner: String) {
        #expect(
            settingsFailure(yaml: "library: {paths: ['\(first)', '\(second)']}")
                == .overlappingRoots(outer: outer, inner: inner)
        )
    }

    @Test func siblingsThatBeginAlikeAreApart() throws {
        let settings = try loadSettings(yaml: "library: {paths: [/music, /music2, /music-b/x]}")
        #expect(settings.library.roots.count == 3)
    }

    @Test func linksAreSeenThrough() {
        let error = settingsFailure(
            yaml: "library: {paths: [/m, /elsewhere]}",
            links: ["/elsewhere": "/m/deep", "/m": "/m"]
        )
        #expect(error == .overlappingRoots(outer: "/m", inner: "/elsewhere"))
    }

    @Test func tildeNeedsAHome() {
        let error = settingsFailure(yaml: "library: {paths: [~/m]}", home: nil)
        #expect(error?.description.contains("HOME") == true)
    }

    @Test func realLinksAreResolved() {
        #expect(FilePath("/proc/self/cwd").withoutLinks() != "/proc/self/cwd")
        #expect(FilePath("/no/such/path").withoutLinks() == nil)
    }
}

@Suite struct SettingsFoldersTests {
    @Test func directoriesFallUnderTheDataFolder() throws {
        let settings = try loadSettings().resolved(inDataDirectory: "/data")
        #expect(settings.export.directory == "/data/playlists")
        #expect(settings.reportsDirectory == "/data/reports")
        let listed = settings.listing.first { $0.definition.key == .exportDirectory }
        #expect(listed?.value == .text("/data/playlists") && listed?.origin == .builtIn)
    }
}
