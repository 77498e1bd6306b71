import App
import FileIO
import Messages
import SystemPackage

/// The systemd unit that runs `psm build --watch`.
///
/// Source: systemd.service(5), systemd.exec(5).
struct ServiceUnit {
    struct Variable: Equatable {
        let name: String
        let value: [UInt8]
    }

    /// Absolute.
    var executable: [UInt8]
    /// After the executable.
    var arguments: [[UInt8]]
    var environment: [Variable]

    /// - Throws: `CommandError` if a unit file cannot express a path.
    func text() throws(CommandError) -> String {
        // After a colon a `$` is literal, in the executable's path too, where `$$` would stay `$$`.
        var command = ":" + (try UnitWord.program(executable))
        for argument in arguments {
            command += " " + (try UnitWord.quoted(argument, "An argument of the service"))
        }
        var assignments = ""
        for variable in environment {
            let assignment = Array("\(variable.name)=".utf8) + variable.value
            let word = try UnitWord.quoted(assignment, "The environment variable \(variable.name)")
            assignments += "Environment=\(word)\n"
        }
        return Self.introduction + "ExecStart=\(command)\n" + assignments + Self.conduct
    }

    private static let introduction = """
        [Unit]
        Description=psm: playlist files that follow the music library

        [Service]
        Type=notify
        NotifyAccess=main

        """

    private static let conduct = """

        # The first scan of a large library may take long.
        TimeoutStartSec=infinity
        # psm notifies the watchdog between two pieces of work. One of them may wait for a disk to
        # spin up, or for a network share that does not answer for a minute or two.
        WatchdogSec=5min

        # A full disk or a busy journal is temporary: restart after a pause, however often.
        Restart=on-failure
        RestartSec=30s
        # Wrong usage, damaged data, wrong settings: these need the user.
        RestartPreventExitStatus=64 65 78

        # psm finishes the step in progress. What is cut off is scanned again at the next start.
        KillSignal=SIGTERM
        TimeoutStopSec=30s

        # Yield to everything that somebody waits for. Not the idle class: a process that waits for
        # the journal's lock would then wait for all other work on that disk.
        Nice=10
        IOSchedulingClass=best-effort
        IOSchedulingPriority=7

        # psm needs no network, no privileges and no other program. Nothing here creates a mount
        # namespace: not every user may have one, and drives mounted later must be visible.
        NoNewPrivileges=yes
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        RestrictAddressFamilies=AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        SystemCallArchitectures=native

        [Install]
        WantedBy=default.target

        """
}

extension ServiceUnit {
    /// Takes from a command line and its environment what the service needs to work on the same
    /// library.
    ///
    /// - Parameters:
    ///   - config, dataDirectory: from `--config` and `--data-dir`, absolute.
    ///   - flags: for `psm build`, after `--watch`.
    init(
        executable: [UInt8],
        flags: [String],
        config: [UInt8]?,
        dataDirectory: [UInt8]?,
        logLevel: String?,
        settings: Settings,
        context: ProcessContext
    ) {
        self.executable = executable
        arguments = (["build", "--watch"] + flags).map { Array($0.utf8) }
        if let config { arguments += [Array("--config".utf8), config] }
        if let dataDirectory { arguments += [Array("--data-dir".utf8), dataDirectory] }
        if let logLevel { arguments += [Array("--log-level".utf8), Array(logLevel.utf8)] }
        environment = []
        if config == nil { environment += Self.base("XDG_CONFIG_HOME", ".config", context) }
        if dataDirectory == nil { environment += Self.dataDirectory(context) }
        environment += Self.settings(settings, context)
    }

    private static func dataDirectory(_ context: ProcessContext) -> [Variable] {
        let name = "PSM_DATA_DIR"
        guard let written = context.environment[name], !written.isEmpty else {
            return base("XDG_DATA_HOME", ".local/share", context)
        }
        // The service starts in another folder.
        let path = context.workingDirectory.pushing(FilePath(bytes: written))
            .lexicallyNormalized()
        return [Variable(name: name, value: path.bytes)]
    }

    /// A folder of the XDG specification, if it is not the default.
    private static func base(
        _ name: String,
        _ folder: String,
        _ context: ProcessContext
    ) -> [Variable] {
        guard let written = context.environment[name], written.first == UInt8(ascii: "/") else {
            return []
        }
        let usual = context.home?.bytes ?? []
        let path = SettingsPaths.absolute(written, base: "/", home: nil)?.bytes ?? written
        return path == usual + Array("/\(folder)".utf8) ? [] : [Variable(name: name, value: path)]
    }

    /// The settings that come from the environment, with absolute paths, because the service starts
    /// in another folder.
    private static func settings(_ settings: Settings, _ context: ProcessContext) -> [Variable] {
        settings.listing.compactMap { setting -> Variable? in
            guard case .environment(let name) = setting.origin,
                let written = context.environment[name]
            else { return nil }
            return switch (setting.definition.type, setting.value) {
            case (.path, .text(let path)): Variable(name: name, value: path)
            case (.pathList, .list(let paths)): Variable(name: name, value: list(paths))
            default: Variable(name: name, value: written)
            }
        }.sorted { $0.name < $1.name }
    }

    /// A JSON array, as bytes: paths that are not UTF-8 are refused later, by `UnitWord`.
    private static func list(_ paths: [[UInt8]]) -> [UInt8] {
        var array = Array("[".utf8)
        for path in paths {
            if array.count > 1 { array += ", ".utf8 }
            let text = String(validating: path, as: UTF8.self)
            array += text.map { Array(JSONText.quoted($0).utf8) } ?? path
        }
        return array + "]".utf8
    }
}
