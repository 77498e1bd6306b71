package import Decisions
internal import Events
internal import FileIO
package import Journal
internal import Library
internal import Messages
package import Projection
internal import Providers
package import Queries
package import SystemPackage
package import Tags
package import Threads
package import Watch

/// Everything that psm works with, wired together from the settings.
///
/// ```swift
/// let application = try Application(
///     settings: settings, dataDirectory: folder, observer: observer)
/// let (summary, duration) = try application.scan()
/// let outcome = try Pipeline(application: application).run(.all)
/// ```
package struct Application: Sendable {
    package var settings: Settings
    package let dataDirectory: FilePath
    package let journal: Journal
    package internal(set) var readModel: ReadModel
    package let observer: any ApplicationObserver
    package let extensions: Extensions
    /// Reads the tags of audio files, in processes of their own.
    package let tagReader: any TagReader
    let films: FilmMemo
    /// For a view of the past: the position at which the journal is taken to end.
    package let limit: Position?
    /// Whether nothing in the data folder may be written: for commands that only ask.
    var isReadOnly = false
    /// Whether folders that were published for another data folder become this one's.
    package var takesOver = false
    /// Where the settings come from, for watchers.
    package var settingsSource: SettingsSource?
    /// Asked during long work whether to end it early.
    package var cancellation = Cancellation.never

    /// - Parameter settings: folders that depend on the data folder are filled in.
    /// - Throws: `FileError` if the data folder cannot be created, `ReadModelError` if `psm.db`
    ///   cannot be opened.
    package init(
        settings: Settings,
        dataDirectory: FilePath,
        observer: any ApplicationObserver,
        extensions: Extensions = .standard
    ) throws {
        try PosixFileSystem().createDirectories(dataDirectory)
        self.init(
            settings,
            dataDirectory,
            try ReadModel(path: Self.database(in: dataDirectory)),
            observer,
            extensions
        )
    }

    /// For views of the past: with an empty read model, because `psm.db` holds only the present.
    package static func forThePast(
        settings: Settings,
        dataDirectory: FilePath,
        observer: any ApplicationObserver,
        extensions: Extensions = .standard
    ) throws -> Application {
        let readModel = try ReadModel(path: "", durability: .disposable)
        return Application(settings, dataDirectory, readModel, observer, extensions)
    }

    static func database(in dataDirectory: FilePath) -> FilePath {
        dataDirectory.appending("psm.db")
    }

    init(
        _ settings: Settings,
        _ dataDirectory: FilePath,
        _ readModel: ReadModel,
        _ observer: any ApplicationObserver,
        _ extensions: Extensions
    ) {
        self.settings = settings.resolved(inDataDirectory: dataDirectory)
        self.dataDirectory = dataDirectory
        self.readModel = readModel
        self.observer = observer
        self.extensions = extensions
        journal = .psm(in: dataDirectory)
        tagReader = TagWorkers(telling: observer)
        films = FilmMemo(dataDirectory: dataDirectory)
        limit = nil
    }

    /// The same application with a read model of the past instead of the live one.
    package init(_ application: Application, in past: PastModel) {
        settings = application.settings
        dataDirectory = application.dataDirectory
        journal = application.journal
        tagReader = application.tagReader
        films = application.films
        observer = application.observer
        extensions = application.extensions
        readModel = past.readModel
        limit = past.runner.limit
    }

    package var projectors: [any Projector] {
        extensions.projectors.projectors(
            ProjectorList.Context(settings: settings, cancellation: cancellation)
        )
    }

    package var runner: ProjectorRunner {
        ProjectorRunner(
            journal: journal,
            readModel: readModel,
            projectors: projectors,
            limit: limit,
            cancellation: cancellation
        )
    }

    /// The read models of all events before `position`.
    package func past(
        before position: Position,
        _ selection: ProjectorSelection
    ) throws -> PastModel {
        let projectors = projectors
        return try pastModels.model(
            before: position,
            of: journal,
            projectors,
            names: selection.names(of: projectors)
        )
    }

    package var repair: JournalRepair { JournalRepair(runner, pastModels: pastModels) }

    private var pastModels: PastModels {
        PastModels(directory: dataDirectory.appending("cache").appending("as-of"))
    }

    /// Decides which files below the roots belong to the library; psm's own folders do not.
    ///
    /// - Parameter transient: patterns of files that are not finished.
    package func filter(ignoring transient: [String] = []) -> PathFilter {
        PathFilter(
            extensions: settings.library.extensions,
            ignorePatterns: settings.library.ignorePatterns,
            transientPatterns: transient,
            excludedDirectories: [
                dataDirectory, settings.playlistsFolder, settings.reportsFolder,
            ]
        )
    }

    /// Whether a scan ever recorded this root.
    package func isKnownRoot(_ root: FilePath) throws -> Bool {
        try readModel.read { db in
            try KnownRootRow.fetchAll(db).contains { $0.path == root.string }
        }
    }

    /// Takes up its settings for the data folder, and tells what is new.
    ///
    /// - Throws: `SettingsConflict` if a running watcher uses others.
    package func agreeOnSettings() throws {
        if isReadOnly || limit != nil { return }
        for change in try SharedSettings(dataDirectory: dataDirectory).agree(on: settings) {
            tell(.remark(.info, change.sentence))
        }
    }

    package func tell(_ notice: ApplicationNotice) {
        observer.observe(notice)
    }

    /// Reports what the journal had to do, such as repairing a torn end.
    package func tellNotices() {
        for notice in journal.takeNotices() { tell(.journal(notice)) }
    }
}

extension Journal {
    /// The journal in psm's data folder.
    package static func psm(in dataDirectory: FilePath) -> Journal {
        var options = JournalOptions()
        options.gapCoding = .events
        return Journal(directory: dataDirectory.appending("journal"), options: options)
    }
}

extension TagWorkers {
    fileprivate convenience init(telling observer: any ApplicationObserver) {
        var settings = Settings()
        settings.whenUnconfined = {
            observer.observe(
                .remark(
                    .info,
                    "This system has neither Landlock nor seccomp: what reads the tags could write "
                        + "files, too."
                )
            )
        }
        self.init(settings)
    }
}
