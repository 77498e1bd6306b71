import FileIO
import Foundation
import Journal
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    /// `psm journal tail`: its filters, and cursors.
    @Suite struct TailTests {
        private let sandbox: Sandbox
        private let odd: [UInt8] = Array("caf".utf8) + [0xE9] + Array(".flac".utf8)

        /// Positions: 0 root, 1 to 3 added, 4 moved, 5 track, 6 and 7 playlist, 8 odd name.
        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.addSong("Deep/b.flac", title: "Ferry")
            try sandbox.addSong("Deep/er/c.flac", title: "Tide")
            try await sandbox.psm("scan")
            try sandbox.move(sandbox.music.appending("a.flac"), sandbox.music.appending("z.flac"))
            try await sandbox.psm("scan")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            try sandbox.write(
                FilePath(bytes: sandbox.music.bytes + [0x2F] + odd),
                AudioFixture.flac(title: "Odd", artist: "Nora Vale")
            )
            try await sandbox.psm("scan")
        }

        private func tail(_ options: String...) async throws -> PsmOutput {
            try await sandbox.psm(["journal", "tail", "--json"] + options)
        }

        private func positions(_ options: String...) async throws -> [Int] {
            let output = try await sandbox.psm(["journal", "tail", "--json"] + options)
            #expect(output.exitCode == 0, "\(output.stderr)")
            return try output.jsonLines().compactMap { $0["position"] }
        }

        private func journalID() async throws -> String {
            let info = try await sandbox.psm("journal", "info", "--json").json()
            return try #require(info.string("id"))
        }

        @Test func types() async throws {
            #expect(try await positions("--since", "@0").count == 9)
            #expect(try await positions("--type", "file.moved") == [4])
            #expect(try await positions("--type", "file") == [1, 2, 3, 4, 8])
            #expect(
                try await positions("--type", "file.*", "--type", "root") == [0, 1, 2, 3, 4, 8]
            )
            #expect(try await positions("--type", "*.described") == [5, 6])
            #expect(try await positions("--type", "match.pinned") == [])
            for type in ["fil", "file.", "FILE", "", "file.added,file.moved"] {
                let output = try await tail("--type", type)
                #expect(output.exitCode == 64, "\(type)")
                #expect(output.stderr.contains("playlist.changed"))
            }
        }

        @Test func paths() async throws {
            let files = try await sandbox.psm("journal", "tail", "--json", "--type", "file.added")
                .jsonLines()
            func position(_ name: String) throws -> Int {
                let file = files.first { $0.string("path")?.hasSuffix(name) == true }
                return try #require(file?["position"])
            }
            let a = try position("a.flac")
            let (b, c) = (try position("b.flac"), try position("c.flac"))
            #expect(try await positions("--path", "b.flac") == [b])
            #expect(try await positions("--path", "[bc].flac") == [b, c].sorted())
            // A move is about both of its names.
            #expect(try await positions("--path", "a.flac") == [a, 4])
            #expect(try await positions("--path", "z.*") == [4])
            #expect(try await positions("--path", "\(sandbox.music)/Deep/*") == [b])
            #expect(try await positions("--path", "\(sandbox.music)/Deep/**").count == 2)
            #expect(try await positions("--path", "/**/er/?.flac") == [c])
            #expect(try await positions("--path", "Deep") == [])
            #expect(try await positions("--path", "/elsewhere/**") == [])
            // A name that is not UTF-8, by its bytes.
            let arguments = ["journal", "tail", "--json", "--path"].map { Array($0.utf8) }
            let found = try await sandbox.start(arguments + [odd]).finished()
            #expect(try found.jsonLines().compactMap { $0["position"] } == [8])
            let other = try await sandbox.start(arguments + [Array("caf".utf8) + [0xEA] + [0x2A]])
                .finished()
            #expect(try other.jsonLines().isEmpty)
        }

        @Test func parts() async throws {
            #expect(try await positions("--until", "@3") == [0, 1, 2])
            #expect(try await positions("--since", "@2", "--until", "@4") == [2, 3])
            #expect(try await positions("--since", "@4", "--until", "@4") == [])
            #expect(try await positions("--since", "@5", "--until", "@4") == [])
            #expect(
                try await positions("--since", "1 hour ago", "--until", "2100-01-01").count == 9
            )
            #expect(try await positions("--until", "an hour ago") == [])
            // The last so many of those that pass.
            #expect(try await positions("--type", "file", "-n", "2") == [4, 8])
            #expect(try await positions("--type", "file", "-n", "2", "--until", "@4") == [2, 3])
            #expect(try await positions("--type", "file", "-n", "9", "--since", "@3") == [3, 4, 8])
            #expect(try await positions("--type", "file", "-n", "0") == [])
            #expect(try await tail("-f", "--until", "@3").exitCode == 64)
            #expect(try await tail("--since", "soon").exitCode == 64)
        }

        @Test func theMomentIsToldWithItsZone() async throws {
            sandbox.environment["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
            let output = try await tail("--since", "2020-07-01 10:00", "--until", "@2")
            #expect(
                output.stderr == """
                    psm: since 2020-07-01 10:00:00 CEST (+02:00), position 0
                    psm: until position 2

                    """
            )
            let far = try await tail("--since", "@99")
            #expect(far.exitCode == 0)
            #expect(far.stderr == "psm: since position 99, which is beyond the journal's head, 9\n")
        }

        // MARK: Cursors

        @Test func cursors() async throws {
            let id = try await journalID()
            #expect(try await positions("--after", "\(id):7") == [7, 8])
            #expect(try await positions("--after", "\(id):9") == [])
            #expect(try await positions("--after", "\(id):0", "-n", "1") == [8])
            let beyond = try await tail("--after", "\(id):10")
            #expect(beyond.exitCode == 65)
            #expect(beyond.stderr.contains("beyond the journal's head, 9"))
            let foreign = String(repeating: "0", count: 32)
            let other = try await tail("--after", "\(foreign):1")
            #expect(other.exitCode == 65)
            #expect(other.stderr.contains("another journal"))
            for text in ["", "7", "\(id)", "\(id):", "\(id):-1", "\(id):x", "\(id):1:2", "x:1"] {
                #expect(try await tail("--after", text).exitCode == 64, "\(text)")
            }
            #expect(try await tail("--after", "\(id):1", "--since", "@0").exitCode == 64)
        }

        @Test func theCursorFileAdvances() async throws {
            let id = try await journalID()
            let file = sandbox.path("cursor")
            #expect(try await positions("--cursor-file", "cursor", "--since", "@6") == [6, 7, 8])
            #expect(sandbox.text(file) == "\(id):9\n")
            #expect(try await positions("--cursor-file", "cursor", "--since", "@0") == [])
            try sandbox.addSong("new.flac", title: "New")
            try await sandbox.psm("scan")
            // What a filter leaves out was read all the same.
            #expect(try await positions("--cursor-file", "cursor", "--type", "root") == [])
            #expect(sandbox.text(file) == "\(id):10\n")
            #expect(try await positions("--cursor-file", "other").count == 10)
            #expect(try await tail("--cursor-file", "cursor", "-n", "1").exitCode == 64)
            for text in ["", "nonsense\n", "\(id):10", "\(id):10\n\n", "\(id):99\n"] {
                try sandbox.write(file, Array(text.utf8))
                #expect(try await tail("--cursor-file", "cursor").exitCode == 65, "\(text)")
                #expect(sandbox.text(file) == text)
            }
        }

        @Test func whatCouldNotBeWrittenIsNotPassed() async throws {
            let arguments = ["journal", "tail", "--cursor-file", "cursor"].map { Array($0.utf8) }
            let output = try await sandbox.start(arguments, standardOutput: "/dev/full").finished()
            #expect(output.exitCode == 74)
            #expect(!sandbox.exists(sandbox.path("cursor")))
        }

        /// Followers who share a cursor's file share the events.
        @Test func eachEventOnceAmongFollowers() async throws {
            let followers = try (0..<3).map { _ in
                try sandbox.start("journal", "tail", "-f", "--json", "--cursor-file", "cursor")
            }
            defer { for follower in followers { follower.send(9) } }
            func printed() -> [Int] {
                let lines = followers.flatMap { $0.output.split(separator: 0x0A) }
                return lines.compactMap { try? JSONObject(Array($0))["position"] }.sorted()
            }
            for number in 0..<6 {
                try sandbox.addSong("n\(number).flac", title: "N\(number)")
                try await sandbox.psm("scan")
            }
            try await followers[0].wait("all events") { printed().count >= 15 }
            for follower in followers { follower.send(15) }
            for follower in followers { _ = await follower.finished() }
            #expect(printed() == Array(0..<15))
        }

        @Test func aRecordThatIsNoEventIsToldAndPassed() async throws {
            let journal = Journal(directory: sandbox.data.appending("journal"))
            var batch = RecordBatch()
            batch.append([0xFF, 0xFF])
            // A file.removed of file 1.
            batch.append([0x6A, 0x02, 0x08, 0x01])
            try journal.append(batch)
            let output = try await tail("--since", "@8")
            #expect(output.exitCode == 65)
            #expect(output.stderr.contains("position 9 is not an event"))
            let lines = try output.jsonLines()
            #expect(lines.map { $0.string("type") }.suffix(2) == ["undecodable", "file.removed"])
            #expect(lines.first { $0["position"] == 9 }?.string("payload") == "//8=")
            let text = try await sandbox.psm("journal", "tail", "--type", "undecodable")
            #expect(text.exitCode == 65)
            #expect(text.lines.count == 1)
        }
    }
}
