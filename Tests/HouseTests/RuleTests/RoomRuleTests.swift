import Foundation
import Testing

@Suite struct RoomRuleTests {
    /// Four rooms, of which `Ground` and the C module are the base.
    private static let files = [
        "Package.swift": """
        let package = Package(products: [.library(name: "Low", targets: ["Low"])], targets: [
            .systemLibrary(name: "CShim"),
            .target(name: "Ground"),
            .target(name: "Low"),
            .target(name: "High"),
            .executableTarget(name: "tool"),
        ])
        """,
        "docs/architecture.md": """
        # Architecture

        Any room may import the **base**: the C modules, `Ground` (below all). `High` may not.

        | room | imports | what it is for |
        |:---|---|---|
        | `CShim` | | C |
        | `Ground` (base) | – | the ground |
        | `Low` | | `Low` is low |
        | `High` + executable `tool` | `Low`; packages | high |
        """,
        "Sources/CShim/shim.h": "",
        "Sources/Ground/Ground.swift": "import Foundation\n",
        "Sources/Low/Low.swift": "import CShim\ninternal import Ground\nimport GRDB\n",
        "Sources/High/High.swift": "package import Low\nimport struct Ground.A\n",
        "Sources/tool/Tool.swift": "@testable import High\n",
    ]

    private static let dependencies = [
        "CShim": [], "Ground": [], "Low": ["CShim", "Ground"], "High": ["Ground", "Low"],
        "tool": ["High"],
    ]

    private func violations(
        _ changes: [String: String] = [:],
        dependencies changedDependencies: [String: [String]] = [:]
    ) throws -> [String] {
        let folder = try TemporaryFolder(Self.files.merging(changes) { $1 })
        let dependencies = Self.dependencies.merging(changedDependencies) { $1 }
        let targets = dependencies.map { name, dependencies in
            PackageManifest.Target(
                name: name,
                path: "Sources/\(name)",
                dependencies: dependencies,
                failsOnWarnings: true
            )
        }
        let repository = folder.repository
        let rule = try RoomRule(
            of: repository,
            CodeFile.all(of: repository),
            PackageManifest(targets: targets)
        )
        return try rule.violations().sorted().map(\.description)
    }

    private func table(replacing row: String, by other: String) -> [String: String] {
        let name = "docs/architecture.md"
        let text = Self.files[name, default: ""].split(separator: row)
        return [name: text.joined(separator: other)]
    }

    @Test func aHouseInOrderHasNoViolations() throws {
        let violations = try violations()
        #expect(violations == [])
    }

    @Test func anImportThatTheRowDoesNotNameIsTold() throws {
        #expect(
            try violations(["Sources/Low/Low.swift": "import CShim\n\n@testable import High"]) == [
                "Sources/Low/Low.swift:3: "
                    + "Low does not import High, says docs/architecture.md:9."
            ]
        )
    }

    @Test func theRoomsOfTheBaseHaveOnlyTheirRows() throws {
        #expect(
            try violations(["Sources/Ground/Ground.swift": "import CShim"]) == [
                "Sources/Ground/Ground.swift:1: "
                    + "Ground does not import CShim, says docs/architecture.md:8."
            ]
        )
    }

    @Test func aDependencyThatTheRowDoesNotNameIsTold() throws {
        #expect(
            try violations(dependencies: ["Low": ["tool"]])
                == ["Package.swift:4: Low does not import tool, says docs/architecture.md:9."]
        )
    }

    @Test func aRoomWithoutARowIsTold() throws {
        let changes = table(replacing: "| `Low` | | `Low` is low |\n", by: "")
        #expect(
            try violations(changes)
                == ["Package.swift:4: The room “Low” has no row in docs/architecture.md."]
        )
    }

    @Test func aRowWithoutARoomIsTold() throws {
        let changes = table(replacing: "| `Low` | |", by: "| `Low`, `Gone` | Away |")
        #expect(
            try violations(changes) == [
                "docs/architecture.md:9: Package.swift has no target “Away”.",
                "docs/architecture.md:9: Package.swift has no target “Gone”.",
            ]
        )
    }

    @Test func aBaseWithoutARoomIsTold() throws {
        let changes = table(replacing: "`Ground` (below all)", by: "`Ground`, `Gone`")
        #expect(
            try violations(changes)
                == ["docs/architecture.md:3: Package.swift has no target “Gone”."]
        )
    }

    @Test(arguments: ["all above", "all above; packages", "All", "`Low`, Ground"])
    func aRowMayNameAllAbove(imports: String) throws {
        let changes = table(replacing: "`Low`; packages", by: imports)
        #expect(try violations(changes) == [])
    }

    @Test func aModuleOfCThatOnlyAnotherOneWrapsNeedsNoRow() throws {
        let changes = ["Sources/CInner/inner.h": ""]
        #expect(try violations(changes, dependencies: ["CInner": [], "CShim": ["CInner"]]) == [])
        let direct = try violations(changes, dependencies: ["CInner": [], "Low": ["CInner"]])
        #expect(
            direct == ["Package.swift:1: The room “CInner” has no row in docs/architecture.md."]
        )
    }

    @Test func theManifestIsReadAsSwiftPMDumpsIt() throws {
        let json = """
            {"name": "psm", "targets": [
                {"name": "A", "type": "regular", "path": "Elsewhere/A", "settings": [
                    {"tool": "swift", "kind": {"swiftLanguageMode": {"_0": "6"}}},
                    {"tool": "c", "kind": {"treatAllWarnings": {"_0": "error"}}},
                    {"tool": "cxx", "kind": {"treatAllWarnings": {"_0": "error"}}},
                    {"tool": "swift", "kind": {"treatAllWarnings": {"_0": "error"}}}],
                 "dependencies": [{"byName": ["B", null]}, {"target": ["C", {"platformNames": []}]},
                    {"product": ["GRDB", "GRDB.swift", null, null]}]},
                {"name": "B", "type": "test", "dependencies": [], "settings": [
                    {"tool": "swift", "kind": {"treatAllWarnings": {"_0": "error"}}}]},
                {"name": "C", "type": "system", "dependencies": [], "settings": []}]}
            """
        let manifest = try PackageManifest(json: Data(json.utf8))
        #expect(manifest.targets.map(\.path) == ["Elsewhere/A", "Tests/B", "Sources/C"])
        #expect(manifest.targets.map(\.dependencies) == [["B", "C"], [], []])
        #expect(manifest.targets.map(\.failsOnWarnings) == [true, false, true])
        let text = "products: [.library(name: \"B\", targets: [])]\n\n.testTarget(name: \"B\")"
        let folder = try TemporaryFolder(["Package.swift": text])
        #expect(
            try manifest.lenientTargets(in: folder.repository).map(\.description)
                == ["Package.swift:3: A warning in “B” does not fail the build."]
        )
        #expect(manifest.rooms.map(\.name) == ["C"])
        #expect(manifest.target(of: "Tests/B/C/D.swift")?.name == "B")
        #expect(manifest.target(of: "Tests/BC/D.swift") == nil)
    }
}
