import GRDB
import SystemPackage
import Testing

extension EndToEnd {
    /// The settings of the matcher, from the environment to the matches.
    @Suite struct MatchSettingsTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("harbour.flac", title: "Harbour (Live)")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("scan")
        }

        private func matched() async throws -> Int? {
            let output = try await sandbox.psm("match", "--json")
            #expect(output.exitCode == 0, "\(output.stderr)")
            return try output.json()["matched"]
        }

        @Test func aChangedTasteMatchesAnew() async throws {
            #expect(try await matched() == 0)
            sandbox.environment["PSM__MATCHING__VERSIONS__LIVE"] = "true"
            #expect(try await matched() == 1)
            let confidence = try sandbox.rows("SELECT confidence FROM matches").map {
                $0[0] as String
            }
            #expect(confidence == ["MEDIUM"])
            sandbox.environment["PSM__MATCHING__VERSIONS__LIVE"] = "false"
            #expect(try await matched() == 0)
        }

        @Test func aTasteIsYesOrNo() async throws {
            sandbox.environment["PSM__MATCHING__VERSIONS__REMASTER"] = "rarely"
            let output = try await sandbox.psm("match")
            #expect(output.exitCode == 78)
            #expect(output.stderr.contains("matching.versions.remaster"))
        }
    }
}
