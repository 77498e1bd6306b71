import App
import ArgumentParser

/// The options of commands that can keep running and follow changes.
struct WatchOptions: ParsableArguments {
    @Flag(help: "Keep running, and follow every change.")
    var watch = false

    @Option(
        help: ArgumentHelp(
            "Seconds of quiet before changes are processed (default: 2).",
            valueName: "seconds"
        )
    )
    var debounce: Double?

    @Flag(name: .customLong("no-debounce"), help: "Process every change at once.")
    var withoutDebounce = false

    @Flag(help: "Poll all folders instead of relying on inotify.")
    var poll = false

    @Option(
        help: ArgumentHelp(
            "Seconds between two polls (default: 60).",
            valueName: "seconds"
        )
    )
    var interval: Double?

    private static let longestDebounceSeconds = 3_600.0
    private static let intervalsInSeconds = 1.0...86_400

    func validate() throws {
        if let debounce, !(0...Self.longestDebounceSeconds).contains(debounce) {
            throw ValidationError("--debounce takes a number of seconds from 0 to 3600.")
        }
        if debounce != nil && withoutDebounce {
            throw ValidationError("--debounce and --no-debounce cannot be used together.")
        }
        if let interval, !Self.intervalsInSeconds.contains(interval) {
            throw ValidationError("--interval takes a number of seconds from 1 to 86400.")
        }
    }

    /// - Parameters:
    ///   - isWatching: whether the command watches, because of `--watch` or the settings.
    ///   - conflicts: options that were given and conflict with watching; nil for those not given.
    func check(isWatching: Bool, conflicts: String?...) throws {
        if isWatching {
            guard let conflict = conflicts.compactMap({ $0 }).first else { return }
            throw ValidationError("\(conflict) cannot be used with --watch.")
        }
        if debounce != nil || withoutDebounce || poll || interval != nil {
            throw ValidationError(
                "--debounce, --no-debounce, --poll and --interval need --watch."
            )
        }
    }

    func apply(to settings: inout Settings.Watch) {
        if let debounce { settings.debounceSeconds = debounce }
        if withoutDebounce { settings.debounceSeconds = 0 }
        if let interval { settings.pollingIntervalSeconds = interval }
    }

    /// Watches until a signal ends it.
    ///
    /// - Parameter followsDisk: whether to watch the library too, not only the journal.
    func run(_ application: Application, _ selection: ProjectorSelection, followsDisk: Bool) throws
    {
        let service = ServiceNotifier.ofProcess()
        TerminationSignal.install()
        let command = ArgumentText.commandLine
        let (registered, changes) = try SharedSettings(dataDirectory: application.dataDirectory)
            .register(application.settings, command: command)
        for change in changes { application.tell(.remark(.info, change.sentence)) }
        defer { registered.end() }
        var loaded = application.settings
        var before: Watcher?
        while true {
            var application = application
            application.settings = loaded
            apply(to: &application.settings.library.watch)
            let watcher = Watcher(
                application: application,
                selection: selection,
                command: command,
                followsDisk: followsDisk,
                polls: poll,
                stop: TerminationSignal.request,
                service: service,
                registered: registered,
                loaded: loaded,
                before: before
            )
            try watcher.run()
            guard let successor = watcher.successor else { return }
            loaded = successor
            before = watcher
        }
    }
}
