import App
import Events
import FileIO
import Formats
import GRDB
import Journal
import Library
import Projection
import Providers
import Synchronization
import SystemPackage
import TestSupport
import Testing
import Threads

/// A part of each kind is one file and one line: a dummy is added to its list, and everything that
/// reads the list knows it. (`CommandListTests` does the same for a command.)
@Suite struct ExtensionTests {
    let folder: TemporaryDirectory
    let music: Tree

    init() throws {
        folder = try TemporaryDirectory()
        music = try folder.tree("music")
    }

    private func application(_ extensions: Extensions) throws -> Application {
        var settings = Settings.standard
        settings.library.roots = [music.path]
        settings.library.watch.debounceSeconds = 0
        return try Application(
            settings: settings,
            dataDirectory: folder.path.appending("data"),
            observer: Silence(),
            extensions: extensions
        )
    }

    private var withDummyProjector: Extensions {
        var extensions = Extensions.standard
        extensions.projectors = extensions.projectors.adding { context in
            DummyProjector(directory: context.settings.reportsFolder)
        }
        return extensions
    }

    @Test func aProjectorIsBuilt() throws {
        let application = try application(withDummyProjector)
        try music.write("one.flac", [])
        _ = try application.scan()
        let outcome = try Pipeline(application: application).run(.all)
        #expect(outcome.publishReport("dummy").written == ["1 events"])
        #expect(outcome.published.map(\.product.name).contains("dummies"))
        #expect(ProjectorSelection.all.names(of: application.projectors).contains("dummy"))
        // It writes files, so it has no past of its own.
        #expect(!ProjectorSelection.tables.names(of: application.projectors).contains("dummy"))
    }

    @Test func aProjectorIsInTheStatus() throws {
        let application = try application(withDummyProjector)
        _ = try Pipeline(application: application).run(.all)
        let status = try application.runner.status()
        #expect(status.last?.name == "dummy")
        #expect(status.last?.version == 7)
    }

    @Test func aProjectorIsWatched() throws {
        let application = try application(withDummyProjector)
        let stop = StopRequest()
        let watching = Background {
            try Watcher(
                application: application,
                selection: .all,
                command: "a test",
                followsDisk: true,
                stop: stop
            ).run()
        }
        try music.write("one.flac", [])
        let path = application.dataDirectory.appending("psm.db")
        let deadline = ContinuousClock.now + .seconds(60)
        var published = 0
        while published == 0, ContinuousClock.now < deadline {
            // A connection keeps what it once knew of the tables.
            published = try ReadModel(path: path).read { db in
                guard try db.tableExists("dummy_events") else { return 0 }
                return try Int.fetchOne(db, sql: "SELECT published FROM dummy_events") ?? 0
            }
            Doorbell().wait(until: .now + .milliseconds(20))
        }
        stop.request()
        try watching.value()
        #expect(published > 0)
    }

    @Test func anImportFormatIsRead() throws {
        let file = try folder.tree("files")
        try file.write("list.dummy", "DUMMY1")
        let path = file.absolute("list.dummy")
        #expect(throws: PlaylistFileError.self) { try PlaylistFile(path).snapshot() }
        let formats = Extensions.standard.importFormats + [DummyFormat()]
        #expect(try PlaylistFile(path, formats: formats).snapshot().provider == "dummy")
        try file.write("other", "neither")
        let error = #expect(throws: PlaylistFileError.self) {
            try PlaylistFile(file.absolute("other"), formats: formats).snapshot()
        }
        #expect(error?.description.contains("A dummy") == true)
    }

    @Test func aSettingIsReadListedAndDescribed() throws {
        let key = SettingKey("dummy.sweetness")
        let table = SettingsTable.standard.adding(
            SettingDefinition(key, .integer(0...9), default: .integer(3), "How sweet it is.")
        )
        func load(_ environment: [String: String]) throws -> Settings {
            var context = ProcessContext.current()
            context.environment = environment.mapValues { Array($0.utf8) }
            return try SettingsLoader.load(
                configFile: nil,
                dataDirectory: folder.path,
                context: context,
                table: table
            ).settings
        }
        #expect(try load(["HOME": "/home/ana"])[key] == .integer(3))
        let settings = try load(["HOME": "/home/ana", "PSM__DUMMY__SWEETNESS": "7"])
        #expect(settings[key] == .integer(7))
        #expect(SettingsListing(settings).text().contains("dummy.sweetness = 7"))
        #expect(SettingsListing(settings).json().contains("\"dummy.sweetness\""))
        #expect(SettingsSchema.json(table).contains("\"sweetness\""))
        #expect(SettingsSchema.json(table).contains("How sweet it is."))
        #expect(throws: SettingsError.self) {
            try load(["HOME": "/home/ana", "PSM__DUMMY__SWEETNESS": "10"])
        }
    }
}

private struct Silence: ApplicationObserver {
    func observe(_ notice: ApplicationNotice) {}
    func observe(_ progress: ScanProgress?) {}
}

/// Counts events, and publishes the number: into its own table.
private struct DummyProjector: PublishingProjector {
    let directory: FilePath

    var name: String { "dummy" }
    var version: Int { 7 }
    var fingerprint: String { "" }
    var dependencies: [String] { [] }
    var product: Product { Product(name: "dummies", noun: "dummy", directory: directory) }

    var schema: ReadModelSchema {
        ReadModelSchema(
            tables: [
                .init(
                    "dummy_events",
                    order: "events",
                    columns: "    events INTEGER NOT NULL, published INTEGER NOT NULL"
                )
            ],
            indexes: []
        )
    }

    func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        DummySession(db)
    }

    func publish(_ request: PublishRequest) throws -> PublishReport {
        var report = PublishReport()
        let count = try request.readModel.write { db in
            try db.execute(sql: "UPDATE dummy_events SET published = events")
            return try Int.fetchOne(db, sql: "SELECT published FROM dummy_events") ?? 0
        }
        report.written = ["\(count) events"]
        return report
    }
}

private final class DummySession: ProjectorSession {
    private let db: Database
    private var count = 0

    init(_ db: Database) {
        self.db = db
    }

    func apply(_ event: Event, at position: Position) throws {
        if case .fileAdded = event.body { count += 1 }
    }

    func settle(since: Position?, head: Position) throws {
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM dummy_events") == 0 {
            try db.execute(sql: "INSERT INTO dummy_events VALUES (0, 0)")
        }
        try db.execute(sql: "UPDATE dummy_events SET events = events + ?", arguments: [count])
        count = 0
    }
}

private struct DummyFormat: ImportFormat {
    var title: String { "A dummy" }
    var provider: String { "dummy" }

    func recognises(head: [UInt8]) -> Bool { head.starts(with: "DUMMY".utf8) }

    func read(_ source: ByteSource) throws(PlaylistFileProblem) -> AccountSnapshot {
        AccountSnapshot(provider: provider)
    }
}
