import App
import ArgumentParser
import Library
import Logging
import Messages
import Moments
import ReadModels
import SystemPackage

struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Bring the journal up to date with the disk."
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Scan only these files and folders.", valueName: "path")
    )
    var paths: [String] = []

    @Flag(help: "Read the tags of files whose size, times or inode changed (the default).")
    var quick = false

    @Flag(help: "Read the tags of every file again.")
    var deep = false

    @Flag(help: "Record files as removed even if their root or mount point is unavailable.")
    var acceptRemovals = false

    @Option(
        help: ArgumentHelp(
            "Then show all changes since this time or @POSITION.",
            valueName: "time"
        ),
        transform: Moment.argument
    )
    var since: Moment?

    @OptionGroup var watching: WatchOptions

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if quick && deep { throw ValidationError("--quick and --deep cannot be used together.") }
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
            return try watching.run(
                application,
                .named([LibraryFilesProjector.name]),
                followsDisk: true
            )
        }
        let (summary, duration) = try application.scan(request, namesPassedOver: !json)
        if let since {
            StandardError.line(summary.line(duration))
            try ScanSince(application: application, since: since).report(json: json)
        } else if json {
            try StandardOutput.json(ScanJSON(summary, duration))
        } else {
            StandardOutput.line(summary.line(duration))
        }
        try summary.throwUnlessComplete(application)
    }

    private var request: ScanRequest {
        ScanRequest(
            scope: paths.isEmpty ? .everything : .paths(paths.map(WorkingDirectory.absolute)),
            depth: deep ? .deep : .quick,
            acceptsRemovals: acceptRemovals
        )
    }
}

extension ScanSummary {
    /// If every root is unavailable or unreadable, nothing was scanned, which is not a success. Nor is
    /// it one if something could not be read; what that is has been told.
    func throwUnlessComplete(_ application: Application) throws {
        let missed = Set((unavailable + errors.first).map(\.path))
        let roots = application.settings.library.roots
        if !roots.isEmpty, roots.allSatisfy(missed.contains) {
            throw ExitStatus.noInput.code
        }
        if errors.unreadCount > 0 { throw ExitStatus.inputOutput.code }
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
    let passedOver: [PassedOverMemo.Entry]

    struct Problem: Encodable {
        let path: String
        let message: String
    }

    init(_ summary: ScanSummary, _ duration: Duration) {
        // A returned file was absent before the scan, so for a reader it was added.
        added = summary.added + summary.returned
        returned = summary.returned
        changed = summary.changed
        moved = summary.moved
        removed = summary.removed
        unchanged = summary.unchanged
        errors = summary.errors.count
        seconds = duration / .seconds(1)
        problems = (summary.unavailable + summary.errors.first).map {
            Problem(path: $0.path.string, message: $0.message)
        }
        passedOver = summary.passedOver.entries
    }
}
