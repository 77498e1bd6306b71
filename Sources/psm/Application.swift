import Events
import FileIO
import Journal
import Library
import Logging
import Matching
import Projection
import Projectors
import Synchronization
import SystemPackage
import Threads
import Watch

/// Everything a command works with, wired together from the settings.
struct Application {
    var settings: Settings
    let dataDirectory: FilePath
    let journal: Journal
    let readModel: ReadModel
    let logger: Logger
    /// For a look at the past: the journal counts as if its head were here.
    let limit: Position?
    /// Whether what takes long is to end early.
    var cancellation = Cancellation.never

    /// - Throws: `FileError` where the data folder cannot be made, `ReadModelError` where `psm.db`
    ///   cannot be opened.
    init(settings: Settings, dataDirectory: FilePath) throws {
        try PosixFileSystem().createDirectories(dataDirectory)
        self.init(
            settings: settings,
            dataDirectory: dataDirectory,
            readModel: try ReadModel(path: dataDirectory.appending("psm.db"))
        )
    }

    /// For a look at the past: with an empty read model, for `psm.db` says nothing of that.
    static func forThePast(settings: Settings, dataDirectory: FilePath) throws -> Application {
        Application(
            settings: settings,
            dataDirectory: dataDirectory,
            readModel: try ReadModel(path: "", durability: .disposable)
        )
    }

    private init(settings: Settings, dataDirectory: FilePath, readModel: ReadModel) {
        self.settings = settings
        self.dataDirectory = dataDirectory
        self.readModel = readModel
        logger = StandardErrorLog.logger(level: settings.logLevel)
        journal = .psm(in: dataDirectory)
        limit = nil
    }

    /// The same, with a read model of the past in place of the live one.
    init(_ application: Application, in past: PastModel) {
        settings = application.settings
        dataDirectory = application.dataDirectory
        journal = application.journal
        logger = application.logger
        readModel = past.readModel
        limit = past.runner.limit
    }

    var runner: ProjectorRunner {
        ProjectorRunner(
            journal: journal,
            readModel: readModel,
            projectors: ProjectorRegistry.projectors(projectorSettings),
            limit: limit,
            cancellation: cancellation
        )
    }

    /// The read models of all events before `position`.
    ///
    /// - Parameter names: the projectors that are needed.
    func past(before position: Position, _ names: Set<String>) throws -> PastModel {
        try pastModels.model(before: position, of: journal, runner.projectors, names: names)
    }

    var repair: JournalRepair { JournalRepair(runner, pastModels: pastModels) }

    private var pastModels: PastModels {
        PastModels(directory: dataDirectory.appending("cache").appending("as-of"))
    }

    private var projectorSettings: ProjectorRegistry.Settings {
        var projectors = ProjectorRegistry.Settings(
            matching: settings.matching.matcher,
            export: ExportSettings(
                directory: exportDirectory,
                mode: settings.export.mode,
                pathFormat: settings.export.pathFormat,
                organizesByOwner: settings.export.organizeByOwner,
                includesLikedSongs: settings.export.includeLikedSongs
            ),
            reportsDirectory: reportsDirectory
        )
        projectors.cancellation = cancellation
        return projectors
    }

    var exportDirectory: FilePath {
        settings.export.directory ?? dataDirectory.appending("playlists")
    }

    var reportsDirectory: FilePath {
        settings.reportsDirectory ?? dataDirectory.appending("reports")
    }

    /// What of the roots is library; psm's own folders are not.
    var filter: PathFilter {
        PathFilter(
            extensions: settings.library.extensions,
            ignorePatterns: settings.library.ignorePatterns,
            excludedDirectories: [dataDirectory, exportDirectory, reportsDirectory]
        )
    }

    func scanner(progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) -> Scanner {
        Scanner(
            settings: .init(
                roots: settings.library.roots,
                filter: filter,
                followSymlinks: settings.library.followSymlinks
            ),
            ledger: JournaledLibrary(runner: runner),
            cancellation: cancellation,
            progress: progress
        )
    }

    /// Whether the scanner ever saw this root.
    func isKnownRoot(_ root: FilePath) throws -> Bool {
        try readModel.read { db in try KnownRootRow.fetchAll(db).contains { $0.path == root.string }
        }
    }

    /// Tells what the journal had to do underneath.
    func tellNotices() {
        for notice in journal.takeNotices() {
            logger.warning("\(notice)")
            switch notice {
            case .gapsRecorded, .segmentAbandoned, .repairedDamageMet:
                DamageTally.isMetUnderneath.store(true, ordering: .relaxed)
            case .tornTailKept, .clockWentBackwards, .recoveredBeyondHead:
                break
            }
        }
    }
}

extension Journal {
    /// Appends events that nothing was computed for.
    func append(_ events: [Event]) throws {
        var batch = RecordBatch()
        for event in events { try EventCodec.encode(event, into: &batch) }
        _ = try append(batch)
    }

    /// The journal in psm's data folder.
    static func psm(in dataDirectory: FilePath) -> Journal {
        var options = JournalOptions()
        options.gapCoding = .events
        return Journal(directory: dataDirectory.appending("journal"), options: options)
    }
}
