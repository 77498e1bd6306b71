import Foundation
import SystemPackage
import Testing

@testable import App

@Suite struct SettingsSchemaTests {
    /// To accept a changed table: run the tests with `PSM_UPDATE_GOLDEN=1`.
    @Test func goldenCopyIsCurrent() throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Schemas/config.schema.json")
        if ProcessInfo.processInfo.environment["PSM_UPDATE_GOLDEN"] == "1" {
            try SettingsSchema.json().write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: golden, encoding: .utf8) == SettingsSchema.json())
    }

    @Test func schemaIsJSONWithEverySetting() throws {
        let parsed = try JSONSerialization.jsonObject(with: Data(SettingsSchema.json().utf8))
        for definition in SettingsTable.standard.definitions {
            var node = try #require(parsed as? [String: Any])
            for part in definition.key.rawValue.split(separator: ".") {
                let properties = try #require(node["properties"] as? [String: Any])
                node = try #require(properties[String(part)] as? [String: Any])
            }
            #expect(node["description"] as? String == definition.doc)
        }
    }

    @Test func listingIsJSONWithOrigins() throws {
        let loader = SettingsLoader(
            environment: ["PSM__LIBRARY__PATHS": Array("[\"/a \\\"b\\\"\"]".utf8)],
            workingDirectory: "/",
            resolveLinks: { _ in nil }
        )
        let listing = SettingsListing(try loader.load())
        let parsed = try JSONSerialization.jsonObject(with: Data(listing.json().utf8))
        let settings = try #require(parsed as? [String: [String: Any]])
        #expect(settings.count == SettingsTable.standard.definitions.count)
        #expect(settings["library.paths"]?["value"] as? [String] == ["/a \"b\""])
        #expect(settings["library.paths"]?["variable"] as? String == "PSM__LIBRARY__PATHS")
        #expect(settings["export.mode"]?["origin"] as? String == "default")
        #expect(settings["export.directory"]?["value"] is NSNull)
        #expect(listing.text().contains("library.watch.debounce_seconds = 2.0 "))
    }

    @Test func listingNamesTheLineOfTheFile() throws {
        let yaml = "export:\n  organize_by_owner: true\n"
        let loader = SettingsLoader(
            file: SettingsFile(path: "/c/config.yaml", bytes: Array(yaml.utf8)),
            workingDirectory: "/"
        )
        let listing = SettingsListing(try loader.load())
        #expect(listing.text().contains("export.organize_by_owner = true"))
        #expect(listing.text().contains("(file, line 2)"))
        let parsed = try JSONSerialization.jsonObject(with: Data(listing.json().utf8))
        let setting = (parsed as? [String: [String: Any]])?["export.organize_by_owner"]
        #expect(setting?["line"] as? Int == 2)
        #expect(setting?["path"] as? String == "/c/config.yaml")
    }
}
