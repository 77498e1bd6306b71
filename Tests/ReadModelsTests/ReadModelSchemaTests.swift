import App
import FileIO
import Foundation
import Matching
import Projection
import Publishers
import SystemPackage
import Testing

@testable import ReadModels

@Suite struct ReadModelSchemaTests {
    private let projectors = ProjectorList.standard.projectors(
        ProjectorList.Context(settings: Settings.standard.resolved(inDataDirectory: "/data"))
    )

    /// People point their own SQL at `psm.db`. To accept a changed schema: run the tests with
    /// `PSM_UPDATE_GOLDEN=1`.
    @Test func goldenCopyIsCurrent() throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Schemas/read-model/v1.sql")
        let sql = projectors.map { "-- \($0.name)\n\n\($0.schema.sql)" }.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["PSM_UPDATE_GOLDEN"] == "1" {
            try sql.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: golden, encoding: .utf8) == sql)
    }

    @Test func registryIsInOrder() {
        var seen: Set<String> = []
        for projector in projectors {
            #expect(projector.dependencies.allSatisfy(seen.contains), "\(projector.name)")
            #expect(seen.insert(projector.name).inserted)
        }
        let tables = projectors.flatMap { $0.schema.tables.map(\.name) }
        #expect(Set(tables).count == tables.count)
    }
}
