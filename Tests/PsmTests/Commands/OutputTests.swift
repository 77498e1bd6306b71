import FileIO
import Glibc
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    /// What psm says, to people and to programs, and what it leaves behind where it only says.
    @Suite struct OutputTests {
        private let sandbox: Sandbox
        private let title = "\u{1B}]0;pwn\u{7}x\u{202E}y"

        init() throws {
            sandbox = try Sandbox()
        }

        private func addHostileTrack() async throws {
            try sandbox.addSong("one.flac", title: "Harbour")
            try sandbox.writeAccount([.init("P1", "Mix\u{1B}[2J", [.init("T1", title)])])
            #expect(try await sandbox.psm("import", sandbox.playlistFile.string).exitCode == 0)
            #expect(try await sandbox.psm("build").exitCode == 0)
        }

        @Test func aTerminalObeysNothing() async throws {
            try await addHostileTrack()
            for command in [
                ["sql", "SELECT name FROM tracks"], ["playlist", "show", "P1"], ["diagnose", "T1"],
                ["journal", "tail", "--since", "@0"], ["match", "--full"],
            ] {
                let terminal = try PseudoTerminal()
                let psm = try sandbox.start(
                    command.map { Array($0.utf8) },
                    standardOutput: terminal.path
                )
                let output = await psm.finished()
                #expect(output.exitCode == 0, "\(command): \(output.stderr)")
                let shown = terminal.text
                #expect(!shown.contains("\u{1B}]") && !shown.contains("\u{1B}[2J"), "\(command)")
                #expect(!shown.contains("\u{7}") && !shown.contains("\u{202E}"), "\(command)")
                #expect(shown.contains("pwn") || command[0] == "journal", "\(command): \(shown)")
            }
        }

        @Test func aPipeGetsTheBytes() async throws {
            try await addHostileTrack()
            let output = try await sandbox.psm("sql", "SELECT name FROM tracks")
            #expect(output.text == "\(title)\n")
        }

        @Test func messagesAreHarmlessEverywhere() async throws {
            try await addHostileTrack()
            let odd = "\(sandbox.path)/x\u{1B}[2J"
            try sandbox.write(FilePath("\(odd).json"), Array("{}".utf8))
            try sandbox.addSong("y\u{1B}[2J.flac", title: "Quay")
            #expect(try await sandbox.psm("scan").exitCode == 0)
            for command in [
                ["import", "\(odd).json"], ["set-match", "T1", "\(sandbox.music)/y\u{1B}[2J.flac"],
                ["remove-match", "T1"], ["scan", "--paths", odd], ["bui\u{1B}[2J"],
                ["scan", "--unknown\u{1B}[2J"], ["playlist", "show", "no\u{1B}[2J"],
                ["diagnose", "no\u{1B}[2J"], ["scan", "--data-dir", "\(odd).json"],
            ] {
                let output = try await sandbox.psm(command)
                #expect(!output.stderr.contains("\u{1B}"), "\(command)")
                #expect(!output.text.contains("\u{1B}"), "\(command)")
                #expect(!output.stderr.isEmpty || output.exitCode == 0, "\(command)")
            }
        }

        /// A name with a line break in it cannot pass for a message of psm's own.
        @Test func aMessageIsToldFromWhatItNames() async throws {
            let output = try await sandbox.psm("import", "/no\npsm: All is well.")
            #expect(output.exitCode == 66)
            #expect(output.stderr.contains("\n     psm: All is well."), "\(output.stderr)")
        }

        @Test func aLongPathIsShortened() async throws {
            let output = try await sandbox.psm("import", String(repeating: "/deep", count: 900))
            #expect(output.exitCode != 0)
            #expect(output.stderr.contains("…") && output.stderr.utf8.count < 1_000)
        }

        /// In a mount namespace of its own, where one may be made.
        @Test(.enabled(if: geteuid() == 0)) func argumentsNeedNoProc() async throws {
            let command = "umount -l /proc || exit 77; exec '\(PsmProcess.executable)' --version"
            let output = try await sandbox.start(
                ["-m", "sh", "-c", command].map { Array($0.utf8) },
                executable: "/usr/bin/unshare"
            ).finished()
            // 1: no namespace; 77: no right to unmount there.
            if output.exitCode == 1 || output.exitCode == 77 { return }
            #expect(output.exitCode == 0, "\(output.stderr)")
            #expect(!output.text.contains("USAGE") && !output.text.isEmpty, "\(output.text)")
        }

        // MARK: Commands that only ask

        private static let questions = [
            ["status"], ["playlist", "show", "P1"], ["diagnose", "T1"], ["match", "review"],
            ["journal", "tail", "--since", "@0"], ["journal", "info"], ["sql", "SELECT 1"],
        ]

        @Test func askingCreatesNothing() async throws {
            for command in Self.questions {
                _ = try await sandbox.psm(command)
                #expect(!sandbox.exists(sandbox.data), "\(command)")
                let names = sandbox.names(in: sandbox.path).filter { !$0.hasSuffix(".profraw") }
                #expect(names == ["home", "music", "output"], "\(command)")
            }
        }

        /// Where the checkout itself is private, nobody else can run what was built in it.
        static let nobodyMayRunPsm =
            geteuid() == 0
            && (try? Unprivileged.run { try PosixFileSystem().open(PsmProcess.executable, .read) })
                != nil

        /// As another user, to whom everything is shown and nothing belongs.
        @Test(.enabled(if: nobodyMayRunPsm)) func whoMayReadMayAsk() async throws {
            try sandbox.addSong("one.flac", title: "Harbour")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            #expect(try await sandbox.psm("import", sandbox.playlistFile.string).exitCode == 0)
            #expect(try await sandbox.psm("build").exitCode == 0)
            for path in [sandbox.path, sandbox.data, sandbox.data.appending("journal")] {
                #expect(chmod(path.string, 0o755) == 0)
            }
            for name in sandbox.names(in: sandbox.data.appending("journal")) {
                chmod(sandbox.data.appending("journal").appending(name).string, 0o644)
            }
            #expect(chmod(sandbox.data.appending("psm.db").string, 0o644) == 0)
            let before = sandbox.names(in: sandbox.data)
            for command in Self.questions {
                let output = try await sandbox.psmAsNobody(command)
                #expect(output.exitCode == 0, "\(command): \(output.stderr)")
            }
            let shown = try await sandbox.psmAsNobody(["playlist", "show", "P1"])
            #expect(shown.text.contains("Harbour"))
            #expect(sandbox.names(in: sandbox.data) == before)
            // What is behind is caught up in memory.
            try sandbox.addSong("two.flac", title: "Ferry")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T2", "Ferry")])])
            #expect(try await sandbox.psm("import", sandbox.playlistFile.string).exitCode == 0)
            let later = try await sandbox.psmAsNobody(["playlist", "show", "P1"])
            #expect(later.text.contains("Ferry"), "\(later.stderr)")
        }
    }
}

extension Sandbox {
    /// As a user whom permissions hold back.
    func psmWithoutRights(_ arguments: [String]) async throws -> PsmOutput {
        try await geteuid() == 0 ? psmAsNobody(arguments) : psm(arguments)
    }

    /// Lets every user do everything in a folder and those below.
    func openToAll(_ folder: FilePath) throws {
        chmod(folder.string, 0o777)
        for name in names(in: folder) {
            let path = folder.appending(name)
            var status = stat()
            guard lstat(path.string, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: if path != music { try openToAll(path) }
            case S_IFREG: chmod(path.string, 0o666)
            default: break
            }
        }
    }

    /// By `setpriv`, of util-linux.
    func psmAsNobody(_ arguments: [String]) async throws -> PsmOutput {
        let setting = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        return try await start(
            (setting + [PsmProcess.executable.string] + arguments).map { Array($0.utf8) },
            executable: "/usr/bin/setpriv"
        ).finished()
    }
}
