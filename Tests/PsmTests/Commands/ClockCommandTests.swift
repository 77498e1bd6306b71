import Events
import FileIO
import Journal
import SystemPackage
import Testing

extension EndToEnd {
    /// The machine's clock was ahead once. That is in the journal for ever, and no end.
    @Suite struct ClockCommandTests {
        private static let year: Int64 = 365 * 86_400 * 1_000_000_000
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            try await sandbox.psm("scan")
        }

        /// Appends an event by a clock that is years ahead.
        private func appendAhead() throws {
            let now = try #require(WallClock.now())
            let journal = Journal(directory: sandbox.data.appending("journal")) {
                now + 4 * Self.year
            }
            var batch = RecordBatch()
            try EventCodec.encode(.watchInterrupted(.queueOverflowed), into: &batch)
            try journal.append(batch)
        }

        @Test func timeGoesOnAfterTheRepair() async throws {
            try appendAhead()
            try sandbox.addSong("b.flac", title: "Ferry")
            let behind = try await sandbox.psm("scan")
            #expect(behind.exitCode == 0)
            #expect(behind.stderr.contains("1,459 days behind the journal's last time"))
            #expect(behind.stderr.contains("psm journal repair --clock"))

            let repaired = try await sandbox.psm("journal", "repair", "--clock")
            #expect(repaired.exitCode == 0 && repaired.stderr.isEmpty, "\(repaired.stderr)")
            #expect(repaired.lines.first?.hasPrefix("the journal goes on at ") == true)
            let again = try await sandbox.psm("journal", "repair", "--clock", "--json")
            #expect(again.text.contains("\"position\" : null"), "\(again.text)")

            try sandbox.addSong("c.flac", title: "Pier")
            let after = try await sandbox.psm("scan")
            #expect(after.exitCode == 0 && !after.stderr.contains("clock"), "\(after.stderr)")
            // What is asked by time is found in the stretch that it belongs to.
            let last = try await sandbox.psm("journal", "tail", "-n", "1", "--json").json()
            let time = try #require(last.string("time"))
            let tail = try await sandbox.psm("journal", "tail", "--since", time, "--json")
            #expect(tail.lines.count == 1 && tail.text.contains("c.flac"), "\(tail.text)")
            let list = try await sandbox.psm("journal", "tail", "--type", "journal.*")
            #expect(list.text.contains("goes back by 1,459 days"), "\(list.text)")
            #expect(try await sandbox.psm("journal", "verify").exitCode == 0)
            #expect(try await sandbox.psm("project", "--rebuild").exitCode == 0)
        }

        @Test func aStepAheadIsToldByTheCommandThatMeetsIt() async throws {
            let journal = sandbox.data.appending("journal")
            try sandbox.removeTree(sandbox.data)
            let now = try #require(WallClock.now())
            var batch = RecordBatch()
            try EventCodec.encode(.watchInterrupted(.queueOverflowed), into: &batch)
            try Journal(directory: journal) { now - 2 * Self.year }.append(batch)
            let scan = try await sandbox.psm("scan")
            #expect(scan.exitCode == 0)
            #expect(scan.stderr.contains("the journal's last event is 730 days old"))
        }

        @Test func whatItExcludes() async throws {
            for option in ["--apply", "--list"] {
                let refused = try await sandbox.psm("journal", "repair", "--clock", option)
                #expect(refused.exitCode == 64)
            }
        }
    }
}
