import ArgumentParser
import SystemPackage
import Testing

@testable import Commands

extension EndToEnd {
    @Suite struct UsageTests {
        /// The words that call each command, those with commands of their own first.
        private static let allCalls = calls(CommandList.standard) + [["demo"]]

        private static func calls(
            _ commands: [any ParsableCommand.Type],
            behind words: [String] = []
        ) -> [[String]] {
            commands.flatMap { command in
                let call = words + [command._commandName]
                return [call] + calls(command.configuration.subcommands, behind: call)
            }
        }

        /// The same, of a command as the argument parser describes it.
        private static func calls(
            describedBy commands: [JSONObject],
            behind words: [String] = []
        ) throws -> [[String]] {
            try commands.flatMap { command in
                let call = words + [try #require(command.string("commandName"))]
                let hasOwn = command.keys.contains("subcommands")
                let own = hasOwn ? try command.objects("subcommands") : []
                return [call] + (try calls(describedBy: own, behind: call))
            }
        }

        @Test func versionAndHelp() async throws {
            let sandbox = try Sandbox()
            let version = try await sandbox.psm("--version")
            #expect(version.exitCode == 0)
            #expect(version.text == "0.1.0\n")
            let help = try await sandbox.psm("--help")
            #expect(help.exitCode == 0)
            let named = Set(
                help.lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
                    .compactMap { $0.split(separator: " ").first.map(String.init) }
            )
            for command in Self.allCalls.compactMap(\.first) { #expect(named.contains(command)) }
            #expect(!sandbox.exists(sandbox.data))
        }

        /// The executable knows the commands of the list and its own, and no others.
        @Test func everyCommandIsKnown() async throws {
            let sandbox = try Sandbox()
            let described = try await sandbox.psm("--experimental-dump-help").json()
            let root = try described.object("command")
            let known = try Self.calls(describedBy: root.objects("subcommands"))
            // The argument parser's own.
            #expect(Set(known.filter { $0 != ["help"] }) == Set(Self.allCalls))
            #expect(known.count == Set(known).count)
        }

        @Test(arguments: UsageTests.allCalls)
        func everyCommandHasHelpAndRefusesWhatItDoesNotKnow(call: [String]) async throws {
            let sandbox = try Sandbox()
            let help = try await sandbox.psm(call + ["--help"])
            #expect(help.exitCode == 0)
            #expect(help.text.contains("psm \(call.joined(separator: " "))"))
            #expect(help.stderr.isEmpty)
            let wrong = try await sandbox.psm(call + ["--no-such-option"])
            #expect(wrong.exitCode == 64)
            #expect(wrong.stdout.isEmpty)
            #expect(!wrong.stderr.isEmpty)
            #expect(!sandbox.exists(sandbox.data))
        }

        @Test(arguments: [
            ["nonsense"], ["scan", "nonsense"], ["scan", "--quick", "--deep"], ["scan", "--jso"],
            ["--log-level", "loud", "status"], ["build", "--debounce", "-1"],
            ["build", "--debounce", "1e300"], ["build", "--debounce", "nan"],
            ["build", "--debounce", "1", "--no-debounce"], ["import"], ["set-match", "one"],
            ["export", "--mode", "loose"], ["journal", "tail", "-n", "-1"],
            ["journal", "tail", "--since", "the other day"], ["journal", "tail", "--since", "@-1"],
            ["project", "nothing"],
        ])
        func wrongUsageExitsWith64(arguments: [String]) async throws {
            let sandbox = try Sandbox()
            let output = try await sandbox.psm(arguments)
            #expect(output.exitCode == 64)
            #expect(output.stdout.isEmpty)
            #expect(!output.stderr.isEmpty)
        }

        @Test func anUnknownCommandIsNamed() async throws {
            let sandbox = try Sandbox()
            let near = try await sandbox.psm("buidl")
            #expect(near.exitCode == 64)
            #expect(near.stderr.contains("There is no command “buidl”. Did you mean build?"))
            let asked = try await sandbox.psm("help", "buidl")
            #expect(asked.exitCode == 64)
            #expect(asked.stderr.contains("There is no command “buidl”. Did you mean build?"))
            let far = try await sandbox.psm("nonsense")
            #expect(far.stderr.contains("psm --help lists all commands."))
        }

        /// The parser alone would take the number for an option and miss a value.
        @Test(arguments: [
            ["match", "review", "--limit"], ["diagnose", "x", "--top"], ["journal", "tail", "-n"],
        ])
        func aNegativeNumberIsAnsweredByTheCommand(arguments: [String]) async throws {
            let sandbox = try Sandbox()
            let output = try await sandbox.psm(arguments + ["-3"])
            #expect(output.exitCode == 64)
            let name = arguments.last ?? ""
            #expect(output.stderr.contains("\(name) takes a number of 0 or more."))
        }

        @Test func globalOptionsStandBeforeAndBehindTheCommand() async throws {
            let sandbox = try Sandbox()
            let other = sandbox.path("other")
            for arguments in [
                ["--data-dir", "other", "status"], ["status", "--data-dir", "other"],
                ["--data-dir=other", "status", "--json"],
                ["--log-level", "debug", "--data-dir", other.string, "journal", "info"],
                ["--data-dir", "other", "scan", "--paths", "music"],
            ] {
                let output = try await sandbox.psm(arguments)
                #expect(output.exitCode == 0, "\(arguments): \(output.stderr)")
                #expect(!sandbox.exists(sandbox.data))
            }
            #expect(sandbox.names(in: other).contains("psm.db"))
        }

        @Test func dataFolderFollowsOptionEnvironmentAndHome() async throws {
            let sandbox = try Sandbox()
            sandbox.environment["PSM_DATA_DIR"] = .some(nil)
            try await sandbox.psm("project")
            #expect(sandbox.exists(sandbox.path("home/data/psm/psm.db")))
            sandbox.environment["XDG_DATA_HOME"] = .some(nil)
            try await sandbox.psm("project")
            #expect(sandbox.exists(sandbox.path("home/.local/share/psm/psm.db")))
        }

        @Test func withoutAnyEnvironmentItSaysWhatIsMissing() async throws {
            let sandbox = try Sandbox()
            for name in [
                "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PSM_DATA_DIR", "PSM__LIBRARY__PATHS",
                "PSM__EXPORT__DIRECTORY", "PSM__REPORTS__DIRECTORY",
            ] {
                sandbox.environment[name] = .some(nil)
            }
            let lost = try await sandbox.psm("status")
            #expect(lost.exitCode == 78)
            #expect(lost.stderr.contains("HOME"))
            #expect(try await sandbox.psm("--version").exitCode == 0)
            #expect(try await sandbox.psm("status", "--data-dir", "here").exitCode == 0)
            let unset = try await sandbox.psm("scan", "--data-dir", "here")
            #expect(unset.exitCode == 78)
            #expect(unset.stderr.contains("library.paths"))
            // A watcher has no root either, and does not wait for one.
            let watch = try await sandbox.psm("build", "--watch", "--data-dir", "here")
            #expect(watch.exitCode == 78)
        }

        @Test func nothingIsColouredInAFile() async throws {
            let sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            sandbox.environment["NO_COLOR"] = "1"
            for arguments in [
                ["build"], ["status"], ["journal", "tail"], ["project", "--rebuild"],
            ] {
                let output = try await sandbox.psm(arguments)
                #expect(output.exitCode == 0)
                #expect(!output.stdout.contains(0x1B))
                #expect(!output.stderr.contains("\u{1B}"))
            }
        }
    }

    @Suite struct SettingsCommandTests {
        @Test func configListsEverySettingWithItsOrigin() async throws {
            let sandbox = try Sandbox()
            let file = sandbox.path("home/config/psm/config.yaml")
            try sandbox.write(file, Array("export:\n  mode: mirrored\n".utf8))
            let json = try await sandbox.psm("config", "--json").json()
            let mode = try json.object("export.mode")
            #expect(mode.string("value") == "mirrored")
            #expect(mode.string("path") == file.string)
            #expect(mode["line"] == 2)
            let paths = try json.object("library.paths")
            #expect(paths.strings("value") == [sandbox.music.string])
            #expect(paths.string("variable") == "PSM__LIBRARY__PATHS")
            let text = try await sandbox.psm("config")
            #expect(text.lines.count == json.keys.count)
            // The environment wins.
            sandbox.environment["PSM__EXPORT__MODE"] = "strict"
            let again = try await sandbox.psm("config", "--json").json()
            #expect(try again.object("export.mode").string("value") == "strict")
        }

        @Test func anUnknownSettingNamesTheNearest() async throws {
            let sandbox = try Sandbox()
            let file = sandbox.path("own.yaml")
            try sandbox.write(file, Array("library:\n  path: [/x]\n".utf8))
            let inFile = try await sandbox.psm("--config", "own.yaml", "status")
            #expect(inFile.exitCode == 78)
            #expect(inFile.stderr.contains("library.paths"))
            #expect(inFile.stdout.isEmpty)
            sandbox.environment["PSM__LIBRARY__PATH"] = "/x"
            let inEnvironment = try await sandbox.psm("status")
            #expect(inEnvironment.exitCode == 78)
            #expect(inEnvironment.stderr.contains("PSM__LIBRARY__PATHS"))
        }

        @Test func aMalformedFileIsToldByLineAndColumn() async throws {
            let sandbox = try Sandbox()
            try sandbox.write(sandbox.path("own.yaml"), Array("library:\n  paths: [a\n".utf8))
            let output = try await sandbox.psm("status", "--config", "own.yaml")
            #expect(output.exitCode == 78)
            #expect(output.stderr.contains("line 3"))
            let missing = try await sandbox.psm("status", "--config", "none.yaml")
            #expect(missing.exitCode == 78)
            #expect(missing.stderr.contains("none.yaml"))
        }

        @Test func overlappingRootsAreRefused() async throws {
            let sandbox = try Sandbox()
            sandbox.environment["PSM__LIBRARY__PATHS"] = "[\"music\", \"music/inner\"]"
            let output = try await sandbox.psm("scan")
            #expect(output.exitCode == 78)
            #expect(output.stderr.contains("music/inner"))
            #expect(!sandbox.exists(sandbox.data))
        }
    }

    @Suite struct StreamTests {
        @Test func dataThatCannotBePrintedIsAnError() async throws {
            let sandbox = try Sandbox()
            for command in ["status", "config"] {
                let output = try await sandbox.start(
                    [Array(command.utf8)],
                    standardOutput: "/dev/full"
                ).finished()
                #expect(output.exitCode == 74)
                #expect(output.stderr.contains("stdout"))
            }
        }

        @Test(arguments: [1, 2, 3, 4, 6, 7])
        func closedStreamsEndInNobodysFile(closed: Int) async throws {
            let sandbox = try Sandbox()
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.write(sandbox.music.appending("broken.flac"), [1, 2, 3])
            for command in ["build", "status", "scan"] {
                let output = try await sandbox.start(
                    [Array(command.utf8)],
                    closed: .init(rawValue: closed)
                ).finished()
                #expect(output.exitCode == 0)
            }
            #expect(try await sandbox.psm("journal", "verify").exitCode == 0)
            #expect(try await sandbox.psm("project", "--rebuild").exitCode == 0)
            #expect(try sandbox.libraryPaths().count == 2)
        }
    }
}
