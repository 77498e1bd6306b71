import App
import ArgumentParser
import Logging
import SystemPackage

/// The options of every command, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The settings file.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp("The folder with psm's journal and database.", valueName: "folder")
    )
    var dataDir: String?

    @Option(help: "How much to log: trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    func validate() throws {
        if config == "" { throw ValidationError("--config takes the path of a file.") }
        if dataDir == "" { throw ValidationError("--data-dir takes the path of a folder.") }
        if let logLevel, Logger.Level(rawValue: logLevel) == nil {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--log-level takes one of \(known).")
        }
    }

    /// Moves global options from before the command's name to after it, where the command reads
    /// them: `psm --data-dir D scan` means `psm scan --data-dir D`.
    static func hoisted(_ arguments: [String]) -> [String] {
        let names: Set = ["--config", "--data-dir", "--log-level"]
        var rest = arguments[...]
        var leading: [String] = []
        while let first = rest.first {
            if names.contains(first), rest.count > 1 {
                leading += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if let equals = first.firstIndex(of: "="),
                names.contains(String(first[..<equals]))
            {
                leading.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        if leading.isEmpty || rest.isEmpty { return arguments }
        // After `--` there are only values.
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end]) + leading + Array(rest[end...])
    }

    func load() throws -> (settings: Settings, dataDirectory: FilePath) {
        try SettingsLoader.load(
            configFile: config.map(ArgumentText.path),
            dataDirectory: dataDir.map(ArgumentText.path),
            context: .current()
        )
    }

    /// Opens the application.
    ///
    /// - Throws: `SettingsConflict` if a running watcher uses other settings.
    func open() throws -> Application {
        let (settings, dataDirectory) = try loadLogging()
        var application = try Application(
            settings: settings,
            dataDirectory: dataDirectory,
            observer: ConsoleObserver(level: settings.logLevel)
        )
        application.settingsSource = SettingsLoader.source(
            configFile: config.map(ArgumentText.path),
            dataDirectory: dataDirectory,
            context: .current()
        )
        try application.agreeOnSettings()
        return application
    }

    /// Opens the application for a command that only asks.
    func openForReading() throws -> Application {
        let (settings, dataDirectory) = try loadLogging()
        return try .forReading(
            settings: settings,
            dataDirectory: dataDirectory,
            observer: ConsoleObserver(level: settings.logLevel)
        )
    }

    /// Opens the application for views of the past: with the journal, without `psm.db`.
    func openForThePast() throws -> Application {
        let (settings, dataDirectory) = try loadLogging()
        return try .forThePast(
            settings: settings,
            dataDirectory: dataDirectory,
            observer: ConsoleObserver(level: settings.logLevel)
        )
    }

    private func loadLogging() throws -> (settings: Settings, dataDirectory: FilePath) {
        var (settings, dataDirectory) = try load()
        if let logLevel { settings.logLevel = logLevel }
        return (settings, dataDirectory)
    }
}
