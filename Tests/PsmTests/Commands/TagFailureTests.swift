import GRDB
import Glibc
import SystemPackage
import Testing

extension EndToEnd {
    /// Files that end whoever reads them, and readers that are not there.
    @Suite struct TagFailureTests {
        private let sandbox: Sandbox

        init() throws {
            sandbox = try Sandbox()
        }

        private func write(_ name: String, _ behaviour: String) throws {
            try sandbox.write(sandbox.music.appending(name), Array(behaviour.utf8))
        }

        private func run(_ psm: FilePath, _ arguments: String...) async throws -> PsmOutput {
            try await sandbox.start(arguments.map { Array($0.utf8) }, executable: psm).finished()
        }

        private func titles() throws -> [String] {
            try sandbox.rows("SELECT coalesce(title, '') FROM library_files ORDER BY path")
                .map { $0[0] as String }
        }

        @Test func aFileThatEndsItsReaderHasAnError() async throws {
            let odd = try sandbox.install(reader: "odd-worker")
            try write("a.mp3", "Harbour")
            try write("b.mp3", "fault")
            try write("c.mp3", "memory")
            try write("d.mp3", "spin")
            try write("e.mp3", "Ferry")
            let scan = try await run(odd, "scan")
            #expect(scan.exitCode == 0, "\(scan)")
            #expect(try titles().filter { !$0.isEmpty } == ["Harbour", "Ferry"])

            let status = try await sandbox.psm("status")
            let told = status.text
            #expect(told.contains("3 files have an error; psm scan --deep reads them"), "\(told)")
            #expect(told.contains("d.mp3: its tags take more than 10 s of CPU time to read"))
            let errors = try await sandbox.psm("status", "--json").json().object("library")
                .object("errors")
            #expect(errors["count"] == 3)
            #expect(
                try errors.objects("files").map { $0.string("path") }
                    == ["b", "c", "d"].map { "\(sandbox.music)/\($0).mp3" }
            )
            // Nobody reads them again until asked to, and then all are read.
            #expect(try await run(odd, "scan").text.contains("5 unchanged"))
            #expect(try await run(odd, "scan", "--deep").text.contains("3 errors"))
            #expect(try await sandbox.psm("scan", "--deep").exitCode == 0)
            #expect(try await !sandbox.psm("status").text.contains("CPU time"))
        }

        @Test func aFailedReadIsTriedAgain() async throws {
            let odd = try sandbox.install(reader: "odd-worker")
            try write("a.mp3", "Harbour")
            #expect(try await run(odd, "scan").exitCode == 0)
            let sign = sandbox.path("well")
            try write("a.mp3", "unread 5 \(sign)")
            try write("b.mp3", "unread 5 \(sign)")
            for command in ["scan", "build"] {
                let output = try await run(odd, command)
                #expect(output.exitCode == 74, "\(output)")
                #expect(output.stderr.contains("a.mp3: cannot be read: Input/output error"))
                #expect(try titles() == ["Harbour"])
            }
            let watcher = try sandbox.start(
                ["build", "--watch"].map { Array($0.utf8) },
                executable: odd
            )
            try await watcher.wait("the first look") {
                watcher.errorText.contains("Input/output error")
            }
            // The device is well again, and nothing says so.
            try sandbox.write(sign, [])
            try await watcher.wait("the titles") {
                try titles().allSatisfy { $0.hasPrefix("unread") } && titles().count == 2
            }
            watcher.send(SIGTERM)
            #expect(await watcher.finished().exitCode == 0)
        }

        @Test(arguments: [(nil, "No such file or directory"), ("psm", "does not begin to work")])
        func withoutAReaderNothingIsRecorded(reader: String?, reason: String) async throws {
            let lone = try sandbox.install(reader: reader)
            try write("a.mp3", "Harbour")
            let scan = try await run(lone, "scan")
            #expect(scan.exitCode == 74)
            #expect(scan.stderr.contains("psm-tags") && scan.stderr.contains(reason), "\(scan)")
            #expect(try await run(lone, "build", "--watch").exitCode == 75)
            #expect(try titles().isEmpty)
            // What needs no tags goes on.
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            #expect(try await run(lone, "import", sandbox.playlistFile.string).exitCode == 0)
            #expect(try await run(lone, "status").exitCode == 0)
        }
    }
}

extension Sandbox {
    /// psm in a folder of its own, with another executable for `psm-tags`, or with none.
    func install(reader: String?) throws -> FilePath {
        let built = PsmProcess.executable.removingLastComponent()
        for (name, source) in [("psm", "psm"), ("psm-tags", reader)] {
            guard let source else { continue }
            let copy = path("bin").appending(name)
            try write(copy, read(built.appending(source)))
            guard chmod(copy.string, 0o755) == 0 else { throw Errno(rawValue: errno) }
        }
        return path("bin").appending("psm")
    }
}
