import App
import ArgumentParser
import FileIO
import Glibc
import Library
import Messages
import SystemPackage

struct ServiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "Let systemd run psm build --watch for you.",
        subcommands: [Install.self, Uninstall.self]
    )

    /// Which service is meant.
    struct Naming: ParsableArguments {
        @Option(help: "The service's name.")
        var name = "psm"

        /// systemd takes 256 bytes with what comes behind the name.
        private static let longestBytes = 200

        func validate() throws {
            let isPlain = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."):
                    true
                default: false
                }
            }
            let isTaken = isPlain && (1...Self.longestBytes).contains(name.utf8.count)
            guard isTaken, name.first != "-", name.first != ".", !name.hasSuffix(".service") else {
                throw ValidationError(
                    "--name takes letters, digits, “-”, “_” and “.”, without “.service” at the end."
                )
            }
        }

        var unit: String { "\(name).service" }

        func file(_ context: ProcessContext) throws -> UnitFile {
            let locations = SettingsLocations(
                environment: context.environment,
                workingDirectory: context.workingDirectory,
                home: context.home
            )
            return UnitFile(path: try locations.userUnitDirectory().appending(unit))
        }
    }
}

extension ServiceCommand {
    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a unit of systemd for this user, and start it.",
            discussion: """
                The service works with the options given here and with the PSM variables that are \
                set now. Without systemd it prints the commands that are left to run.
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var naming: Naming

        @Flag(name: .customLong("no-export"), help: "Leave the playlist files alone.")
        var withoutExport = false

        @Flag(name: .customLong("no-report"), help: "Leave the reports alone.")
        var withoutReport = false

        @Flag(help: "Replace a unit that somebody else wrote or edited.")
        var force = false

        @Flag(name: .customLong("print"), help: "Print the unit, and do nothing else.")
        var onlyPrints = false

        func run() throws {
            let context = ProcessContext.current()
            let text = UnitFile.sealed(try unit(context).text())
            if onlyPrints { return StandardOutput.write(text) }
            let file = try naming.file(context)
            let (before, isWritten) = try file.write(text, force: force)
            StandardOutput.line(
                "\(file.path.string) \(isWritten ? "is written" : "is as it should be")"
            )
            try start(isReplaced: isWritten && before != .absent, context)
        }

        private func start(isReplaced: Bool, _ context: ProcessContext) throws {
            let commands = UserManager.start(naming.unit, isReplaced: isReplaced)
            guard let manager = UserManager(environment: context.environment) else {
                StandardOutput.line("no systemd of this user answers here; where it does, run:")
                for command in commands {
                    StandardOutput.line("  \(UserManager.commandLine(command))")
                }
                return StandardOutput.line(Self.lingering)
            }
            for command in commands { try manager.run(command) }
            StandardOutput.line(
                "\(naming.unit) is on its way; systemctl --user status \(naming.unit) shows it"
            )
            StandardOutput.line(Self.lingering)
        }

        private static let lingering =
            "loginctl enable-linger lets it run while you are not logged in"

        /// - Throws: what keeps a watcher from starting: that would be seen by nobody.
        private func unit(_ context: ProcessContext) throws -> ServiceUnit {
            let (settings, _) = try global.load()
            if settings.library.roots.isEmpty { throw ScanError.noRoots }
            return ServiceUnit(
                executable: try Self.executable().bytes,
                flags: (withoutExport ? ["--no-export"] : [])
                    + (withoutReport ? ["--no-report"] : []),
                config: global.config.map { WorkingDirectory.absolute($0).bytes },
                dataDirectory: global.dataDir.map { WorkingDirectory.absolute($0).bytes },
                logLevel: global.logLevel,
                settings: settings,
                context: context
            )
        }

        /// Source: proc(5).
        private static func executable() throws -> FilePath {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
            let length = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
            let path = FilePath(platformString: buffer)
            // One that was replaced meanwhile has a name that is none.
            guard length > 0, path.withPlatformString({ access($0, X_OK) }) == 0 else {
                throw CommandError(
                    .inputOutput,
                    "Cannot tell where psm is: /proc/self/exe names “\(path.string)”, "
                        + "which cannot be run. Use the psm that is installed."
                )
            }
            return path
        }
    }

    struct Uninstall: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop the service, and remove its unit.",
            discussion: "A unit that somebody edited since psm wrote it is left alone."
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var naming: Naming

        func run() throws {
            let context = ProcessContext.current()
            let file = try naming.file(context)
            try file.checkRemovable()
            let manager = UserManager(environment: context.environment)
            // While the file is there: it says what to take out of which target.
            try manager?.run(UserManager.stop(naming.unit))
            try file.remove()
            StandardOutput.line("\(file.path.string) is removed")
            if let manager { return try manager.run(UserManager.forget) }
            StandardOutput.line("no systemd of this user answers here; where it does, run:")
            for command in [UserManager.stop(naming.unit), UserManager.forget] {
                StandardOutput.line("  \(UserManager.commandLine(command))")
            }
        }
    }
}
