import FileIO
import SystemPackage
import Testing

extension EndToEnd {
    @Suite struct ExportCommandTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSongs(3)
            try await sandbox.psm("scan")
            try sandbox.addSong("late.flac", title: "Late")
            try await sandbox.psm("scan")
        }

        private func export(_ options: String...) async throws -> PsmOutput {
            try await sandbox.psm(["journal", "export"] + options)
        }

        @Test func aHeaderAndEveryEvent() async throws {
            let output = try await export()
            #expect(output.exitCode == 0)
            #expect(output.stderr.isEmpty)
            let lines = try output.jsonLines()
            let header = try #require(lines.first)
            let info = try await sandbox.psm("journal", "info", "--json").json()
            #expect(header.string("format") == "psm-journal-export")
            #expect(header["version"] == 1)
            #expect(header.string("journal") == info.string("id"))
            #expect(header["from"] == 0)
            #expect(header["to"] == 5)
            let events = lines.dropFirst()
            #expect(events.map { $0["position"] } == Array(0..<5))
            #expect(events.map { $0["append"] }.suffix(2) == [1, 4])
            #expect(events.allSatisfy { $0["time_ns"] != nil && $0["wall_time_ns"] != nil })
            #expect(events.allSatisfy { $0.string("payload") == nil })
            // A line of tail has the same fields but those of the append.
            let tail = try await sandbox.psm("journal", "tail", "--json", "--since", "@0")
            for (event, shown) in zip(events, try tail.jsonLines()) {
                let more = event.keys.subtracting(shown.keys)
                #expect(more == ["time_ns", "wall_time_ns", "append"])
                #expect(shown.keys.isSubset(of: event.keys))
            }
        }

        @Test func aPart() async throws {
            let part = try await export("--since", "@3", "--until", "@4").jsonLines()
            #expect(part.map { $0["position"] } == [nil, 3])
            #expect(part[0]["from"] == 3)
            #expect(part[0]["to"] == 4)
            // Within an append that was not asked for from its beginning.
            #expect(try #require(part[1]["append"]) < 3)
            for options in [
                ["--since", "@9"], ["--since", "2100-01-01"], ["--until", "2000-01-01"],
            ] {
                let output = try await sandbox.psm(["journal", "export"] + options)
                #expect(output.exitCode == 0)
                #expect(output.lines.count == 1)
            }
        }

        @Test func toAFile() async throws {
            let whole = try await export()
            let output = try await export("-o", "copy.jsonl")
            #expect(output.exitCode == 0)
            #expect(output.stdout.isEmpty)
            #expect(try sandbox.read(sandbox.path("copy.jsonl")) == whole.stdout)
            let missing = try await export("-o", "nowhere/copy.jsonl")
            #expect(missing.exitCode == 66)
            #expect(!sandbox.names(in: sandbox.path).contains { $0.hasSuffix(".tmp") })
        }

        @Test func damageIsToldWhereItWas() async throws {
            try sandbox.flipBit(sandbox.segment, atOffset: 200)
            let output = try await export()
            #expect(output.exitCode == 65)
            #expect(output.stderr.contains("lost"))
            let lines = try output.jsonLines()
            let at = try #require(lines.firstIndex { $0.string("damage") != nil })
            let damage = lines[at]
            let next = lines.dropFirst(at + 1).first { $0["position"] != nil }
            #expect(damage["end_position"] == next?["position"])
            #expect(damage["segment"] == 0)
            #expect(lines.last?["position"] == 4)
            let file = try await export("-o", "copy.jsonl")
            #expect(file.exitCode == 65)
            #expect(try sandbox.read(sandbox.path("copy.jsonl")) == output.stdout)
        }

        @Test func nothingRecordedYet() async throws {
            let empty = try Sandbox()
            let output = try await empty.psm("journal", "export")
            #expect(output.exitCode == 0)
            #expect(try output.jsonLines().map { $0["to"] } == [0])
            #expect(try output.jsonLines()[0].string("journal") == nil)
            let tail = try await empty.psm("journal", "tail", "--cursor-file", "cursor")
            #expect(tail.exitCode == 0)
            #expect(!empty.exists(empty.path("cursor")))
        }
    }
}
