import SystemPackage
import Testing

extension EndToEnd {
    /// From a flipped bit to tables that may be rebuilt again.
    @Suite struct RepairTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("b.flac", title: "Ferry")
            try await sandbox.psm("scan")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try await sandbox.psm("set-match", "T1", "\(sandbox.music)/b.flac")
            try await sandbox.psm("build")
        }

        /// The frame of the pin is the last one.
        private func damage() throws {
            try sandbox.flipBit(sandbox.segment, atOffset: -3)
        }

        private func repair(_ options: String...) async throws -> PsmOutput {
            try await sandbox.psm(["journal", "repair"] + options)
        }

        @Test func whereNothingIsDamaged() async throws {
            let output = try await repair("--apply")
            #expect(output.exitCode == 0)
            #expect(output.lines == ["nothing is damaged"])
        }

        @Test func thePinIsKept() async throws {
            let pinned = try sandbox.rows("SELECT method, file_id FROM matches")
            let playlist = sandbox.text(sandbox.playlists.appending("Mix_P1.m3u"))
            try damage()
            let segment = try sandbox.read(sandbox.segment)
            let refused = try await sandbox.psm("project", "--rebuild")
            #expect(refused.exitCode == 65)
            #expect(refused.stderr.contains("psm journal repair"))
            #expect(try sandbox.rows("SELECT method, file_id FROM matches") == pinned)

            for options in [[], ["--list"]] {
                let found = try await sandbox.psm(["journal", "repair"] + options)
                #expect(found.exitCode == 65)
                #expect(found.lines.contains { $0.contains("match.restored  T1 = ") })
            }
            let found = try await repair()
            #expect(found.lines.contains { $0.hasSuffix("lacks: 1 track with decisions") })
            let applied = try await repair("--apply", "--json")
            #expect(applied.exitCode == 65)
            let json = try applied.json()
            #expect(json["is_applied"] == 1)
            #expect(try json.object("held")["match.restored"] == 1)
            #expect(try json.objects("damage").first?["is_repaired"] == 0)

            // Damage is reported whenever it is found, but it stops nothing.
            let rebuilt = try await sandbox.psm("project", "--rebuild")
            #expect(rebuilt.exitCode == 65)
            #expect(rebuilt.stderr.contains("All of this was repaired."))
            #expect(rebuilt.lines.filter { $0.contains("as before") }.count == 5)
            #expect(try sandbox.rows("SELECT method, file_id FROM matches") == pinned)
            try await sandbox.psm("export")
            #expect(sandbox.text(sandbox.playlists.appending("Mix_P1.m3u")) == playlist)
            // The original is kept as it is.
            #expect(try sandbox.read(sandbox.segment).starts(with: segment))
            let verified = try await sandbox.psm("journal", "verify", "--json")
            #expect(verified.exitCode == 65)
            #expect(try verified.json().objects("damage").first?["is_repaired"] == 1)
            let again = try await repair("--apply")
            #expect(again.exitCode == 65)
            #expect(again.lines.last == "everything that was lost has been repaired")
        }

        @Test func whatTheTablesDoNotHaveIsLost() async throws {
            try damage()
            try sandbox.remove(sandbox.data.appending("psm.db"))
            let output = try await repair()
            #expect(output.exitCode == 65)
            #expect(output.lines.contains { $0.hasSuffix("lacks: nothing") })
        }

        /// A new version rebuilds over what is repaired, and the work goes on in the same command.
        @Test func aNewVersionAfterARepair() async throws {
            try damage()
            #expect(try await repair("--apply").exitCode == 65)
            try sandbox.execute("UPDATE projectors SET version = version - 1")
            try sandbox.addSong("c.flac", title: "Tide")
            let build = try await sandbox.psm("build")
            #expect(build.exitCode == 65)
            #expect(build.stderr.contains("That was repaired"))
            #expect(try sandbox.libraryPaths().count == 3)
            #expect(try sandbox.rows("SELECT 1 FROM matches WHERE method = 'manual'").count == 1)
            #expect(try await sandbox.psm("build").exitCode == 0)
        }

        /// The journal of before the pin was put back.
        @Test func anOlderJournal() async throws {
            let pinned = try sandbox.rows("SELECT method, file_id FROM matches")
            let journal = sandbox.data.appending("journal")
            let older = sandbox.path.appending("older")
            try sandbox.copyTree(journal, older)
            try await sandbox.psm("remove-match", "T1")
            try await sandbox.psm("set-match", "T1", "\(sandbox.music)/b.flac")
            try sandbox.removeTree(journal)
            try sandbox.copyTree(older, journal)
            let refused = try await sandbox.psm("build")
            #expect(refused.exitCode == 65)
            #expect(refused.stderr.contains("ends at position"))
            #expect(try await repair("--apply").exitCode == 65)
            try await sandbox.psm("project", "--rebuild")
            #expect(try sandbox.rows("SELECT method, file_id FROM matches") == pinned)
            #expect(try await sandbox.psm("build").exitCode == 0)
        }

        @Test func listsAreForPeople() async throws {
            #expect(try await repair("--list", "--json").exitCode == 64)
        }
    }
}
