import FileIO
import Glibc
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ServiceCommandTests {
        private let sandbox: Sandbox
        private var unit: FilePath { sandbox.path("home/config/systemd/user/psm.service") }
        private var log: FilePath { sandbox.path("systemctl.log") }

        init() throws {
            sandbox = try Sandbox()
            sandbox.environment["PATH"] = sandbox.path("bin").string
        }

        /// A `systemctl` that notes what it is told, and somebody who listens to it.
        private func startManager(exitCode: Int = 0) throws -> LocalSocket {
            let script = """
                #!/bin/sh
                echo "$@" >> '\(log)'
                echo told
                exit \(exitCode)

                """
            try sandbox.write(sandbox.path("bin/systemctl"), Array(script.utf8))
            #expect(chmod(sandbox.path("bin/systemctl").string, 0o755) == 0)
            let socket = sandbox.path("run/systemd/private")
            try PosixFileSystem().createDirectories(socket.removingLastComponent())
            sandbox.environment["XDG_RUNTIME_DIR"] = sandbox.path("run").string
            return try LocalSocket(.listener, at: socket.string)
        }

        private func told() throws -> [String] {
            let lines = sandbox.text(log)?.split(separator: "\n").map(String.init) ?? []
            if sandbox.exists(log) { try sandbox.remove(log) }
            return lines
        }

        private func edit(_ path: FilePath) throws {
            try sandbox.write(path, try sandbox.read(path) + Array("Nice=0\n".utf8))
        }

        @Test func printWritesNothing() async throws {
            let printed = try await sandbox.psm("service", "install", "--print", "--no-export")
            #expect(printed.exitCode == 0)
            #expect(printed.stderr.isEmpty)
            #expect(!sandbox.exists(sandbox.path("home/config")))
            #expect(!sandbox.exists(sandbox.data))
            #expect(printed.text.contains("ExecStart=:"))
            #expect(printed.text.contains("/psm build --watch --no-export\n"))
            #expect(printed.text.contains("\nEnvironment=PSM_DATA_DIR=\(sandbox.data)\n"))
            // What is installed is what was printed.
            try await sandbox.psm("service", "install", "--no-export")
            #expect(sandbox.text(unit) == printed.text)
        }

        @Test func withoutSystemdItSaysWhatIsLeftToDo() async throws {
            let first = try await sandbox.psm("service", "install")
            #expect(first.exitCode == 0)
            #expect(first.stderr.isEmpty)
            #expect(first.text.contains("\(unit) was written\n"))
            #expect(first.text.contains("  systemctl --user daemon-reload\n"))
            #expect(first.text.contains("  systemctl --user enable --now --no-block psm.service\n"))
            #expect(first.text.contains("loginctl enable-linger"))
            let before = try FileMetadata.of(path: Array(unit.string.utf8), followSymlinks: false)
            let again = try await sandbox.psm("service", "install")
            #expect(again.exitCode == 0)
            #expect(again.text.contains("\(unit) is up to date\n"))
            let after = try FileMetadata.of(path: Array(unit.string.utf8), followSymlinks: false)
            #expect(before == after)
            #expect(sandbox.names(in: unit.removingLastComponent()) == ["psm.service"])

            // Options that every command understands do no harm.
            let gone = try await sandbox.psm("--data-dir", "other", "service", "uninstall")
            #expect(gone.exitCode == 0)
            #expect(gone.text.contains("  systemctl --user disable --now psm.service\n"))
            #expect(!sandbox.exists(unit))
            let nothing = try await sandbox.psm("service", "uninstall")
            #expect(nothing.exitCode == 66)
            #expect(nothing.stderr.contains(unit.string))
        }

        @Test func systemdIsToldWhatToDo() async throws {
            let manager = try startManager()
            let installed = try await sandbox.psm("service", "install", "--name", "music")
            #expect(installed.exitCode == 0)
            #expect(installed.stderr == "told\ntold\n")
            #expect(
                try told() == [
                    "--user daemon-reload", "--user enable --now --no-block music.service",
                ]
            )
            // One that may be running is started again where its unit is another.
            try await sandbox.psm("service", "install", "--name", "music", "--no-report")
            #expect(
                try told() == [
                    "--user daemon-reload", "--user enable music.service",
                    "--user restart --no-block music.service",
                ]
            )
            try await sandbox.psm("service", "uninstall", "--name", "music")
            #expect(
                try told() == ["--user disable --now music.service", "--user daemon-reload"]
            )
            #expect(sandbox.names(in: unit.removingLastComponent()).isEmpty)
            withExtendedLifetime(manager) {}
        }

        @Test func whatSystemdRefusesIsAFailure() async throws {
            let manager = try startManager(exitCode: 1)
            let installed = try await sandbox.psm("service", "install")
            #expect(installed.exitCode == 75)
            #expect(installed.stderr.contains("systemctl --user daemon-reload"))
            #expect(sandbox.exists(unit))
            // What may still run keeps its unit.
            let uninstalled = try await sandbox.psm("service", "uninstall")
            #expect(uninstalled.exitCode == 75)
            #expect(sandbox.exists(unit))
            withExtendedLifetime(manager) {}
        }

        @Test func aSocketThatNobodyListensToIsNoManager() async throws {
            _ = try startManager()
            let installed = try await sandbox.psm("service", "install")
            #expect(installed.exitCode == 0)
            #expect(installed.text.contains("  systemctl --user daemon-reload\n"))
            #expect(try told().isEmpty)
        }

        @Test func anEditedUnitIsLeftAlone() async throws {
            let manager = try startManager()
            try await sandbox.psm("service", "install")
            try edit(unit)
            _ = try told()
            let edited = try sandbox.read(unit)
            for command in ["install", "uninstall"] {
                let output = try await sandbox.psm("service", command)
                #expect(output.exitCode == 78)
                #expect(output.stderr.contains("\(unit) was edited"))
                #expect(try sandbox.read(unit) == edited)
            }
            #expect(try told().isEmpty)
            let forced = try await sandbox.psm("service", "install", "--force")
            #expect(forced.exitCode == 0)
            #expect(try told().contains("--user restart --no-block psm.service"))
            #expect(try await sandbox.psm("service", "uninstall").exitCode == 0)
            withExtendedLifetime(manager) {}
        }

        @Test func aForeignUnitIsLeftAlone() async throws {
            let other = sandbox.path("other.service")
            try sandbox.write(other, Array("[Service]\nExecStart=/bin/true\n".utf8))
            try PosixFileSystem().createDirectories(unit.removingLastComponent())
            #expect(symlink(other.string, unit.string) == 0)
            for command in ["install", "uninstall"] {
                let output = try await sandbox.psm("service", command)
                #expect(output.exitCode == 78)
                #expect(output.stderr.contains("was not written by psm"))
            }
            let before = try sandbox.read(other)
            #expect(try await sandbox.psm("service", "install", "--force").exitCode == 0)
            #expect(try sandbox.read(other) == before)
            #expect(try await sandbox.psm("service", "uninstall").exitCode == 0)
            #expect(sandbox.exists(other))
        }

        @Test func whatCannotRunIsNotInstalled() async throws {
            let arguments = ["service", "install", "--data-dir"].map { Array($0.utf8) }
            let output = try await sandbox.start(arguments + [[0x64, 0xFF]]).finished()
            #expect(output.exitCode == 78)
            #expect(output.stderr.contains("is not UTF-8"))
            sandbox.environment["PSM__EXPORT__MODE"] = "loose"
            #expect(try await sandbox.psm("service", "install").exitCode == 78)
            sandbox.environment["PSM__EXPORT__MODE"] = .some(nil)
            sandbox.environment["PSM__LIBRARY__PATHS"] = .some(nil)
            let rootless = try await sandbox.psm("service", "install")
            #expect(rootless.exitCode == 78)
            #expect(rootless.stderr.contains("library.paths"))
            #expect(!sandbox.exists(unit))
        }

        @Test(arguments: ["a/b", "psm.service", "-x", ".x", "a b", "a@b", "ä"])
        func anotherNameIsWrongUsage(name: String) async throws {
            for command in ["install", "uninstall"] {
                let output = try await sandbox.psm("service", command, "--name=\(name)")
                #expect(output.exitCode == 64)
                #expect(output.stderr.contains("--name takes"))
            }
        }
    }
}
