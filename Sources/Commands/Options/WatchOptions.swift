import App
import ArgumentParser

/// How a command stays and follows what changes.
struct WatchOptions: ParsableArguments {
    @Flag(help: "Stay, and follow every change.")
    var watch = false

    @Option(
        help: ArgumentHelp(
            "Seconds of quiet before changes are taken up, 2 where the settings say no other.",
            valueName: "seconds"
        )
    )
    var debounce: Double?

    @Flag(name: .customLong("no-debounce"), help: "Take up every change at once.")
    var withoutDebounce = false

    @Flag(help: "Look at intervals, and do not rely on what the kernel tells.")
    var poll = false

    @Option(
        help: ArgumentHelp(
            "Seconds between two looks at what is polled, 60 where the settings say no other.",
            valueName: "seconds"
        )
    )
    var interval: Double?

    private static let longestDebounceSeconds = 3_600.0
    private static let intervalsInSeconds = 1.0...86_400

    func validate() throws {
        if let debounce, !(0...Self.longestDebounceSeconds).contains(debounce) {
            throw ValidationError("--debounce takes seconds, from 0 to 3600.")
        }
        if debounce != nil && withoutDebounce {
            throw ValidationError("--debounce and --no-debounce exclude each other.")
        }
        if let interval, !Self.intervalsInSeconds.contains(interval) {
            throw ValidationError("--interval takes seconds, from 1 to 86400.")
        }
    }

    /// - Parameters:
    ///   - isWatching: whether the command watches, be it for `--watch` or for the settings.
    ///   - conflicts: options that were given and do not go with it; nil for those that were not.
    func check(isWatching: Bool, conflicts: String?...) throws {
        if isWatching {
            guard let conflict = conflicts.compactMap({ $0 }).first else { return }
            throw ValidationError("\(conflict) does not go with --watch.")
        }
        if debounce != nil || withoutDebounce || poll || interval != nil {
            throw ValidationError(
                "--debounce, --no-debounce, --poll and --interval go with --watch."
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
    /// - Parameter followsDisk: whether it looks at the library too, and not at the journal alone.
    func run(_ application: Application, _ selection: ProjectorSelection, followsDisk: Bool) throws
    {
        let service = ServiceNotifier.ofProcess()
        TerminationSignal.install()
        var application = application
        apply(to: &application.settings.library.watch)
        try Watcher(
            application: application,
            selection: selection,
            command: ArgumentText.commandLine,
            followsDisk: followsDisk,
            polls: poll,
            stop: TerminationSignal.request,
            service: service
        ).run()
    }
}
