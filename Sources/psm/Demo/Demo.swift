import App
import Commands
import Decisions
import Events
import FileIO
import Glibc
import Journal
import Messages
import Projection
import Providers
import Publishers
import Queries
import SystemPackage
import Threads

/// psm in a few seconds: a library, two playlists, the files made from them, and how these follow
/// every change.
struct Demo {
    let keep: FilePath?

    /// How long a change may take to reach the playlist before the demo gives up.
    private static let patience = Duration.seconds(10)
    private static let glanceMicroseconds: UInt32 = 5_000

    func run() throws {
        let start = ContinuousClock.now
        let folder = try DemoFolder(keep: keep)
        do {
            var performance = DemoRun(folder: folder, application: try application(in: folder))
            try performance.run(since: start)
        } catch {
            try? folder.remove()
            throw error
        }
        try folder.remove()
    }

    /// The user's own settings are ignored.
    private func application(in folder: DemoFolder) throws -> Application {
        let environment: [String: [UInt8]] = [
            "PSM__LIBRARY__PATHS": folder.library.bytes,
            "PSM__EXPORT__DIRECTORY": folder.playlists.bytes,
            "PSM__EXPORT__PATH_FORMAT": Array("relative".utf8),
            "PSM__REPORTS__DIRECTORY": folder.reports.bytes,
            "PSM__LIBRARY__WATCH__DEBOUNCE_SECONDS": Array("0".utf8),
            "PSM__LOG_LEVEL": Array("warning".utf8),
        ]
        let settings = try SettingsLoader(
            environment: environment,
            workingDirectory: folder.path,
            home: nil
        ).load()
        return try Application(
            settings: settings,
            dataDirectory: folder.data,
            observer: ConsoleObserver(level: settings.logLevel)
        )
    }

    /// Waits until `value` returns something other than `before`.
    fileprivate static func change(
        from before: [String],
        _ value: () throws -> [String]
    ) throws -> [String] {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            let now = try value()
            if now != before { return now }
            usleep(glanceMicroseconds)
        }
        throw CommandError(
            .tryAgain,
            "The playlist was not updated within \(patience.components.seconds) seconds."
        )
    }
}

/// One run of the demo.
private struct DemoRun {
    let folder: DemoFolder
    let application: Application
    var screen = DemoScreen()

    init(folder: DemoFolder, application: Application) {
        self.folder = folder
        self.application = application
    }

    /// The head before the library changed.
    private var beforeChanges = Position.zero

    mutating func run(since start: ContinuousClock.Instant) throws {
        StandardOutput.line(Style.bold("psm demo") + "  your playlists, made of the files you own")
        screen.aside("in \(folder.path.string)" + (folder.isKept ? "" : ", removed at the end"))
        try showLibrary()
        try build()
        try showPlaylist()
        beforeChanges = try application.journal.head().position
        try changeLibrary()
        try tailJournal()
        try rebuild()
        try travel()
        let duration = Text.seconds(ContinuousClock.now - start)
        StandardOutput.line(
            "\n\(Style.bold("That was psm, in \(duration)."))  Now with your music:"
        )
        screen.command("export PSM__LIBRARY__PATHS='[\"/path/to/music\"]'")
        screen.command("psm import playlists.json && psm build --watch")
        if folder.isKept { screen.aside("Look around in \(folder.path.string).") }
    }

    private mutating func showLibrary() throws {
        screen.act("A library of \(DemoAudio.files.count) files, and an account with two playlists")
        for file in DemoAudio.files {
            try folder.write(file.bytes, to: folder.library.appending(file.path))
        }
        let json = DemoPlaylists.json
        try folder.write(Array(json.utf8), to: folder.path.appending("playlists.json"))
        screen.block(DemoAudio.files.map(\.path))
    }

    private mutating func build() throws {
        screen.act("Import and build")
        screen.command("psm import playlists.json")
        let snapshot = try PlaylistFile(folder.path.appending("playlists.json")).snapshot()
        let imported = try PlaylistImport(application.runner).run(snapshot, partial: false)
        screen.say(imported.line)
        screen.command("psm build")
        let (scan, duration) = try application.scan()
        screen.say(scan.line(duration))
        let outcome = try Pipeline(application: application).run(.all)
        let counts = try application.readModel.read { try LibraryCounts($0) }
        screen.say(
            "matches: \(counts.coverage) yet; reports/unmatched.html tells why"
        )
        let written = outcome.publishReport(M3UProjector.name).written
        screen.say("playlists: \(written.joined(separator: ", "))")
    }

