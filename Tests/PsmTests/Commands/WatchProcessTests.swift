import FileIO
import Glibc
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    /// A watcher in a process that cannot have all that it would like to have.
    @Suite struct WatchProcessTests {
        private let sandbox: Sandbox

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("1.flac", title: "Song 1")
        }

        /// Runs a shell's words, of which the last is to become psm.
        private func start(_ script: String, _ arguments: String...) throws -> PsmProcess {
            let words = ["-c", script, "sh", PsmProcess.executable.string] + arguments
            return try sandbox.start(words.map { Array($0.utf8) }, executable: "/bin/sh")
        }

        private func waitForLibrary(_ process: PsmProcess) async throws {
            try await process.wait("the library") {
                guard sandbox.exists(sandbox.data.appending("psm.db")) else { return false }
                return (try? sandbox.libraryPaths() == sandbox.filesOnDisk()) == true
            }
        }

        /// Whoever reads what the watcher says has stopped reading.
        @Test(arguments: ["exec \"$@\" 2>pipe", "exec \"$@\" 2>pipe >pipe"])
        func outputThatNobodyReads(script: String) async throws {
            let pipe = sandbox.path("pipe").string
            #expect(mkfifo(pipe, 0o600) == 0)
            let descriptor = open(pipe, O_RDWR | O_NONBLOCK)
            try #require(descriptor >= 0)
            defer { close(descriptor) }
            let block = [UInt8](repeating: 0x2E, count: 4_096)
            while write(descriptor, block, block.count) > 0 {}
            let process = try start(script, "build", "--watch", "--no-debounce")
            try await waitForLibrary(process)
            for number in 2...5 { try sandbox.addSong("\(number).flac", title: "Song \(number)") }
            try await waitForLibrary(process)
            process.send(SIGTERM)
            #expect(await process.finished().exitCode == 0)
        }

        /// The service starts the new one.
        @Test func anUpdateEndsIt() async throws {
            let files = PosixFileSystem()
            let copy = try sandbox.install(reader: "psm-tags")
            let arguments = ["build", "--watch", "--no-debounce"].map { Array($0.utf8) }
            let process = try sandbox.start(arguments, executable: copy)
            try await waitForLibrary(process)
            try sandbox.write(sandbox.path("bin/psm.new"), files.readAll(PsmProcess.executable))
            try sandbox.move(sandbox.path("bin/psm.new"), copy)
            try sandbox.addSong("2.flac", title: "Song 2")
            let output = await process.finished()
            #expect(output.exitCode == 75)
            #expect(output.stderr.contains("psm was updated while it was watching"))
        }

        /// Where no thread can be had, one-shot commands do all themselves; whoever needs one, or a
        /// process, says so.
        @Test func withoutThreads() async throws {
            // The limit does not hold for root.
            var drop = ""
            if geteuid() == 0 {
                guard OutputTests.nobodyMayRunPsm else { return }
                drop = "setpriv --reuid=65534 --regid=65534 --clear-groups -- "
                for folder in [sandbox.path, sandbox.music] { chmod(folder.string, 0o777) }
            }
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            // By `prlimit`, of util-linux: not every shell's ulimit has this one.
            let limited = "exec prlimit --nproc=1 \(drop)\"$@\""
            let commands: [([String], Int32)] = [
                (["scan"], 74), (["import", sandbox.playlistFile.string], 0), (["export"], 0),
                (["project", "--rebuild"], 0), (["status"], 0),
            ]
            for (arguments, exitCode) in commands {
                let words = ["-c", limited, "sh", PsmProcess.executable.string] + arguments
                let process = try sandbox.start(words.map { Array($0.utf8) }, executable: "/bin/sh")
                let output = await process.finished()
                #expect(output.exitCode == exitCode, "\(arguments): \(output.stderr)")
                #expect(output.stderr.contains("ulimit -u") == (exitCode == 74), "\(output.stderr)")
            }
            let watcher = try start(limited, "build", "--watch")
            let output = await watcher.finished()
            #expect(output.exitCode == 74)
            #expect(output.stderr.contains("ulimit -u"), "\(output.stderr)")
        }
    }
}
