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

    /// The name of the service.
    struct Naming: ParsableArguments {
        @Option(help: "The service's name.")
        var name = "psm"

        /// systemd allows 256 bytes, including the suffix.
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
            abstract: "Write a systemd unit for this user, and start it.",
            discussion: """
                The service gets the options given here and the PSM variables that are set now. \
                Without systemd, psm prints the commands to run later.
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var naming: Naming

        @Flag(name: .customLong("no-export"), help: "Do not write playlist files.")
        var withoutExport = false

        @Flag(name: .customLong("no-report"), help: "Do not write reports.")
        var withoutReport = false

        @Flag(help: "Replace the unit even if psm did not write it or it was edited.")
        var force = false

        @Flag(name: .customLong("print"), help: "Only print the unit.")
        var onlyPrints = false

        func run() throws {
            let context = ProcessContext.current()
            let text = UnitFile.sealed(try unit(context).text())
            if onlyPrints { return StandardOutput.write(text) }
            let file = try naming.file(context)
            let (before, isWritten) = try file.write(text, force: force)
            StandardOutput.line(
                "\(file.path.string) \(isWritten ? "was written" : "is up to date")"
            )
            try start(isReplaced: isWritten && before != .absent, context)
        }

        private func start(isReplaced: Bool, _ context: ProcessContext) throws {
            let commands = UserManager.start(naming.unit, isReplaced: isReplaced)
            guard let manager = UserManager(environment: context.environment) else {
                StandardOutput.line(
                    "systemd does not answer here for this user; where it does, run:"
                )
                for command in commands {
                    StandardOutput.line("  \(UserManager.commandLine(command))")
                }
                return StandardOutput.line(Self.lingering)
            }
            for command in commands { try manager.run(command) }
            StandardOutput.line(
                "\(naming.unit) is starting; systemctl --user status \(naming.unit) shows its state"
            )
            StandardOutput.line(Self.lingering)
        }

        private static let lingering =
            "loginctl enable-linger keeps it running while you are not logged in"

        /// - Throws: errors that would keep the watcher from starting, where nobody would see them.
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

        private static func executable() throws -> FilePath {
            let path = FilePath.ofRunningExecutable()
            guard path.withPlatformString({ access($0, X_OK) }) == 0 else {
                throw CommandError(
                    .inputOutput,
                    "Cannot tell where psm is: it seems to be “\(path.string)”, which cannot be run. "
                        + "Use the installed psm."
                )
            }
            return path
        }
    }

    struct Uninstall: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop the service, and remove its unit.",
            discussion: "A unit that was edited since psm wrote it is left alone."
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var naming: Naming

        func run() throws {
            let context = ProcessContext.current()
            let file = try naming.file(context)
            try file.checkRemovable()
            let manager = UserManager(environment: context.environment)
            // Before the file is removed: systemd reads in it which target to disable it for.
            try manager?.run(UserManager.stop(naming.unit))
            try file.remove()
            StandardOutput.line("\(file.path.string) was removed")
            if let manager { return try manager.run(UserManager.forget) }
            StandardOutput.line("systemd does not answer here for this user; where it does, run:")
            for command in [UserManager.stop(naming.unit), UserManager.forget] {
                StandardOutput.line("  \(UserManager.commandLine(command))")
            }
        }
    }
}
