internal import App
internal import Decisions
package import Events
package import FileIO
package import Journal
package import Library
package import Matching
package import Projection
package import Providers
package import Publishers
internal import ReadModels
package import SystemPackage
package import Tags
package import TestSupport
package import Watch

/// A small library with all that psm keeps about it, wired together over a temporary folder.
package final class TestLibrary {
    package let folder: TemporaryDirectory
    package let music: Tree
    package let playlists: Tree
    package let reports: Tree
    package let journal: Journal
    package private(set) var readModel: ReadModel
    package private(set) var runner: ProjectorRunner
    package var roots: [FilePath]
    package var filter = PathFilter()
    package var followSymlinks = false
    package var films: Films = [:]
    package var reader: any TagReader = DirectTagReader()

    package struct Options {
        package var matching = MatchingSettings()
        package var mode = ExportSettings.Mode.strict
        package var pathFormat = ExportSettings.PathFormat.absolute
        package var organizesByOwner = false
        package var fileSystem: any FileSystem = PosixFileSystem()
        package var segmentLimitBytes = JournalOptions().segmentLimitBytes

        package init() {}
    }

    private let data: Tree
    private var options: Options
    private var replayCount = 0

    package init(_ options: Options = Options()) throws {
        folder = try TemporaryDirectory()
        music = try folder.tree("music")
        data = try folder.tree("data")
        playlists = Tree(folder.path.appending("playlists"))
        reports = Tree(folder.path.appending("reports"))
        roots = [music.path]
        self.options = options
        journal = Self.openJournal(data, options)
        readModel = try ReadModel(path: data.path.appending("psm.db"))
        runner = ProjectorRunner(journal: journal, readModel: readModel, projectors: [])
        configure(options)
    }

    /// A second psm that replays a copy of the first one's journal, into folders beside those.
    package init(replaying other: TestLibrary) throws {
        folder = other.folder
        music = other.music
        other.replayCount += 1
        data = try folder.tree("data-\(other.replayCount)")
        playlists = Tree(folder.path.appending("playlists-\(other.replayCount)"))
        reports = Tree(folder.path.appending("reports-\(other.replayCount)"))
        roots = other.roots
        options = other.options
        for (path, _) in try Tree(other.journal.directory).files() {
            let bytes = try PosixFileSystem().readAll(Tree(other.journal.directory).absolute(path))
            try data.write(Array("journal/".utf8) + path, bytes)
        }
        journal = Self.openJournal(data, options)
        readModel = try ReadModel(path: data.path.appending("psm.db"))
        runner = ProjectorRunner(journal: journal, readModel: readModel, projectors: [])
        configure(options)
    }

    private static func openJournal(_ data: Tree, _ library: Options) -> Journal {
        var options = JournalOptions()
        options.sync = .never
        options.segmentLimitBytes = library.segmentLimitBytes
        options.gapCoding = .events
        return Journal(directory: data.path.appending("journal"), options: options)
    }

    package func configure(_ options: Options) {
        self.options = options
        runner = ProjectorRunner(
            journal: journal,
            readModel: readModel,
            projectors: ProjectorList.standard.projectors(
                ProjectorList.Context(settings: settings(options), fileSystem: options.fileSystem)
            )
        )
    }

    private func settings(_ options: Options) -> Settings {
        var settings = Settings.standard
        settings.matching.fuzzyThreshold = options.matching.fuzzyThreshold
        settings.matching.durationToleranceSeconds = options.matching.durationToleranceSeconds
        settings.matching.versions = options.matching.versions
        settings.export.directory = playlists.path
        settings.export.mode = options.mode
        settings.export.pathFormat = options.pathFormat
        settings.export.organizeByOwner = options.organizesByOwner
        settings.reportsDirectory = reports.path
        return settings
    }

    /// Another process at the same data: its own journal, its own connection.
    package func neighbour() throws -> ProjectorRunner {
        ProjectorRunner(
            journal: Self.openJournal(data, options),
            readModel: try ReadModel(path: readModel.path),
            projectors: runner.projectors
        )
    }

    // MARK: Commands

    package func scanner(ledger: (any LibraryLedger)? = nil) -> Scanner {
        Scanner(
            settings: .init(
                roots: roots,
                filter: filter,
                followSymlinks: followSymlinks,
                films: films
            ),
            ledger: ledger ?? JournaledLibrary(runner: runner),
            reader: reader
        )
    }

    @discardableResult
    package func scan(_ request: ScanRequest = ScanRequest()) throws -> ScanSummary {
        try scanner().scan(request)
    }

    package func importAccount(_ snapshot: AccountSnapshot, partial: Bool = false) throws {
        _ = try PlaylistImport(runner).run(snapshot, partial: partial)
    }

    package func pin(_ track: String, to path: FilePath) throws {
        try Decision.make(runner, reading: MatchesProjector.name) { db, _ in
            [try UserDecision(db).pin(track: track, file: path.bytes)]
        }
    }

    package func reject(_ track: String) throws {
        try Decision.make(runner, reading: MatchesProjector.name) { db, _ in
            [try UserDecision(db).reject(track: track)]
        }
    }

    package func append(_ events: [Event]) throws {
        var batch = RecordBatch()
        for event in events { try EventCodec.encode(event, into: &batch) }
        try journal.append(batch)
    }

    /// Catches up and makes the files; like `psm build` after its scan.
    @discardableResult
    package func build() throws -> [PublishReport] {
        _ = try runner.catchUp()
        return try publish()
    }

    package var publishRequest: PublishRequest {
        PublishRequest(readModel: readModel, journal: journal)
    }

    @discardableResult
    package func publish() throws -> [PublishReport] {
        try runner.projectors.compactMap { $0 as? any PublishingProjector }
            .map { try $0.publish(publishRequest) }
    }
}