    private mutating func showPlaylist() throws {
        screen.act("The playlist “\(DemoPlaylists.ferry)”")
        screen.block(try playlistLines())
    }

    /// Three changes under a live watcher, each followed into the playlist.
    private mutating func changeLibrary() throws {
        screen.act("The library changes, and the playlist follows")
        screen.command("psm build --watch --no-debounce &")
        let stop = StopRequest()
        let watching = Background { [application] in
            try Watcher(
                application: application,
                selection: .all,
                command: "psm demo",
                followsDisk: true,
                stop: stop
            ).run()
        }
        defer {
            stop.request()
            _ = try? watching.value()
        }
        try addFile()
        try renameFile()
        try deleteFile()
    }

    private func addFile() throws {
        let added = DemoAudio.addedLater
        try follow("a file is added: \(added.path)") {
            try folder.write(added.bytes, to: folder.library.appending(added.path))
        }
    }

    private func renameFile() throws {
        let old = folder.library.appending(DemoAudio.files[5].path)
        let new = old.removingLastComponent().appending("A Letter from the Tide.m4a")
        try follow("a file is renamed: \(new.lastComponent?.string ?? "")") {
            try PosixFileSystem().rename(old, to: new)
        }
    }

    private func deleteFile() throws {
        let path = DemoAudio.files[9].path
        try follow("a file is deleted: \(path)") {
            try PosixFileSystem().remove(folder.library.appending(path))
        }
    }

    private func follow(_ what: String, _ change: () throws -> Void) throws {
        let before = try playlistLines()
        screen.say(what)
        let start = ContinuousClock.now
        try change()
        let after = try Demo.change(from: before) { try playlistLines() }
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        screen.difference(before, after)
        screen.aside("  \(milliseconds) ms later")
    }

    private mutating func tailJournal() throws {
        screen.act("What the journal recorded")
        screen.command("psm journal tail -n 4")
        let head = try application.journal.head().position
        var lines: [String] = []
        try application.journal.read(from: head.retreated(by: 4), damage: { _ in }) { frame in
            try frame.forEachRecord { position, payload in
                let event = try EventCodec.decode(payload, at: position)
                lines.append("\(position)  \(Style.bold(event.typeName))  \(event.summary)")
            }
            return .continue
        }
        screen.block(lines)
    }

    private mutating func rebuild() throws {
        screen.act("Everything but the journal is thrown away, and rebuilt from it")
        screen.command("psm project --rebuild")
        let start = ContinuousClock.now
        let report = try application.runner.rebuild()
        let text = report.text(ContinuousClock.now - start)
        screen.block(text.split(separator: "\n").map(String.init))
        guard report.models.allSatisfy({ $0.before == $0.after }) else {
            throw CommandError(
                .damagedData,
                "The rebuilt read models differ from the live ones."
            )
        }
    }

    /// What changed since the build, and the playlist as it was then, from the journal alone.
    private mutating func travel() throws {
        screen.act("Back in time, before the library changed")
        let since = "@\(beforeChanges)"
        screen.command("psm journal diff --since \(since)")
        let past = try application.past(before: beforeChanges, .named([M3UProjector.name]))
        let (library, catalog) = try past.readModel.read { old in
            try application.readModel.read { new in
                (try LibraryChanges(from: old, to: new), try CatalogChanges(from: old, to: new))
            }
        }
        screen.block(library.lines(below: folder.library) + catalog.lines(below: folder.library))
        let then = folder.path.appending("then")
        screen.command("psm export --as-of \(since) --directory then")
        var elsewhere = application
        elsewhere.settings.export.directory = then
        let export = try elsewhere.past(before: beforeChanges, .named([M3UProjector.name]))
        let report = try export.publish(M3UProjector.name, takesOver: false)
        screen.say("playlists: \(report.written.joined(separator: ", "))")
        screen.block(try playlistLines(in: then))
    }

    /// The lines of the playlist file.
    private func playlistLines() throws -> [String] {
        try playlistLines(in: folder.playlists)
    }

    private func playlistLines(in directory: FilePath) throws -> [String] {
        let prefix = Array(DemoPlaylists.ferry.utf8)
        let fileSystem = PosixFileSystem()
        for name in try fileSystem.list(directory) where name.starts(with: prefix) {
            let file = directory.appending(String(decoding: name, as: UTF8.self))
            let text = String(decoding: try fileSystem.readAll(file), as: UTF8.self)
            return text.split(separator: "\n").map(String.init)
        }
        return []
    }
}
