import ArgumentParser
import Library
import Logging
import SystemPackage

struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Bring the journal up to date with the disk."
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Look only at these files and folders.", valueName: "path")
    )
    var paths: [String] = []

    @Flag(help: "Read the tags of files whose size, times or inode changed (the default).")
    var quick = false

    @Flag(help: "Read the tags of every file again.")
    var deep = false

    @Flag(help: "Record files as removed although their root or mount point is gone.")
    var acceptRemovals = false

    @Option(
        help: ArgumentHelp(
            "Then show what changed from this time or @POSITION on, whoever recorded it.",
            valueName: "time"
        ),
        transform: Moment.argument
    )
    var since: Moment?

    @OptionGroup var watching: WatchOptions

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if quick && deep { throw ValidationError("--quick and --deep exclude each other.") }
        try watching.check(
            isWatching: watching.watch,
            conflicts: paths.isEmpty ? nil : "--paths",
            deep ? "--deep" : nil,
            acceptRemovals ? "--accept-removals" : nil,
            since.map { _ in "--since" },
            json ? "--json" : nil
        )
    }

    func run() throws {
        let application = try global.open()
        if watching.watch {
            return try watching.run(application, [Stage.library], followsDisk: true)
        }
        let (summary, duration) = try LibraryScan(application: application).run(request)
        if let since {
            StandardError.line(summary.line(duration))
            try ScanSince(application: application, since: since).report(json: json)
        } else if json {
            try StandardOutput.json(ScanJSON(summary, duration))
        } else {
            StandardOutput.line(summary.line(duration))
        }
        try summary.throwIfNothingWasThere(application)
    }

    private var request: ScanRequest {
        ScanRequest(
            scope: paths.isEmpty ? .everything : .paths(paths.map(WorkingDirectory.absolute)),
            depth: deep ? .deep : .quick,
            acceptsRemovals: acceptRemovals
        )
    }
}

/// A scan with its progress and its problems shown.
struct LibraryScan {
    let application: Application

    func run(_ request: ScanRequest = ScanRequest()) throws -> (ScanSummary, Duration) {
        let progress = ProgressLine()
        defer { progress.finish() }
        let start = ContinuousClock.now
        let summary = try application.scanner { progress.show($0) }.scan(request)
        progress.finish()
        application.tellNotices()
        for problem in summary.lost { application.logger.warning("\(problem.message)") }
        for problem in summary.errors.first { application.logger.warning("\(problem.message)") }
        if let further = summary.furtherErrors { application.logger.warning("\(further)") }
        return (summary, ContinuousClock.now - start)
    }
}

extension ScanSummary {
    /// What is said in place of more errors than anybody reads.
    var furtherErrors: String? {
        guard errors.furtherCount > 0 else { return nil }
        return "\(Text.count(errors.furtherCount, "more error")); the files are in "
            + "psm sql \"SELECT path, error FROM library_files WHERE error IS NOT NULL\""
    }

    func line(_ duration: Duration) -> String {
        var parts = [
            "\(Text.count(added + returned)) added", "\(Text.count(changed)) changed",
            "\(Text.count(moved)) moved", "\(Text.count(removed)) removed",
            "\(Text.count(unchanged)) unchanged",
        ]
        if !errors.isEmpty { parts.append(Text.count(errors.count, "error")) }
        return "library: " + parts.joined(separator: ", ") + " (\(Text.seconds(duration)))"
    }

    /// Where every root is lost or cannot be read, nothing was scanned, and that is no success.
    func throwIfNothingWasThere(_ application: Application) throws {
        let missed = Set((lost + errors.first).map(\.path))
        let roots = application.settings.library.roots
        if !roots.isEmpty, roots.allSatisfy(missed.contains) {
            throw ExitCode(Failure.noInput.rawValue)
        }
    }
}

private struct ScanJSON: Encodable {
    let added: Int
    let returned: Int
    let changed: Int
    let moved: Int
    let removed: Int
    let unchanged: Int
    let errors: Int
    let seconds: Double
    let problems: [Problem]

    struct Problem: Encodable {
        let path: String
        let message: String
    }

    init(_ summary: ScanSummary, _ duration: Duration) {
        // A file that came back is there now and was not before: to a reader it was added.
        added = summary.added + summary.returned
        returned = summary.returned
        changed = summary.changed
        moved = summary.moved
        removed = summary.removed
        unchanged = summary.unchanged
        errors = summary.errors.count
        seconds = duration / .seconds(1)
        problems = (summary.lost + summary.errors.first).map {
            Problem(path: $0.path.string, message: $0.message)
        }
    }
}
