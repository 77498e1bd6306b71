import SystemPackage
import Testing

extension EndToEnd {
    @Suite struct DemoTests {
        private let sandbox: Sandbox
        private var kept: FilePath { sandbox.path("kept") }

        init() throws {
            sandbox = try Sandbox()
            // Where a demo that is not kept happens.
            try sandbox.write(sandbox.path("temporary/occupied"), [])
            sandbox.environment["TMPDIR"] = sandbox.path("temporary").string
        }

        private func playlists(in folder: FilePath) -> [String] {
            sandbox.names(in: folder).filter { $0.hasSuffix(".m3u") }
        }

        /// The names of playlist files that were printed: `anything: ONE.m3u, OTHER.m3u`.
        private func printedPlaylists(_ output: PsmOutput) -> [String] {
            output.lines.filter { $0.hasSuffix(".m3u") }.flatMap { line in
                let list = line.firstIndex(of: ":").map { line[line.index(after: $0)...] }
                return (list ?? line[...]).split(separator: ",").map { name in
                    String(name.drop { $0 == " " })
                }
            }
        }

        @Test func whatItKeepsIsALibraryThatPsmGoesOnWith() async throws {
            let output = try await sandbox.psm("demo", "--keep", kept.string)
            #expect(output.exitCode == 0, "\(output.stderr)")
            #expect(output.stderr.isEmpty)
            let folder = kept.appending("playlists")
            let names = playlists(in: folder)
            #expect(names.count == 3)
            let printed = printedPlaylists(output)
            #expect(Set(printed) == Set(names))
            // They follow the library, as it is after the changes.
            for name in names {
                let lines = try #require(sandbox.entries(in: folder.appending(name)))
                #expect(!lines.isEmpty)
                for line in lines { #expect(sandbox.exists(folder.pushing(FilePath(line)))) }
            }
            // Those of the past lie beside.
            #expect(!playlists(in: kept.appending("then")).isEmpty)
            #expect(sandbox.exists(kept.appending("reports/index.html")))

            let arguments = ["--data-dir", kept.appending("data").string]
            let verified = try await sandbox.psm(["journal", "verify"] + arguments)
            #expect(verified.exitCode == 0, "\(verified.stderr)")
            sandbox.environment["PSM__LIBRARY__PATHS"] = "[\"\(kept)/library\"]"
            let scan = try await sandbox.psm(["scan", "--json"] + arguments).json()
            for kind in ["added", "changed", "moved", "removed"] { #expect(scan[kind] == 0) }
            let unchanged = try #require(scan["unchanged"])
            #expect(unchanged > 0)
            // The user's own folders had no part in it.
            #expect(!sandbox.exists(sandbox.data))
            #expect(!sandbox.exists(sandbox.playlists))
            #expect(sandbox.names(in: sandbox.path("temporary")) == ["occupied"])
        }

        @Test func nothingIsLeftOfOneThatIsNotKept() async throws {
            let output = try await sandbox.psm("demo")
            #expect(output.exitCode == 0, "\(output.stderr)")
            #expect(!printedPlaylists(output).isEmpty)
            #expect(sandbox.names(in: sandbox.path("temporary")) == ["occupied"])
            #expect(sandbox.names(in: sandbox.music).isEmpty)
            #expect(sandbox.names(in: sandbox.path("home")).isEmpty)
            #expect(!sandbox.exists(sandbox.data))
            #expect(!sandbox.exists(sandbox.playlists))
        }

        @Test func aFolderThatHoldsSomethingIsLeftAlone() async throws {
            try sandbox.write(kept.appending("mine"), [1])
            let output = try await sandbox.psm("demo", "--keep", kept.string)
            #expect(output.exitCode == 64)
            #expect(output.stdout.isEmpty)
            #expect(sandbox.names(in: kept) == ["mine"])
            #expect(sandbox.names(in: sandbox.path("temporary")) == ["occupied"])
        }
    }
}
