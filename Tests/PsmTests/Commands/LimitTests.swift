import Glibc
import SystemPackage
import Testing

extension EndToEnd {
    /// Limits of the system (ulimit): whoever reaches one says which, and loses nothing.
    @Suite struct LimitTests {
        private let sandbox: Sandbox

        init() throws {
            sandbox = try Sandbox()
        }

        /// Runs psm in a shell, after `setup`.
        private func psm(_ setup: String, _ arguments: String...) async throws -> PsmOutput {
            let psm = "exec \(PsmProcess.executable.string) \"$@\""
            let words = ["-c", "\(setup); \(psm)", "sh"] + arguments
            let process = try sandbox.start(words.map { Array($0.utf8) }, executable: "/bin/sh")
            return await process.finished()
        }

        private func addLibrary() async throws {
            try sandbox.addSongs(20)
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Song 1")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
        }

        @Test(arguments: [1, 2, 4, 8, 16, 33, 64, 100, 200]) func filesOfALimitedSize(blocks: Int)
            async throws
        {
            try await addLibrary()
            let limited = try await psm("ulimit -f \(blocks)", "build")
            #expect(limited.exitCode == 74 || limited.exitCode == 0, "\(limited)")
            if limited.exitCode != 0 {
                #expect(limited.stderr.contains("ulimit -f"), "\(limited.stderr)")
            }
            #expect(try await sandbox.psm("build").exitCode == 0)
            #expect(try await sandbox.psm("journal", "verify").exitCode == 0)
            #expect(try sandbox.libraryPaths() == sandbox.filesOnDisk())
        }

        @Test(arguments: [4, 5, 6, 8, 10, 12, 16]) func openFiles(count: Int) async throws {
            try await addLibrary()
            let limited = try await psm("ulimit -n \(count)", "build")
            #expect(limited.exitCode == 74 || limited.exitCode == 0, "\(limited)")
            if limited.exitCode != 0 {
                #expect(limited.stderr.contains("ulimit -n"), "\(limited.stderr)")
                #expect(!limited.stderr.contains("--accept-removals"), "\(limited.stderr)")
            }
            #expect(try await sandbox.psm("build").exitCode == 0)
            #expect(try sandbox.libraryPaths() == sandbox.filesOnDisk())
        }

        /// It says so, and ends; it is not ended.
        @Test(arguments: [8, 10, 12, 16, 20, 24]) func openFilesOfAWatcher(
            count: Int
        ) async throws {
            try await addLibrary()
            let psm = "exec \(PsmProcess.executable.string) build --watch"
            let words = ["-c", "ulimit -n \(count); \(psm)"].map { Array($0.utf8) }
            let process = try sandbox.start(words, executable: "/bin/sh")
            try await process.wait("a message, or the end") {
                process.errorText.contains("ulimit -n") || process.errorText.contains("watching;")
            }
            process.send(SIGTERM)
            let output = await process.finished()
            // On its way to its end, it may no longer listen to the signal.
            #expect([0, 74, -SIGTERM].contains(output.exitCode), "\(output)")
            #expect(!output.stderr.contains("permission"), "\(output.stderr)")
        }

        /// Where the soft limit is the hard one too, the kernel sends no signal to catch.
        @Test(arguments: ["ulimit -t 1", "ulimit -S -t 1"]) func timeOnTheProcessor(
            setup: String
        ) async throws {
            let endless = """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
                SELECT count(*) FROM n
                """
            try await addLibrary()
            let limited = try await psm(setup, "sql", endless)
            #expect(limited.exitCode == 74)
            #expect(limited.stderr.contains("ulimit -t"), "\(limited.stderr)")
        }

        /// What SQLite cannot allocate, and what psm itself cannot.
        @Test(arguments: [
            "SELECT length(group_concat(hex(zeroblob(100000000)))) FROM (VALUES (1), (2))",
            "SELECT hex(zeroblob(60000000))",
        ]) func memory(query: String) async throws {
            try await addLibrary()
            let limited = try await psm("ulimit -v 400000", "sql", query)
            #expect(limited.exitCode == 74, "\(limited)")
            #expect(limited.stderr.contains("ulimit -v"), "\(limited.stderr)")
        }

        /// Threads bring stacks of their own.
        @Test func aSmallStack() async throws {
            try await addLibrary()
            let limited = try await psm("ulimit -s 100", "build")
            #expect(limited.exitCode == 0, "\(limited.stderr)")
        }
    }
}
