import App
import ArgumentParser
import Messages
import Projection
import Publishers
import Queries
import ReadModels

/// What `psm match` does without a subcommand.
struct MatchTracksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Find the file for each track; the default."
    )

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Match every track again, not only those that a change affects.")
    var full = false

    @OptionGroup var watching: WatchOptions

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        try watching.check(
            isWatching: watching.watch,
            conflicts: full ? "--full" : nil,
            json ? "--json" : nil
        )
    }

    func run() throws {
        let application = try global.open()
        if watching.watch {
            return try watching.run(
                application,
                .named([MatchesProjector.name]),
                followsDisk: false
            )
        }
        let start = ContinuousClock.now
        let rebuilt = full ? try application.runner.rebuild([MatchesProjector.name]) : nil
        let outcome = try Pipeline(application: application).run(.named([MatchesProjector.name]))
        let counts = try application.readModel.read { try LibraryCounts($0) }
        let duration = ContinuousClock.now - start
        let report = MatchJSON(
            changed: outcome.changeCount(MatchesProjector.name),
            matched: counts.matched,
            unmatched: counts.unmatched,
            seconds: duration / .seconds(1)
        )
        if json {
            try StandardOutput.json(report)
        } else {
            StandardOutput.line(
                "matches: \(Text.count(report.changed)) changed; \(counts.coverage) "
                    + "(\(Text.seconds(duration)))"
            )
            if full || report.changed > 0 { try tellMostWanted(application) }
        }
        try rebuilt?.throwIfDamaged()
    }
}

extension MatchTracksCommand {
    private func tellMostWanted(_ application: Application) throws {
        let matching = application.settings.matching
        let wanted = try application.readModel.read { db in
            try MostWanted(
                db,
                trackLimit: matching.showUnmatchedTracks,
                albumLimit: matching.showUnmatchedAlbums
            )
        }
        if !wanted.text.isEmpty { StandardOutput.line(wanted.text) }
    }
}

struct MatchJSON: Encodable {
    let changed: Int
    let matched: Int
    let unmatched: Int
    let seconds: Double
}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the playlist files that changed."
    )

    @OptionGroup var global: GlobalOptions

    @OptionGroup var past: PastOptions

    @Option(
        help:
            "strict: only tracks that have a file. mirrored: all tracks, with missing ones marked."
    )
    var mode: ExportSettings.Mode?

    @OptionGroup var publishing: PublishOptions

    @OptionGroup var watching: WatchOptions

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if mode != nil, publishing.directory == nil {
            throw ValidationError(
                "--mode needs --directory. To change the playlists that psm keeps up to date, set "
                    + "export.mode."
            )
        }
        try past.checkDirectory(publishing.directory)
        try watching.check(
            isWatching: watching.watch,
            conflicts: past.asOf.map { _ in "--as-of" },
            publishing.directory.map { _ in "--directory" },
            json ? "--json" : nil
        )
    }

    func run() throws {
        var application = try past.open(global)
        application.takesOver = publishing.takesOver
        if watching.watch {
            return try watching.run(application, .named([M3UProjector.name]), followsDisk: false)
        }
        let folder = try publishing.copyFolder(
            besides: application.settings.playlistsFolder,
            differs: mode != nil || past.asOf != nil
        )
        if let folder {
            application.settings.export.directory = folder
            if let mode { application.settings.export.mode = mode }
            let stage = PublishStage(name: M3UProjector.name)
            return try past.publish(stage, application, json: json)
        }
        try PublishStage(name: M3UProjector.name).run(application, json: json)
    }
}

extension ExportSettings.Mode: ExpressibleByArgument {}

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the reports: what is matched, what is missing, and why."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @OptionGroup var publishing: PublishOptions

    @OptionGroup var watching: WatchOptions

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        try past.checkDirectory(publishing.directory)
        try watching.check(
            isWatching: watching.watch,
            conflicts: past.asOf.map { _ in "--as-of" },
            publishing.directory.map { _ in "--directory" },
            json ? "--json" : nil
        )
    }

    func run() throws {
        var application = try past.open(global)
        application.takesOver = publishing.takesOver
        if watching.watch {
            return try watching.run(
                application,
                .named([ReportsProjector.name]),
                followsDisk: false
            )
        }
        let folder = try publishing.copyFolder(
            besides: application.settings.reportsFolder,
            differs: past.asOf != nil
        )
        if let folder {
            application.settings.reportsDirectory = folder
            let stage = PublishStage(name: ReportsProjector.name)
            return try past.publish(stage, application, json: json)
        }
        try PublishStage(name: ReportsProjector.name)
            .run(application, json: json)
    }
}
