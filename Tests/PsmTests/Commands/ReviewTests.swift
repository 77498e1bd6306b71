import Events
import FileIO
import Foundation
import GRDB
import Glibc
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ReviewTests {
        private let sandbox: Sandbox

        /// Three songs whose files are twelve seconds longer.
        init() async throws {
            sandbox = try Sandbox()
            for title in ["Ashes", "Birch", "Cedar"] {
                try sandbox.write(
                    sandbox.music.appending("\(title).flac"),
                    AudioFixture.flac(
                        title: title,
                        artist: "Nora Vale",
                        durationMilliseconds: 192_000
                    )
                )
            }
            try sandbox.writeAccount([
                .init("p", "Mix", [.init("a", "Ashes"), .init("b", "Birch"), .init("c", "Cedar")])
            ])
            try await sandbox.psm("import", "playlists.json")
            try await sandbox.psm("scan")
        }

        private func decided() async throws -> [String] {
            try await sandbox.psm("match")
            return try sandbox.rows(
                "SELECT track_id || ' ' || kind FROM match_decisions ORDER BY track_id"
            ).map { $0[0] as String }
        }

        private func events() async throws -> [String?] {
            try await sandbox.psm("journal", "tail", "--json", "--since", "@0", "--type", "match.*")
                .jsonLines().map { $0.string("type") }
        }

        private func start(_ arguments: String..., at terminal: PseudoTerminal) throws -> PsmProcess
        {
            try sandbox.start(
                (["match", "review"] + arguments).map { Array($0.utf8) },
                standardInput: terminal.path,
                standardOutput: terminal.path
            )
        }

        /// Types an answer when the next question is there.
        private func answer(
            _ text: String,
            _ number: Int,
            _ process: PsmProcess,
            _ terminal: PseudoTerminal
        ) async throws {
            try await process.wait("question \(number)") {
                terminal.text.components(separatedBy: "help > ").count > number
            }
            terminal.type(text + "\n")
        }

        @Test func eachAnswerIsRecordedAtOnce() async throws {
            let terminal = try PseudoTerminal()
            let process = try start(at: terminal)
            try await answer("a", 1, process, terminal)
            // Its event is there before the next question is answered.
            try await process.wait("the second question") {
                terminal.text.contains("2 of 3")
            }
            #expect(try await events() == ["match.pinned"])
            try await answer("r", 2, process, terminal)
            try await process.wait("the third question") { terminal.text.contains("3 of 3") }
            // Whatever ends it now, nothing is lost.
            process.send(SIGKILL)
            #expect(await process.finished().exitCode == -SIGKILL)
            #expect(try await decided() == ["a pin", "b rejection"])
            let text = terminal.text
            #expect(text.contains("near miss"))
            #expect(text.contains("3:00"))
            #expect(text.contains("3:12"))
            #expect(text.contains("The lengths differ by 12 s"))

            // What was answered does not come again.
            let again = try await sandbox.psm("match", "review", "--json").json()
            #expect(again["total"] == 1)
            #expect(
                try again.objects("items").map { try $0.object("track").string("id") } == ["c"]
            )
        }

        @Test func skipUndoQuitAndNonsense() async throws {
            let terminal = try PseudoTerminal()
            let process = try start(at: terminal)
            try await answer("u", 1, process, terminal)
            try await answer("what?", 2, process, terminal)
            try await answer("", 3, process, terminal)
            try await answer("accept", 4, process, terminal)
            try await answer("u", 5, process, terminal)
            try await answer("n", 6, process, terminal)
            try await answer("q", 7, process, terminal)
            let output = await process.finished()
            #expect(output.exitCode == 0)
            let text = terminal.text
            #expect(text.contains("There is no answer to undo."))
            #expect(text.contains("a = right file, r = wrong file, Enter = decide later"))
            #expect(text.contains("The last answer was undone."))
            #expect(text.contains("0 accepted, 1 rejected, 1 skipped; 1 left"))
            #expect(try await decided() == ["b rejection"])
            #expect(
                try await events() == ["match.pinned", "match.restored", "match.rejected"]
            )
            #expect(try await sandbox.psm("project", "--rebuild").exitCode == 0)
        }

        @Test func theEndOfTheInputIsQuit() async throws {
            let terminal = try PseudoTerminal()
            let process = try start("--limit", "2", at: terminal)
            try await answer("", 1, process, terminal)
            try await process.wait("the second question") { terminal.text.contains("2 of 2") }
            // Control-D at the beginning of a line.
            terminal.type("\u{4}")
            #expect(await process.finished().exitCode == 0)
            #expect(terminal.text.contains("1 left"))
            #expect(try await decided().isEmpty)
        }

        @Test func withoutATerminalItIsAList() async throws {
            let list = try await sandbox.psm("match", "review", "--limit", "2")
            #expect(list.exitCode == 0)
            #expect(list.text.contains("near miss  Nora Vale - Ashes  spotify:a\n"))
            #expect(list.text.contains("Birch.flac"))
            #expect(!list.text.contains("Cedar"))
            #expect(list.stderr.contains("listing 2 of 3 matches to review. Nothing was changed."))
            let json = try await sandbox.psm("match", "review", "--json").json()
            let items = try json.objects("items")
            #expect(items.count == 3)
            #expect(items[0].keys == ["kind", "track", "file", "comparison"])
            #expect(items[0].string("kind") == "near_miss")
            #expect(try items[0].object("comparison").string("refusal") != nil)
            // A terminal on one side alone is none.
            let terminal = try PseudoTerminal()
            let output = try await sandbox.start(
                ["match", "review"].map { Array($0.utf8) },
                standardInput: terminal.path
            ).finished()
            #expect(output.exitCode == 0)
            #expect(output.text.contains("Cedar"))
            #expect(try await decided().isEmpty)
        }

        @Test func matchAloneIsAsItWas() async throws {
            let json = try await sandbox.psm("match", "--full", "--json").json()
            #expect(json["unmatched"] == 3)
            #expect(try await sandbox.psm("match", "--full", "--watch").exitCode == 64)
            #expect(try await sandbox.psm("match", "nonsense").exitCode == 64)
            #expect(try await sandbox.psm("match", "review", "--limit", "-1").exitCode == 64)
        }
    }
}
